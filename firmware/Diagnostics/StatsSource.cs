using System;
using Gateway.Core;

namespace Gateway.Diagnostics
{
    /// <summary>Writes a <see cref="StatsSnapshot"/> as the members of <c>event/stats</c>.</summary>
    public sealed class StatsSource : IStatsSource
    {
        private readonly StatsSnapshot _snapshot;
        private readonly Action _refresh;

        /// <summary>A source over a snapshot.</summary>
        /// <param name="refresh">Called before each writing to fill the snapshot; may be null.</param>
        public StatsSource(StatsSnapshot snapshot, Action refresh)
        {
            _snapshot = snapshot;
            _refresh = refresh;
        }

        /// <inheritdoc/>
        public void WriteStats(JsonWriter json, long nowUs)
        {
            if (_refresh != null)
            {
                _refresh();
            }

            StatsSnapshot s = _snapshot;
            Member(json, "ts", s.TimeMs);
            json.Name("tq");
            json.Word(s.Quality == TimeQuality.Ntp ? "ntp" : s.Quality == TimeQuality.Rtc ? "rtc" : "none");
            Member(json, "up_s", s.UptimeS);
            WriteModes(json, "received", s.ReceivedByMode);
            WriteModes(json, "bad_crc", s.BadCrcByMode);
            if (s.Expected >= 0)
            {
                Member(json, "expected", s.Expected);
            }

            Member(json, "meters", s.MetersKnown);
            if (s.NoiseFloorDbm > StatsSnapshot.NoLevelDbm)
            {
                Member(json, "noise_dbm", s.NoiseFloorDbm);
            }

            WriteQueue(json, s);
            json.Name("drops");
            json.BeginObject();
            for (int i = 0; i < s.DropReasonCount; i++)
            {
                Member(json, s.DropReason(i), s.Drops(i));
            }

            json.EndObject();
            if (s.HeapFreeBytes >= 0)
            {
                Member(json, "heap_free_bytes", s.HeapFreeBytes);
            }

            json.Name("resets");
            json.BeginObject();
            Member(json, "count", s.Resets);
            json.Name("cause");
            json.String(s.ResetCause);
            json.EndObject();
        }

        private static void Member(JsonWriter json, string name, long value)
        {
            json.Name(name);
            json.Number(value);
        }

        private static void WriteModes(JsonWriter json, string name, int[] byMode)
        {
            json.Name(name);
            json.BeginObject();
            Member(json, "T1", byMode[(int)LinkMode.T1]);
            Member(json, "C1", byMode[(int)LinkMode.C1]);
            Member(json, "S1", byMode[(int)LinkMode.S1]);
            Member(json, "LIQ", byMode[(int)LinkMode.LinkIq]);
            json.EndObject();
        }

        private static void WriteQueue(JsonWriter json, StatsSnapshot s)
        {
            json.Name("queue");
            json.BeginObject();
            Member(json, "alarms", s.QueueAlarms);
            Member(json, "records", s.QueueBulk);
            Member(json, "oldest_s", s.QueueOldestAgeS);
            json.EndObject();
            json.Name("uplink");
            json.BeginObject();
            Member(json, "connects", s.Connects);
            Member(json, "failures", s.ConnectFailures);
            Member(json, "losses", s.Losses);
            Member(json, "messages", s.Messages);
            Member(json, "records", s.Records);
            json.EndObject();
        }
    }
}
