namespace Sample
{
    public interface IReader
    {
        void Read(in int value); // ! modreq
    }

    public class Modifiers
    {
        private volatile int _flag; // ! modreq

        // Not virtual: `in` is a plain reference then.
        public int Take(in int value)
        {
            return value;
        }

        public int Flag()
        {
            return _flag; // ! modreq
        }
    }
}
