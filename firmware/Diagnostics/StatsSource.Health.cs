using Gateway.Core;

namespace Gateway.Diagnostics
{
    /// <content>What the gateway says of its own state.</content>
    public sealed partial class StatsSource
    {
        private const int MaxLinksBytes = 80;

        // The last member, and the only one that is left out where there is no room.
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
