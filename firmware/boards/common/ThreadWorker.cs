using System;
using System.Threading;
using Gateway.Core;

namespace Gateway.Boards
{
    /// <summary>A worker with a thread of its own.</summary>
    public sealed class ThreadWorker : IWorker
    {
        private readonly AutoResetEvent _start = new AutoResetEvent(false);
        private readonly LoopSignal _signal;
        private IJob _job;
        private int _isDone;
        private bool _isFaulted;

        /// <summary>Starts the thread.</summary>
        /// <param name="signal">Woken when a job has ended.</param>
        public ThreadWorker(LoopSignal signal)
        {
            _signal = signal;
            new Thread(Loop).Start();
        }

        /// <inheritdoc/>
        public bool IsBusy
        {
            get { return _job != null; }
        }

        /// <summary>Jobs that ended with an exception since boot.</summary>
        public uint Faults { get; private set; }

        /// <inheritdoc/>
        public bool TryStart(IJob job)
        {
            if (_job != null)
            {
                return false;
            }

            _job = job;
            _start.Set();
            return true;
        }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
            if (Interlocked.CompareExchange(ref _isDone, 0, 1) == 1)
            {
                IJob job = _job;
                _job = null;
                job.Completed(nowUs, _isFaulted);
            }
        }

        private void Loop()
        {
            for (; ; )
            {
                _start.WaitOne();
                try
                {
                    _job.Run();
                    _isFaulted = false;
                }
                catch (Exception)
                {
                    // An exception that leaves a thread ends it silently on the board: the job is told
                    // instead.
                    _isFaulted = true;
                    Faults++;
                }

                Interlocked.Exchange(ref _isDone, 1);
                _signal.Set();
            }
        }
    }
}
