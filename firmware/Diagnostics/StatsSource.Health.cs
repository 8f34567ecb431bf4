using Gateway.Core;

namespace Gateway.Diagnostics
{
    /// <content>What the gateway says of its own state.</content>
    public sealed partial class StatsSource
    {
        private const int MaxLinksBytes = 80;
        private const int MaxHealthBytes = 200;

        private bool _hasHealth;

        // The last members, and the only ones that are left out where there is no room: with all counters at
        // their longest. False behind the last.
        private bool WriteHealth(JsonWriter json, int part)
        {
            if (part == 0)
            {
                _hasHealth = json.Free >= MaxHealthBytes;
            }

            if (part == 2)
            {
                WriteStates(json, _snapshot);
            }
            else if (_hasHealth && part == 0)
            {
                WriteSlices(json, _snapshot);
            }
            else if (_hasHealth)
            {
                WriteTroubles(json, _snapshot);
            }

            return part < 2;
        }

        private static void WriteStates(JsonWriter json, StatsSnapshot s)
        {
            if (s.Links == null || json.Free < MaxLinksBytes)
            {
                return;
            }

            json.Name("links");
            json.BeginObject();
            for (int i = 0; i < s.Links.Length; i += 2)
            {
                json.Name(s.Links[i]);
                json.Word(s.Links[i + 1]);
            }

            json.EndObject();
        }

        private static void WriteSlices(JsonWriter json, StatsSnapshot s)
        {
            json.Name("health");
            json.BeginObject();
            if (s.LongestSliceStage != null)
            {
                Member(json, "slice_us", s.LongestSliceUs);
                json.Name("slice");
                json.Word(s.LongestSliceStage);
            }

            if (s.HeapLowBytes >= 0)
            {
                Member(json, "heap_low_bytes", s.HeapLowBytes);
            }

            Member(json, "refused", s.CommandsRefused);
        }

        private static void WriteTroubles(JsonWriter json, StatsSnapshot s)
        {
            Member(json, "clock_jumps", s.ClockJumps);
            if (s.ClockJumps > 0)
            {
                Member(json, "clock_jump_s", s.LastClockJumpS);
            }

            Member(json, "alarms_lost", s.AlarmsLost);
            json.EndObject();
        }
    }
}
