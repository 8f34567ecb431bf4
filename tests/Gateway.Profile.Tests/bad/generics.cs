using System;
using System.Collections.Generic;

namespace Sample
{
    public class Box<T> // ! generics
    {
        public int Size;
    }

    public class Generics
    {
        private List<int> _list; // ! generics
        private EventHandler<EventArgs> _handler; // ! generics

        public void Run(Action<int> callback) // ! generics
        {
            Func<int> local = null; // ! generics
            int? maybe = null; // ! generics
            Echo(1); // ! generics
            Array.Empty<byte>(); // ! generics
            Array.Sort(new int[3]); // ! generics
        }

        private void Echo<T>(T value) // ! generics
        {
        }
    }
}
