namespace Gateway.Wired.MBus
{
    /// <summary>How the master treats one line.</summary>
    public sealed class MBusOptions
    {
        /// <summary>Speed of slaves of which nothing else is known.</summary>
        public int BaudRate = 2400;

        /// <summary>Repeats of a request that was not answered or badly (EN 13757-2: up to 2).</summary>
        public int Repeats = 2;

        /// <summary>Telegrams of one reading at most; some meters always announce one more.</summary>
        public int MaxTelegrams = 16;

        /// <summary>How long a slave that never answered is waited for once, in milliseconds.</summary>
        public int SlowestAnswerMs = 2500;

        /// <summary>Whether a slave that does not answer is tried once in all the ways that are known to help
        /// some: without acknowledge, slowly, after two SND_NKE, by its primary address.</summary>
        public bool Learns = true;

        /// <summary>Bytes sent before each task's first request and each repeat, for slaves that sleep;
        /// 0 .. 4096.</summary>
        public int WakeBytes;

        /// <summary>Value of these bytes.</summary>
        public byte WakeByte;

        /// <summary>Pause between them and the request, in bit times.</summary>
        public int WakePauseBits = 33;

        /// <summary>Repeats of a selection that nobody acknowledged, while searching.</summary>
        public int SearchRepeats = 1;
    }
}
