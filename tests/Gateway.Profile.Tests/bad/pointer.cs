namespace Sample
{
    public unsafe class Pointer
    {
        public byte First(byte[] data)
        {
            fixed (byte* start = data) // ! pointer
            {
                return *start;
            }
        }

        public void Take(int* value) // ! pointer
        {
        }
    }
}
