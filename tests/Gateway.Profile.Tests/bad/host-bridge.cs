namespace Gateway.Mqtt
{
    public class Connection
    {
        private Gateway.Standins.Host _host; // ! host-bridge
        private Gateway.Simulator.World _world; // ! host-bridge
    }
}

namespace Gateway.Standins
{
    public class Host
    {
        public int Number;
    }
}

namespace Gateway.Simulator
{
    public class World
    {
        public int Number;
    }
}
