using System.Threading;

namespace Gateway.Boards
{
    /// <summary>Wakes the loop from interrupt callbacks, worker threads and MQTT callbacks.</summary>
    public sealed class LoopSignal
    {
        private readonly AutoResetEvent _event = new AutoResetEvent(false);

        /// <summary>Ends a wait, now or the next one.</summary>
        public void Set()
        {
            _event.Set();
        }

        /// <summary>Waits for <see cref="Set"/>, at most <paramref name="timeoutMs"/> milliseconds.</summary>
        public void Wait(int timeoutMs)
        {
            _event.WaitOne(timeoutMs, false);
        }
    }
}
