// Where a session's callbacks, which come from any thread, meet the loop. One object per session, so that a
// late callback of a closed session cannot disturb the next one. Callbacks store and wake; the loop takes.

using System;
using System.Threading;

namespace Gateway.Uplink
{
    /// <summary>Holds what a session reported until the loop asks.</summary>
    internal sealed class SessionListener : IMqttListener
    {
        private const int Slots = 4;
        private const int InboxSize = 4;
        private const int NotAcknowledged = 0x10000;

        private readonly Action _wake;
        private readonly int[] _reports = new int[Slots];
        private readonly string[] _topics = new string[InboxSize];
        private readonly byte[][] _payloads = new byte[InboxSize][];
        private readonly object _inboxLock = new object();
        private int _nextReport;
        private int _connected;
        private int _lost;
        private int _news;
        private int _inboxFirst;
        private int _inboxCount;
        private int _inboxDropped;

        /// <summary>A listener; <paramref name="wake"/> may be null.</summary>
        public SessionListener(Action wake)
        {
            _wake = wake;
        }

        /// <summary>Whether anything came since <see cref="ClearNews"/>.</summary>
        /// <remarks>A plain read, asked at each pass of the loop: what it misses the next pass
        /// sees.</remarks>
        public bool HasNews => _news != 0;

        /// <summary>Whether the connection is gone.</summary>
        public bool IsLost => Interlocked.CompareExchange(ref _lost, 0, 0) != 0;

        /// <summary>Called before the loop looks at what came.</summary>
        public void ClearNews()
        {
            Interlocked.Exchange(ref _news, 0);
        }

        /// <inheritdoc/>
        public void OnConnected(MqttConnectStatus status)
        {
            Interlocked.Exchange(ref _connected, (int)status + 1);
            Notify();
        }

        /// <summary>Takes the end of a pending connect.</summary>
        /// <returns>false while there is none.</returns>
        public bool TryTakeConnected(out MqttConnectStatus status)
        {
            int taken = Interlocked.Exchange(ref _connected, 0);
            status = (MqttConnectStatus)(taken - 1);
            return taken != 0;
        }

        /// <inheritdoc/>
        public void OnPublished(int packetId, bool acknowledged)
        {
            // With one publish outstanding one slot would do, but a client that sends again reports twice,
            // and the second report of the last publish must not push out the first of this one.
            int slot = Interlocked.Increment(ref _nextReport) & (Slots - 1);
            Interlocked.Exchange(ref _reports[slot], packetId | (acknowledged ? 0 : NotAcknowledged));
            Notify();
        }

        /// <inheritdoc/>
        public void OnMessage(string topic, byte[] payload)
        {
            Monitor.Enter(_inboxLock);
            if (_inboxCount == InboxSize)
            {
                _inboxDropped++;
            }
            else
            {
                int at = (_inboxFirst + _inboxCount) % InboxSize;
                _topics[at] = topic;
                _payloads[at] = payload;
                _inboxCount++;
            }

            Monitor.Exit(_inboxLock);
            Notify();
        }

        /// <inheritdoc/>
        public void OnLost()
        {
            Interlocked.Exchange(ref _lost, 1);
            Notify();
        }

        /// <summary>Forgets reports of earlier publishes.</summary>
        public void ClearReports()
        {
            for (int i = 0; i < Slots; i++)
            {
                Interlocked.Exchange(ref _reports[i], 0);
            }
        }

        /// <summary>Whether a publish was reported; the report may have come before the id was
        /// known.</summary>
        public bool WasReported(int packetId, out bool acknowledged)
        {
            bool found = false;
            acknowledged = false;
            for (int i = 0; i < Slots; i++)
            {
                int report = Interlocked.CompareExchange(ref _reports[i], 0, 0);
                if (report != 0 && (report & 0xFFFF) == packetId)
                {
                    found = true;
                    acknowledged |= report < NotAcknowledged;
                }
            }

            return found;
        }

        /// <summary>Takes the oldest incoming message.</summary>
        public bool TryTakeMessage(out string topic, out byte[] payload)
        {
            topic = null;
            payload = null;
            Monitor.Enter(_inboxLock);
            bool any = _inboxCount > 0;
            if (any)
            {
                topic = _topics[_inboxFirst];
                payload = _payloads[_inboxFirst];
                _topics[_inboxFirst] = null;
                _payloads[_inboxFirst] = null;
                _inboxFirst = (_inboxFirst + 1) % InboxSize;
                _inboxCount--;
            }

            Monitor.Exit(_inboxLock);
            return any;
        }

        /// <summary>Messages dropped since the last call.</summary>
        public int TakeDropped()
        {
            Monitor.Enter(_inboxLock);
            int dropped = _inboxDropped;
            _inboxDropped = 0;
            Monitor.Exit(_inboxLock);
            return dropped;
        }

        private void Notify()
        {
            Interlocked.Exchange(ref _news, 1);
            if (_wake != null)
            {
                _wake();
            }
        }
    }
}
