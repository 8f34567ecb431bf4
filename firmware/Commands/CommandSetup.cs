using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary>What a dispatcher is made with.</summary>
    public sealed class CommandSetup
    {
        /// <summary>The device's own key for authenticated commands; null = they are refused.</summary>
        public byte[] Key;

        /// <summary>Ids whose answers are kept.</summary>
        public int RememberedIds = 16;

        /// <summary>What the longest answer of a line takes.</summary>
        public const int LineAnswerBytes = 1600;

        /// <summary>Longest answer.</summary>
        public int AnswerBytes = LineAnswerBytes;

        /// <summary>Reads messages.</summary>
        public IWorker Worker;

        /// <summary>Says what has expired.</summary>
        public WallClock Clock;

        /// <summary>Hears of commands without the right to command; may be null.</summary>
        public IEventLog Events;

        /// <summary>Against repeats of authenticated commands.</summary>
        public ReplayGuard Guard;
    }
}
