namespace Sample
{
    public class Overflow
    {
        public int Wraps(int value)
        {
            return value + 1;
        }

        public int Throws(int value)
        {
            return checked(value + 1); // ! overflow
        }

        public byte Narrows(int value)
        {
            return checked((byte)value); // ! overflow
        }
    }
}
