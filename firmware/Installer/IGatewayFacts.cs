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

        /// <summary>Searches a line for meters between its reads; what is found becomes events as
        /// well.</summary>
        /// <param name="line">0 .. <see cref="LineCount"/> − 1.</param>
        /// <param name="what">addresses, primary or digits, as the command has it.</param>
        /// <returns>False when a search runs already, or the line does not know this one.</returns>
        bool TryBeginSearch(int line, string what);

        /// <summary>What came of the search of a line; the last one is remembered.</summary>
        ReadTest SearchState(int line);

        /// <summary>Meters that the last search of a line has found so far.</summary>
        int FoundCount(int line);

        /// <summary>Address of one that was found.</summary>
        /// <param name="line">The line that was searched last.</param>
        /// <param name="index">0 .. <see cref="FoundCount"/> − 1.</param>
        /// <param name="isKnown">Whether the configuration has it.</param>
        string FoundName(int line, int index, out bool isKnown);

        /// <summary>What came of the read test of a meter; the last tested one is remembered.</summary>
        ReadTest ReadState(int line, int meter);
    }
}
