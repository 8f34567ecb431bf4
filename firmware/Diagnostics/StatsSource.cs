using System;
using Gateway.Core;

namespace Gateway.Diagnostics
{
    /// <summary>Writes a <see cref="StatsSnapshot"/> as the members of <c>event/stats</c>.</summary>
    public sealed partial class StatsSource : IStatsSource
    {
        private const int FirstRadioPart = 8;
        private const int PartsOfARadio = 2;
        private const int DropsOfAPart = 3;

        private readonly StatsSnapshot _snapshot;
        private readonly Action _refresh;

        /// <summary>A source over a snapshot.</summary>
        /// <param name="refresh">Called before each message to fill the snapshot; may be null.</param>
        public StatsSource(StatsSnapshot snapshot, Action refresh)
        {
            _snapshot = snapshot;
            _refresh = refresh;
        }

        /// <inheritdoc/>
        public bool WriteStats(JsonWriter json, int part, long nowUs)
        {
            switch (part)
            {
                case 0:
                    if (_refresh != null)
                    {
                        _refresh();
                    }

                    WriteTime(json);
                    return true;
                case 1:
                    WriteModes(json, "received", _snapshot.ReceivedByMode);
                    return true;
                case 2:
                    WriteModes(json, "bad_crc", _snapshot.BadCrcByMode);
                    return true;
                case 3:
                    WriteSite(json);
                    return true;
                case 4:
                    WriteResets(json);
                    return true;
                case 5:
                    WriteQueue(json, _snapshot);
                    return true;
                case 6:
                    WriteUplink(json, _snapshot);
                    return true;
                case 7:
                    WriteLinks(json, _snapshot);
                    return true;
                default:
                    return WriteList(json, part - FirstRadioPart);
            }
        }

        private bool WriteList(JsonWriter json, int part)
        {
            int radioParts = _snapshot.Radios.Length * PartsOfARadio;
            if (part >= radioParts)
            {
                int dropParts = (_snapshot.DropReasonCount + DropsOfAPart - 1) / DropsOfAPart;
                dropParts = dropParts == 0 ? 1 : dropParts;
                part -= radioParts;
                return part < dropParts ? WriteDrops(json, part * DropsOfAPart)
                    : WriteHealth(json, part - dropParts);
            }

            RadioStats radio = _snapshot.Radios[part / PartsOfARadio];
            if (part % PartsOfARadio == 0)
            {
                WriteRadio(json, radio, part == 0);
                return true;
            }

            WriteListened(json, radio);
            json.EndObject();
            if (part == radioParts - 1)
            {
                json.EndArray();
            }

            return true;
        }

        private void WriteRadio(JsonWriter json, RadioStats radio, bool isFirst)
        {
            bool hasOthers = _snapshot.Radios.Length > 1;
            if (isFirst && hasOthers)
            {
                Member(json, "copies_merged", _snapshot.CopiesMerged);
            }

            if (isFirst)
            {
                json.Name("radios");
                json.BeginArray();
            }

            json.BeginObject();
            if (radio.Id != null)
            {
                json.Name("id");
                json.Word(radio.Id);
            }

            json.Name("profile");
            json.Word(ProfileWord(radio.Profile));
            Member(json, "received", radio.Received);
            if (hasOthers)
            {
                Member(json, "only_here", radio.OnlyHere);
            }
        }

        private static void WriteListened(JsonWriter json, RadioStats radio)
        {
            if (radio.NoiseFloorDbm > StatsSnapshot.NoLevelDbm)
            {
                Member(json, "noise_dbm", radio.NoiseFloorDbm);
            }

            json.Name("listened_ms");
            json.BeginObject();
            for (int profile = 0; profile < RadioStats.ProfileCount; profile++)
            {
                if (radio.ListenedMs[profile] != RadioStats.Never)
                {
                    Member(json, ProfileWord((RadioProfile)profile), radio.ListenedMs[profile]);
                }
            }

            json.EndObject();
        }

        private static string ProfileWord(RadioProfile profile)
        {
            return profile == RadioProfile.S1 ? "S1" : profile == RadioProfile.LinkIq ? "LIQ" : "T1C1";
        }

        private void WriteTime(JsonWriter json)
        {
            StatsSnapshot s = _snapshot;
            Member(json, "ts", s.TimeMs);
            json.Name("tq");
            json.Word(s.Quality == TimeQuality.Ntp ? "ntp" : s.Quality == TimeQuality.Rtc ? "rtc" : "none");
            Member(json, "up_s", s.UptimeS);
        }

        private void WriteSite(JsonWriter json)
        {
            StatsSnapshot s = _snapshot;
            if (s.Expected >= 0)
            {
                Member(json, "expected", s.Expected);
                Member(json, "heard", s.Heard);
            }

            Member(json, "meters", s.MetersKnown);
            if (s.NoiseFloorDbm > StatsSnapshot.NoLevelDbm)
            {
                Member(json, "noise_dbm", s.NoiseFloorDbm);
            }

            if (s.HeapFreeBytes >= 0)
            {
                Member(json, "heap_free_bytes", s.HeapFreeBytes);
            }
        }

        private void WriteResets(JsonWriter json)
        {
            StatsSnapshot s = _snapshot;
            json.Name("resets");
            json.BeginObject();
            Member(json, "count", s.Resets);
            json.Name("cause");
            json.String(s.ResetCause);
            json.EndObject();
        }

        // Some drops; more follow.
        private bool WriteDrops(JsonWriter json, int first)
        {
            if (first == 0)
            {
                json.Name("drops");
                json.BeginObject();
            }

            int end = first + DropsOfAPart;
            bool isLast = end >= _snapshot.DropReasonCount;
            end = isLast ? _snapshot.DropReasonCount : end;
            for (int i = first; i < end; i++)
            {
                Member(json, _snapshot.DropReason(i), _snapshot.Drops(i));
            }

            if (isLast)
            {
                json.EndObject();
            }

            return true;
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
        }

        private static void WriteUplink(JsonWriter json, StatsSnapshot s)
        {
            json.Name("uplink");
            json.BeginObject();
            Member(json, "connects", s.Connects);
            Member(json, "failures", s.ConnectFailures);
            Member(json, "losses", s.Losses);
            Member(json, "messages", s.Messages);
            Member(json, "records", s.Records);
        }

        // The rest of it.
        private static void WriteLinks(JsonWriter json, StatsSnapshot s)
        {
            if (s.Link != null)
            {
                json.Name("link");
                json.Word(s.Link);
                Member(json, "link_changes", s.LinkChanges);
            }

            if (s.ModemRssiDbm > StatsSnapshot.NoLevelDbm)
            {
                Member(json, "rssi_dbm", s.ModemRssiDbm);
            }

            if (s.LinkTrouble != null)
            {
                json.Name("trouble");
                json.String(s.LinkTrouble);
            }

            if (s.LastFailure != null)
            {
                json.Name("last_failure");
                json.Word(s.LastFailure);
            }

            json.EndObject();
        }
    }
}
