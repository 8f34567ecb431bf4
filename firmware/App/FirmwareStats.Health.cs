using Gateway.Core;
using Gateway.Diagnostics;
using Gateway.Store;
using Gateway.Uplink.Links;

namespace Gateway.App
{
    /// <content>The gateway's own state.</content>
    public sealed partial class FirmwareStats
    {
        private void CollectHealth()
        {
            StatsSnapshot s = _snapshot;
            StageId stage = _firmware.Slices.WorstStage;
            long sliceUs = _firmware.Slices.LongestUs(stage);
            s.LongestSliceUs = (int)(sliceUs < int.MaxValue ? sliceUs : int.MaxValue);
            s.LongestSliceStage = sliceUs > 0 ? StageWord(stage) : null;
            s.HeapLowBytes = s.HeapLowBytes < 0 || s.HeapFreeBytes < s.HeapLowBytes
                ? s.HeapFreeBytes : s.HeapLowBytes;
            s.ClockJumps = (int)_firmware.Time.ClockJumps;
            s.LastClockJumpS = _firmware.Time.LastClockJumpS;
            int lost = 0;
            for (int reason = 0; reason <= (int)DropReason.Corrupt; reason++)
            {
                lost += _firmware.Store.Counters.Drops(RecordClass.Alarm, (DropReason)reason);
            }

            s.AlarmsLost = lost;
            s.CommandsRefused = _firmware.Commands.Counters.Refused;
        }

        // No table: its strings would take memory for good.
        private static string StageWord(StageId stage)
        {
            switch (stage)
            {
                case StageId.Telegrams:
                    return "telegrams";
                case StageId.Store:
                    return "store";
                case StageId.Uplink:
                    return "uplink";
                case StageId.Housekeeping:
                    return "housekeeping";
                case StageId.Wired:
                    return "wired";
                case StageId.Commands:
                    return "commands";
                case StageId.Upkeep:
                    return "upkeep";
                case StageId.Session:
                    return "session";
                case StageId.Update:
                    return "update";
                default:
                    return "installer";
            }
        }

        private void CollectStates(LinkSelector links)
        {
            if (_snapshot.Links == null)
            {
                _snapshot.Links = new string[2 * links.Count];
            }

            for (int i = 0; i < links.Count; i++)
            {
                _snapshot.Links[2 * i] = links.Link(i).Name;
                _snapshot.Links[(2 * i) + 1] = StateWord(links.Link(i).Health);
            }
        }

        private static string StateWord(LinkHealth health)
        {
            return health == LinkHealth.Up ? "up" : health == LinkHealth.Down ? "down" : "unknown";
        }
    }
}
