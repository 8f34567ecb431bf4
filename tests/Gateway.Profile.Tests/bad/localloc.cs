namespace Sample
{
    public unsafe class Localloc
    {
        public int Run()
        {
            int* buffer = stackalloc int[4]; // ! localloc pointer
            return 0;
        }
    }
}
