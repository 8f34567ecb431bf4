// Which message of a feed is due, and when.

namespace Gateway.Uplink
{
    /// <content>Times.</content>
    public sealed partial class RecordFeed
    {
        /// <summary>Work done, as <see cref="MessageBuilder.Work"/> counts it. Wraps.</summary>
        public uint Work
        {
            get
            {
                uint work = _builders[0].Work;
                for (int i = 1; i < _builders.Length; i++)
                {
                    work += _builders[i] == null ? 0 : _builders[i].Work;
                }

                return work;
            }
        }

        /// <summary>Whether any message has a record.</summary>
        public bool HasMessage
        {
            get
            {
                for (int i = 0; i < _builders.Length; i++)
                {
                    if (_builders[i] != null && _builders[i].Count > 0)
                    {
                        return true;
                    }
                }

                return false;
            }
        }

        /// <summary>Recipient whose message is due; <see cref="None"/>.</summary>
        /// <param name="ageUs">A message waits so long for more records.</param>
        /// <param name="flush">It does not wait once everything was read.</param>
        public int DueIndex(long nowUs, long ageUs, bool flush)
        {
            MessageBuilder[] builders = _builders;
            if (builders.Length == 1 && builders[0].Count == 0)
            {
                return None;
            }

            bool isAll = flush && !HasUnread;
            uint pressSeq = _handedOut >= _pressRecords ? OldestSeq() : 0;
            int index = _turn;
            for (int i = 0; i < builders.Length; i++)
            {
                index = index + 1 < builders.Length ? index + 1 : 0;
                MessageBuilder builder = builders[index];
                if (builder != null && builder.Count > 0 && !builder.IsWriting && (builder.IsFull || isAll
                    || nowUs - builder.FirstUs >= ageUs || builder.FirstSeq == pressSeq))
                {
                    return index;
                }
            }

            return None;
        }

        /// <summary>Time of the oldest record in a message, in microseconds since boot; long.MaxValue when
        /// there is none.</summary>
        public long FirstUs()
        {
            long firstUs = long.MaxValue;
            for (int i = 0; i < _builders.Length; i++)
            {
                MessageBuilder builder = _builders[i];
                if (builder != null && builder.Count > 0 && builder.FirstUs < firstUs)
                {
                    firstUs = builder.FirstUs;
                }
            }

            return firstUs;
        }

        private uint OldestSeq()
        {
            uint oldest = uint.MaxValue;
            for (int i = 0; i < _builders.Length; i++)
            {
                MessageBuilder builder = _builders[i];
                if (builder != null && builder.Count > 0 && builder.FirstSeq < oldest)
                {
                    oldest = builder.FirstSeq;
                }
            }

            return oldest;
        }
    }
}
