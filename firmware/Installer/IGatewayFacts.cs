using Gateway.Filter;

namespace Gateway.Installer
{
    /// <summary>What the installer's answers are made of. Called on the loop.</summary>
    public interface IGatewayFacts
    {
        /// <summary>The meters.</summary>
        TelegramFilter Filter { get; }

        /// <summary>Wired lines.</summary>
        int LineCount { get; }

        /// <summary>Reads counters and states: some 2,000 IL operations.</summary>
        void Read(GatewayFacts into, long nowUs);

        /// <summary>To be called every second while somebody may look, every minute otherwise.</summary>
        void Watch(long nowUs);

        /// <summary>Name of a line.</summary>
        string LineName(int line);

        /// <summary>Meters of a line.</summary>
        int MeterCount(int line);

        /// <summary>Name of a meter: its address.</summary>
        string MeterName(int line, int meter);

        /// <summary>Reads a wired meter now; the reading becomes a record as any other.</summary>
        /// <returns>False when another test runs.</returns>
        bool TryBeginRead(int line, int meter);

        /// <summary>What came of the read test of a meter; the last tested one is remembered.</summary>
        ReadTest ReadState(int line, int meter);
    }
}
