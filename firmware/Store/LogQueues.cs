// The two queues that the uplink sees, on top of one reader for each class: alarms, and the others merged by
// seq.
namespace Gateway.Store
{
    internal sealed class LogQueues
    {
        private readonly LogContext _log;
        private readonly RingReader[][] _readers; // by queue

        public LogQueues(LogContext log)
        {
            _log = log;
            _readers = new RingReader[2][];
            for (var queue = 0; queue < _readers.Length; queue++)
            {
                _readers[queue] = ReadersOf(log.Readers, queue);
            }
        }

        /// <summary>Records up to here count as backlog.</summary>
        public uint BacklogSeq { get; set; }

        public int PendingCount(RecordQueueKind queue)
        {
            var count = 0;
            foreach (var reader in _readers[(int)queue])
            {
                count += reader.Pending;
            }

            return count;
        }

        public long OldestPendingMs(RecordQueueKind queue)
        {
            var oldest = 0L;
            foreach (var reader in _readers[(int)queue])
            {
                if (reader.Pending > 0 && (oldest == 0 || reader.OldestMs < oldest))
                {
                    oldest = reader.OldestMs;
                }
            }

            return oldest;
        }

        public bool TryRead(RecordQueueKind queue, LogRecord into)
        {
            RingReader best = null;
            foreach (var reader in _readers[(int)queue])
            {
                if (reader.Pending == reader.Handed.Count)
                {
                    continue;
                }

                // A class that has to be fetched may hold the lowest seq: wait for it.
                if (!reader.IsReady)
                {
                    return false;
                }

                best = best == null || reader.ReadySeq < best.ReadySeq ? reader : best;
            }

            if (best == null)
            {
                return false;
            }

            best.HandOut(into);
            into.IsBacklog = into.Seq <= BacklogSeq;
            return true;
        }

        public void Rewind(RecordQueueKind queue)
        {
            foreach (var reader in _readers[(int)queue])
            {
                reader.Rewind();
            }
        }

        /// <summary>Returns the number of records that are acknowledged now and were not before; −1 when the
        /// seq says nothing new.</summary>
        public int Acknowledge(RecordQueueKind queue, uint seq)
        {
            // What was not committed yet cannot have been delivered: a seq out of the blue must not swallow
            // it.
            seq = seq > _log.MaxSeq ? _log.MaxSeq : seq;
            if (seq <= _log.AckSeqs[(int)queue])
            {
                return -1;
            }

            _log.AckSeqs[(int)queue] = seq;
            var count = 0;
            foreach (var reader in _readers[(int)queue])
            {
                count += reader.Acknowledge(seq);
            }

            _log.Counters.Acknowledged += count;
            return count;
        }

        private static RingReader[] ReadersOf(RingReader[] all, int queue)
        {
            var count = 0;
            foreach (var reader in all)
            {
                count += LogContext.QueueOf(reader.Ring) == queue ? 1 : 0;
            }

            var found = new RingReader[count];
            foreach (var reader in all)
            {
                if (LogContext.QueueOf(reader.Ring) == queue)
                {
                    found[found.Length - count] = reader;
                    count--;
                }
            }

            return found;
        }
    }
}
