namespace Gateway.Simulator.Chips
{
    public class Model
    {
        public byte[] Registers = new byte[4];

        public byte Read()
        {
            return Registers[Gateway.Radio.Map.Order[0]]; // ! chip-model
        }
    }
}

namespace Gateway.Radio
{
    public static class Map
    {
        public static readonly byte[] Order = new byte[4];
    }
}
