namespace Gateway.Core
{
    /// <summary> How much of everything one kind of board holds. Fixed at start: every pool is filled from it
    /// once and nothing grows afterwards. <see cref="Limits"/> holds what is the same on every board.
    /// </summary>
    public sealed class SizeProfile
    {
        /// <summary>Meters the meter table holds without replacing one.</summary>
        public int MeterCapacity;

        /// <summary>Rules of the meter list, of any kind.</summary>
        public int ListEntries;

        /// <summary>Rules whose identification number has a wildcard: they are tried one by one.</summary>
        public int WildcardEntries;

        /// <summary>Rules of class priority (uplink contract: up to 50).</summary>
        public int PriorityMeters;

        /// <summary>Tenants with lists of their own.</summary>
        public int MaxTenants;

        /// <summary>Rules of each tenant.</summary>
        public int TenantRules;

        /// <summary>Of these, rules with wildcards.</summary>
        public int TenantWildcards;

        /// <summary>Meters of which the last telegram before the interval's end can be kept.</summary>
        public int HeldTelegrams;

        /// <summary>Telegrams remembered to recognise their repeats.</summary>
        public int DedupEntries;

        /// <summary>Meters of which more is known than fits the meter table.</summary>
        public int DetailEntries;

        /// <summary>Meters of which it is known how much was heard in each of the last 24 hours: 36 bytes
        /// each, in buckets of eight; 0 = of none.</summary>
        public int HourEntries;

        /// <summary>Addresses in damaged frames that are remembered.</summary>
        public int SightingEntries;

        /// <summary>Addresses that a survey can hold; its memory is taken when the first one
        /// begins.</summary>
        public int SurveyEntries;

        /// <summary>Radios of the board.</summary>
        public int MaxRadios;

        /// <summary>Telegrams between radio and store.</summary>
        public int TelegramPoolSize;

        /// <summary>Wired lines; 0 = a line does not fit into <see cref="BoardBudgetBytes"/>.</summary>
        public int WiredPorts;

        /// <summary>Meters that one search of a line keeps.</summary>
        public int WiredFound;

        /// <summary>Wired meters of all lines together.</summary>
        public int WiredMeters;

        /// <summary>Read jobs of one line.</summary>
        public int WiredJobs;

        /// <summary>Commands whose answers are remembered.</summary>
        public int RememberedCommands;

        /// <summary>Longest answer of a command that is not about a line, bytes.</summary>
        public int AnswerBytes;

        /// <summary>Bytes of one uplink message, at most.</summary>
        public int UplinkBatchBytes;

        /// <summary>Bytes of one statistics message beside its radios, at most; taken twice while it is
        /// written.</summary>
        public int UplinkStatsBytes;

        /// <summary>Bytes of each of the two halves of the event ring, in memory and on file.</summary>
        public int EventRingBytes;

        /// <summary>Bytes of a configuration document, at most.</summary>
        public int MaxConfigBytes;

        /// <summary>Bytes of an answer of the installer's page; 0 = there is no memory for the
        /// page.</summary>
        public int PageBytes;

        /// <summary>Meters whose windows are learned, as the radio sleeps between them; 0 = it listens at all
        /// times.</summary>
        public int WakeMeters;

        /// <summary>RAM that the whole board may take, in bytes by the cost model of the
        /// interpreter.</summary>
        public int BoardBudgetBytes;

        /// <summary>A site of 64,000 meters: boards with PSRAM or SDRAM (heap ≥ 3.9 MB).</summary>
        public static SizeProfile CreateFull()
        {
            return new SizeProfile
            {
                MeterCapacity = 64000,
                ListEntries = 1024,
                WildcardEntries = 64,
                PriorityMeters = 50,
                MaxTenants = 8,
                TenantRules = 250,
                TenantWildcards = 12,
                HeldTelegrams = 64,
                DedupEntries = 4096,
                DetailEntries = 1024,
                HourEntries = 240,
                SightingEntries = 256,
                SurveyEntries = 512,
                MaxRadios = 3,
                TelegramPoolSize = 32,
                WiredPorts = 4,
                WiredFound = 250,
                WiredMeters = 500,
                WiredJobs = 16,
                RememberedCommands = 16,
                AnswerBytes = 4096,
                UplinkBatchBytes = 4096,
                UplinkStatsBytes = 2432,
                EventRingBytes = 8192,
                MaxConfigBytes = 32 * 1024,
                PageBytes = 30000,
                BoardBudgetBytes = 3 * 1000 * 1000,
            };
        }

        /// <summary>Five meters on a battery: the radio listens in learned windows, and the network is up for
        /// minutes a day. The memory is that of size mini; what fewer meters need less of makes room for the
        /// windows.</summary>
        public static SizeProfile CreateBattery()
        {
            SizeProfile size = CreateMini();
            size.ListEntries = 5;
            size.HeldTelegrams = 2;
            size.DedupEntries = 32;
            size.DetailEntries = 5;
            size.SightingEntries = 4;
            size.WildcardEntries = 0;
            size.MaxTenants = 0;
            size.WakeMeters = 5;
            return size;
        }

        /// <summary>A stairwell of 25 meters: boards without PSRAM (heap about 100 KB).</summary>
        public static SizeProfile CreateMini()
        {
            return new SizeProfile
            {
                MeterCapacity = 25,
                ListEntries = 32,
                WildcardEntries = 16,
                PriorityMeters = 5,
                MaxTenants = 1,
                TenantRules = 16,
                TenantWildcards = 8,
                HeldTelegrams = 5,
                DedupEntries = 64,
                DetailEntries = 8,
                SightingEntries = 8,
                SurveyEntries = 32,
                MaxRadios = 1,
                TelegramPoolSize = 3,
                WiredPorts = 0,
                RememberedCommands = 2,
                AnswerBytes = 1024,
                UplinkBatchBytes = 2048,
                UplinkStatsBytes = 1056,
                EventRingBytes = 320,
                MaxConfigBytes = 2048,
                BoardBudgetBytes = 84 * 1000,
            };
        }
    }
}
