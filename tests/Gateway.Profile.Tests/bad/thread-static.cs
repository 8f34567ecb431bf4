using System;

namespace Sample
{
    public static class ThreadStatic
    {
        public static int Shared;

        [ThreadStatic]
        public static int PerThread; // ! thread-static
    }
}
