namespace Gateway.Core
{
    public interface IPort
    {
        void Open();
    }

    public class Curious
    {
        private Gateway.Link.Value _value; // ! stage
    }
}

namespace Gateway.Link
{
    public class Value
    {
        public int Number;
    }

    public class Backwards
    {
        public void Run()
        {
            new Gateway.Filter.Chooser().Choose(null); // ! stage
        }
    }
}

namespace Gateway.Link.Wmbus
{
    public class Machinery
    {
        public int Number;
    }
}

namespace Gateway.Filter
{
    public class Chooser
    {
        public void Choose(Gateway.Link.Value value)
        {
        }

        public void Reach(Gateway.Link.Wmbus.Machinery machinery) // ! stage
        {
        }
    }
}

namespace Gateway.App
{
    public class Everything
    {
        private Gateway.Core.IPort _port;
        private Gateway.Filter.Chooser _chooser;
        private Gateway.Boards.Board _board; // ! stage
    }
}

namespace Gateway.Boards
{
    public class Board
    {
        private Gateway.App.Everything _app;
    }
}

namespace Gateway.Unheard
{
    public class Of
    {
        private Gateway.Core.IPort _port; // ! stage
    }
}
