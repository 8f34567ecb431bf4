using System;
using System.Threading;

namespace Sample
{
    public class Stage
    {
        public void Wait()
        {
            Thread.Sleep(10); // ! stage-time
        }

        public long Clock()
        {
            return DateTime.UtcNow.Ticks; // ! stage-time
        }

        public void Spawn()
        {
            Thread thread = new Thread(Wait); // ! stage-time
            thread.Start(); // ! stage-time
        }
    }
}
