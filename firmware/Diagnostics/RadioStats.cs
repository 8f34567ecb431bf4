using Gateway.Core;

namespace Gateway.Diagnostics
{
    /// <summary>One radio in a <see cref="StatsSnapshot"/>. All counters run since start.</summary>
    public sealed class RadioStats
    {
        /// <summary>Number of values of <see cref="RadioProfile"/>.</summary>
        public const int ProfileCount = (int)RadioProfile.LinkIq + 1;

        /// <summary>In <see cref="ListenedMs"/>: the radio does not listen to that profile at any
        /// time.</summary>
        public const long Never = -1;

        /// <summary>Its name, or null.</summary>
        public readonly string Id;

        /// <summary>What it listens to at the moment.</summary>
        public RadioProfile Profile;

        /// <summary>Level in dBm between frames; <see cref="StatsSnapshot.NoLevelDbm"/> = not
        /// known.</summary>
        public int NoiseFloorDbm = StatsSnapshot.NoLevelDbm;

        /// <summary>Telegrams that it received whole.</summary>
        public int Received;

        /// <summary>Telegrams of these that another radio on the same channel did not have.</summary>
        public int OnlyHere;

        /// <summary>Milliseconds for which it has listened, by <see cref="RadioProfile"/>, or
        /// <see cref="Never"/>.</summary>
        public readonly long[] ListenedMs = new long[ProfileCount];

        /// <summary>An empty one.</summary>
        public RadioStats(string id)
        {
            Id = id;
        }
    }
}
