using Gateway.Core;
using Gateway.Diagnostics;
using Gateway.Filter;
using Gateway.Link;
using Gateway.Store;
using Gateway.Uplink;
using Gateway.Uplink.Links;
using Gateway.Uplink.Modem;

namespace Gateway.App
{
    /// <summary>Collects the stages' counters for the statistics; no stage knows of it.</summary>
    public sealed partial class FirmwareStats : IStatsSource
    {
        private const int CollectingParts = 8;

        private readonly Concentrator _firmware;
        private readonly IBoard _board;
        private readonly WallClock _clock;
        private readonly StatsSnapshot _snapshot = new StatsSnapshot();
        private readonly StatsSource _writer;

        /// <summary>Reads the stages of <paramref name="firmware"/>.</summary>
        /// <param name="firmware">The stages.</param>
        /// <param name="board">Tells its free heap.</param>
        /// <param name="clock">Stamps the statistics.</param>
        public FirmwareStats(Concentrator firmware, IBoard board, WallClock clock)
        {
            _firmware = firmware;
            _board = board;
            _clock = clock;
            _snapshot.Resets = (int)clock.Boot;
            _snapshot.ResetCause = ResetCause.Of(board.Files, clock.Boot);
            _snapshot.Radios = new RadioStats[firmware.Lines.Length];
            for (int i = 0; i < _snapshot.Radios.Length; i++)
            {
                _snapshot.Radios[i] = new RadioStats(firmware.Lines[i].Id);
            }

            _writer = new StatsSource(_snapshot, null);

            // A reason that is new is looked for among all: here it costs no slice.
            CollectDrops();
            CollectStoreRefusals();
            CollectStoreLosses();
        }

        /// <inheritdoc/>
        public bool WriteStats(JsonWriter json, int part, long nowUs)
        {
            switch (part)
            {
                case 0:
                    CollectState(nowUs);
                    return true;
                case 1:
                    CollectDrops();
                    return true;
                case 2:
                    CollectStoreRefusals();
                    return true;
                case 3:
                    CollectStoreLosses();
                    return true;
                case 4:
                    CollectReceived();
                    return true;
                case 5:
                    CollectDamaged();
                    return true;
                case 6:
                    CollectRadios(nowUs);
                    return true;
                case 7:
                    CollectHealth();
                    return true;
                default:
                    return _writer.WriteStats(json, part - CollectingParts, nowUs);
            }
        }

        private void CollectState(long nowUs)
        {
            StatsSnapshot s = _snapshot;
            s.TimeMs = _clock.ToUnixMs(nowUs);
            s.Quality = _clock.Quality;
            s.UptimeS = nowUs / 1000000;
            FilterCounters counters = _firmware.Filter.Counters;
            s.Expected = (int)(counters.Heard + counters.Missed);
            s.Heard = (int)counters.Heard;
            s.MetersKnown = _firmware.Filter.Meters.Count;
            s.NoiseFloorDbm = _firmware.Lines[0].Radio.NoiseFloorDbm;
            s.HeapFreeBytes = _board.FreeHeapBytes;
            CollectQueues(nowUs);
            CollectUplink();
        }

        private void CollectReceived()
        {
            int[] received = _snapshot.ReceivedByMode;
            received[(int)LinkMode.T1] = Frames(FrameKind.T1, LinkStatus.Ok);
            received[(int)LinkMode.C1] =
                Frames(FrameKind.C1A, LinkStatus.Ok) + Frames(FrameKind.C1B, LinkStatus.Ok);
            received[(int)LinkMode.S1] = Frames(FrameKind.S1, LinkStatus.Ok);
            received[(int)LinkMode.LinkIq] = Frames(FrameKind.LinkIq, LinkStatus.Ok);
        }

        private void CollectDamaged()
        {
            int[] bad = _snapshot.BadCrcByMode;
            bad[(int)LinkMode.T1] = BadCrc(FrameKind.T1);
            bad[(int)LinkMode.C1] = BadCrc(FrameKind.C1A) + BadCrc(FrameKind.C1B);
            bad[(int)LinkMode.S1] = BadCrc(FrameKind.S1);
            bad[(int)LinkMode.LinkIq] = BadCrc(FrameKind.LinkIq);
        }

        private int BadCrc(FrameKind kind)
        {
            return Frames(kind, LinkStatus.BadCrc) + Frames(kind, LinkStatus.BadCrcFirstBlock);
        }

        private int Frames(FrameKind kind, LinkStatus status)
        {
            uint sum = 0;
            foreach (RadioLine line in _firmware.Lines)
            {
                sum += line.Counters.Get(kind, status);
            }

            return (int)sum;
        }

        private void CollectRadios(long nowUs)
        {
            _snapshot.CopiesMerged = (int)_firmware.Copies.Merged;
            for (int i = 0; i < _snapshot.Radios.Length; i++)
            {
                RadioLine line = _firmware.Lines[i];
                RadioStats radio = _snapshot.Radios[i];
                radio.Profile = line.Profile;
                radio.NoiseFloorDbm = line.Radio.NoiseFloorDbm;
                radio.Received = (int)line.Counters.Total(LinkStatus.Ok);
                radio.OnlyHere = (int)line.OnlyHere;
                for (int profile = 0; profile < RadioStats.ProfileCount; profile++)
                {
                    radio.ListenedMs[profile] = line.MayListenTo((RadioProfile)profile)
                        ? line.ListenedUs((RadioProfile)profile, nowUs) / 1000 : RadioStats.Never;
                }
            }
        }

        private void CollectDrops()
        {
            FilterCounters filter = _firmware.Filter.Counters;
            _snapshot.SetDrops("duplicate", (int)filter.Duplicate);
            _snapshot.SetDrops("filtered", (int)filter.Filtered);
            _snapshot.SetDrops("reduced", (int)filter.Reduced);
            _snapshot.SetDrops("unknown", (int)filter.Unknown);
            uint overflows = 0;
            uint noBuffer = 0;
            uint copiesLeft = 0;
            foreach (RadioLine line in _firmware.Lines)
            {
                overflows += line.Radio.Counters.Overflows;
                noBuffer += line.Counters.Total(LinkStatus.NoBuffer);
                copiesLeft += line.Counters.Total(LinkStatus.Discarded);
            }

            _snapshot.SetDrops("fifo_overflow", (int)overflows);
            _snapshot.SetDrops("no_buffer", (int)noBuffer);
            _snapshot.SetDrops("copies_left", (int)copiesLeft);
        }

        private void CollectStoreRefusals()
        {
            StoreCounters store = _firmware.Store.Counters;
            _snapshot.SetDrops("store_buffer_full", store.Drops(DropReason.BufferFull));
            _snapshot.SetDrops("store_closed", store.Drops(DropReason.Closed));
        }

        private void CollectStoreLosses()
        {
            StoreCounters store = _firmware.Store.Counters;
            _snapshot.SetDrops("store_log_full", store.Drops(DropReason.LogFull));
            _snapshot.SetDrops("store_overwritten", store.Drops(DropReason.Overwritten));
            _snapshot.SetDrops("store_write_failed", store.Drops(DropReason.WriteFailed));
            _snapshot.SetDrops("store_corrupt", store.Drops(DropReason.Corrupt));
        }

        private void CollectQueues(long nowUs)
        {
            LogStore store = _firmware.Store;
            _snapshot.QueueAlarms = store.PendingCount(RecordQueueKind.Alarms);
            _snapshot.QueueBulk = store.PendingCount(RecordQueueKind.Bulk);
            long oldestMs = store.OldestPendingMs(RecordQueueKind.Bulk);
            long oldestAlarmMs = store.OldestPendingMs(RecordQueueKind.Alarms);
            if (oldestMs == 0 || (oldestAlarmMs != 0 && oldestAlarmMs < oldestMs))
            {
                oldestMs = oldestAlarmMs;
            }

            // Of a start whose time nobody knows it is known only that it was before this one.
            long nowMs = _clock.ToUnixMs(nowUs);
            bool isKnown = _clock.TryResolve(oldestMs, out long unixMs)
                || WallClock.BootOf(oldestMs) == (uint)_snapshot.Resets;
            long ageMs = oldestMs == 0 ? 0 : isKnown ? nowMs - unixMs : nowUs / 1000;
            _snapshot.QueueOldestAgeS = ageMs < 0 ? 0 : ageMs / 1000;
        }

        private void CollectUplink()
        {
            UplinkCounters uplink = _firmware.Uplink.Counters;
            int failures = 0;
            for (int i = 1; i < uplink.ConnectsByStatus.Length; i++)
            {
                failures += uplink.ConnectsByStatus[i];
            }

            _snapshot.Connects = uplink.Connects;
            _snapshot.ConnectFailures = failures;
            _snapshot.Losses = uplink.Losses + uplink.AckTimeouts;
            _snapshot.Messages = uplink.Messages;
            _snapshot.Records = uplink.Records;
            _snapshot.LastFailure = ConnectText.Of(_firmware.Uplink.LastFailure);
            CollectLinks();
        }

        private void CollectLinks()
        {
            LinkSelector links = _firmware.Uplink.Links;
            if (links.Count == 1 && _firmware.Ways.Modem == null)
            {
                return;
            }

            CollectStates(links);
            int changes = 0;
            for (int i = 0; i < links.Counters.Changes.Length; i++)
            {
                changes += links.Counters.Changes[i];
            }

            string trouble = null;
            for (int i = 0; i < links.Count && trouble == null; i++)
            {
                trouble = links.Link(i).Trouble;
            }

            _snapshot.Link = links.Current.Name;
            _snapshot.LinkChanges = changes;
            _snapshot.LinkTrouble = trouble;
            ModemDriver modem = _firmware.Ways.Modem;
            _snapshot.ModemRssiDbm =
                modem == null || modem.RssiDbm == 0 ? StatsSnapshot.NoLevelDbm : modem.RssiDbm;
        }
    }
}
