namespace Gateway.Link
{
    /// <summary>Frames since boot by kind and outcome. Each frame that a radio began is counted exactly
    /// once, when it ended. Wraps at 2^32.</summary>
    public sealed class LinkCounters
    {
        /// <summary>Number of values of <see cref="FrameKind"/>.</summary>
        public const int KindCount = (int)FrameKind.LinkIq + 1;

        /// <summary>Number of values of <see cref="LinkStatus"/>.</summary>
        public const int StatusCount = (int)LinkStatus.BadHeader + 1;

        private readonly uint[] _counts = new uint[KindCount * StatusCount];

        /// <summary>Counts one frame.</summary>
        public void Add(FrameKind kind, LinkStatus status)
        {
            _counts[((int)kind * StatusCount) + (int)status]++;
        }

        /// <summary>Frames of one kind with one outcome.</summary>
        public uint Get(FrameKind kind, LinkStatus status)
        {
            return _counts[((int)kind * StatusCount) + (int)status];
        }

        /// <summary>Frames of all kinds with one outcome.</summary>
        public uint Total(LinkStatus status)
        {
            uint sum = 0;
            for (int kind = 0; kind < KindCount; kind++)
            {
                sum += _counts[(kind * StatusCount) + (int)status];
            }

            return sum;
        }

        /// <summary>Frames with a wrong CRC in any block.</summary>
        public uint CrcBad
        {
            get { return Total(LinkStatus.BadCrcFirstBlock) + Total(LinkStatus.BadCrc); }
        }

        /// <summary>All frames.</summary>
        public uint Frames
        {
            get
            {
                uint sum = 0;
                foreach (uint count in _counts)
                {
                    sum += count;
                }

                return sum;
            }
        }
    }
}
