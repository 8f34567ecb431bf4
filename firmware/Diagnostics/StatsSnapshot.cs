using Gateway.Core;

namespace Gateway.Diagnostics
{
    /// <summary>
    /// The gateway's counters at one moment, filled by <c>App</c> from the stages, which know nothing of it.
    /// All counters run since start. Kept for the whole run and filled again and again.
    /// </summary>
    public sealed class StatsSnapshot
    {
        /// <summary>Most drop reasons.</summary>
        public const int MaxDropReasons = 24;

        /// <summary>Number of link modes, <see cref="LinkMode.None"/> counted.</summary>
        public const int ModeCount = (int)LinkMode.LinkIq + 1;

        /// <summary>Stands for a level in dBm that is not known.</summary>
        public const int NoLevelDbm = -128;

        /// <summary>Milliseconds since 1970-01-01 UTC, or since boot when <see cref="Quality"/> is
        /// None.</summary>
        public long TimeMs;

        /// <summary>How the time came about.</summary>
        public TimeQuality Quality;

        /// <summary>Seconds since boot.</summary>
        public long UptimeS;

        /// <summary>Telegrams received whole, by <see cref="LinkMode"/>.</summary>
        public readonly int[] ReceivedByMode = new int[ModeCount];

        /// <summary>Frames with a bad CRC, by <see cref="LinkMode"/>.</summary>
        public readonly int[] BadCrcByMode = new int[ModeCount];

        /// <summary>Telegrams that the known meters should have sent; −1 = not known.</summary>
        public int Expected = -1;

        /// <summary>Telegrams of them that came, copies left out.</summary>
        public int Heard;

        /// <summary>Meters in the table.</summary>
        public int MetersKnown;

        /// <summary>Level in dBm between frames; <see cref="NoLevelDbm"/> = not known.</summary>
        public int NoiseFloorDbm = NoLevelDbm;

        /// <summary>The radios, by their index.</summary>
        public RadioStats[] Radios = new RadioStats[0];

        /// <summary>Copies of a frame, received by several radios, that were merged into one.</summary>
        public int CopiesMerged;

        /// <summary>Alarm records not acknowledged.</summary>
        public int QueueAlarms;

        /// <summary>Other records not acknowledged.</summary>
        public int QueueBulk;

        /// <summary>Age in seconds of the oldest record not acknowledged; 0 = there is none.</summary>
        public long QueueOldestAgeS;

        /// <summary>Free heap in bytes; −1 = not known.</summary>
        public long HeapFreeBytes = -1;

        /// <summary>Least of it that any statistics of this run have seen; −1 = not known.</summary>
        public long HeapLowBytes = -1;

        /// <summary>Longest time in microseconds that a stage other than the radio held the loop.</summary>
        public int LongestSliceUs;

        /// <summary>That stage, one word; null = none has run yet.</summary>
        public string LongestSliceStage;

        /// <summary>Times that the wall clock jumped after it had been set.</summary>
        public int ClockJumps;

        /// <summary>The last jump in seconds, to the future positive.</summary>
        public int LastClockJumpS;

        /// <summary>Alarm records that were refused or given up, for whatever reason.</summary>
        public int AlarmsLost;

        /// <summary>Commands that were refused: forged, expired, malformed.</summary>
        public int CommandsRefused;

        /// <summary>The links in their order of preference, for each its name and its state, a word; null
        /// when there is only one.</summary>
        public string[] Links;

        /// <summary>Starts since the log was formatted.</summary>
        public int Resets;

        /// <summary>Cause of the last start, one word: power, watchdog, command ...</summary>
        public string ResetCause = "unknown";

        /// <summary>Connections to the broker.</summary>
        public int Connects;

        /// <summary>Attempts at one that failed.</summary>
        public int ConnectFailures;

        /// <summary>Connections lost, given up after a missing PUBACK among them.</summary>
        public int Losses;

        /// <summary>Name of the link in use; null when there is only one.</summary>
        public string Link;

        /// <summary>Times that the link was changed.</summary>
        public int LinkChanges;

        /// <summary>What is wrong with a link, for a person; null = nothing.</summary>
        public string LinkTrouble;

        /// <summary>Why the last attempt at a connection that failed did so, or null.</summary>
        public string LastFailure;

        /// <summary>Power that the modem receives, in dBm; <see cref="NoLevelDbm"/> = not known.</summary>
        public int ModemRssiDbm = NoLevelDbm;

        /// <summary>Messages acknowledged.</summary>
        public int Messages;

        /// <summary>Records acknowledged.</summary>
        public int Records;

        private readonly string[] _dropReasons = new string[MaxDropReasons];
        private readonly int[] _drops = new int[MaxDropReasons];

        private int _lastDrop = -1;

        /// <summary>Number of drop reasons in use.</summary>
        public int DropReasonCount { get; private set; }

        /// <summary>Sets the count of a drop reason.</summary>
        /// <param name="reason">One ASCII word.</param>
        /// <returns>false when it is new and there are <see cref="MaxDropReasons"/> already.</returns>
        public bool SetDrops(string reason, int count)
        {
            // They come in the same order each time: the one behind the last is asked first.
            int known = DropReasonCount;
            int index = _lastDrop + 1 < known ? _lastDrop + 1 : 0;
            for (int i = 0; i < known; i++)
            {
                if (_dropReasons[index] == reason)
                {
                    _drops[index] = count;
                    _lastDrop = index;
                    return true;
                }

                index = index + 1 < known ? index + 1 : 0;
            }

            if (known == MaxDropReasons)
            {
                return false;
            }

            _dropReasons[known] = reason;
            _drops[known] = count;
            _lastDrop = known;
            DropReasonCount = known + 1;
            return true;
        }

        /// <summary>Reason at an index.</summary>
        public string DropReason(int index)
        {
            return _dropReasons[index];
        }

        /// <summary>Count at an index.</summary>
        public int Drops(int index)
        {
            return _drops[index];
        }
    }
}
