// What the installer's page and console tell of the gateway, read from the stages.
using Gateway.App.Readout;
using Gateway.Commands;
using Gateway.Core;
using Gateway.Filter;
using Gateway.Installer;
using Gateway.Link;
using Gateway.Radio;
using Gateway.Store;
using Gateway.Uplink;
using Gateway.Uplink.Links;
using Gateway.Uplink.Modem;

namespace Gateway.App
{
    /// <summary>The gateway as an installer sees it.</summary>
    public sealed partial class InstallerFacts : IGatewayFacts
    {
        private const int UnknownDbm = -128;

        private readonly Concentrator _parts;
        private readonly WallClock _clock;
        private readonly string _gatewayId;
        private readonly string _version;
        private readonly bool _usesTls;
        private readonly int[] _quietestDbm = new int[GatewayFacts.MaxRadios];
        private int _messages;
        private long _ackUs = -1;

        /// <summary>Reads the stages of a concentrator.</summary>
        public InstallerFacts(
            IBoard board, ConcentratorSetup setup, Concentrator parts, WallClock clock)
        {
            _parts = parts;
            _clock = clock;
            _gatewayId = setup.GatewayId;
            _version = board.FirmwareVersion;
            _usesTls = setup.Uplink.Tls != null;
            _lines = new LineService(parts.Wired, board.Clock);
            for (int i = 0; i < _quietestDbm.Length; i++)
            {
                _quietestDbm[i] = UnknownDbm;
            }
        }

        /// <inheritdoc/>
        public TelegramFilter Filter
        {
            get { return _parts.Filter; }
        }

        /// <inheritdoc/>
        public int LineCount
        {
            get { return _parts.Wired.Lines.Length; }
        }

        /// <inheritdoc/>
        public void Watch(long nowUs)
        {
            int messages = _parts.Uplink.Counters.Messages;
            if (messages != _messages)
            {
                _messages = messages;
                _ackUs = nowUs;
            }

            RadioLine[] lines = _parts.Lines;
            for (int i = 0; i < lines.Length && i < GatewayFacts.MaxRadios; i++)
            {
                int noiseDbm = lines[i].Radio.NoiseFloorDbm;
                if (noiseDbm != UnknownDbm
                    && (_quietestDbm[i] == UnknownDbm || noiseDbm < _quietestDbm[i]))
                {
                    _quietestDbm[i] = noiseDbm;
                }
            }
        }

        /// <inheritdoc/>
        public void Read(GatewayFacts into, long nowUs)
        {
            Watch(nowUs);
            into.GatewayId = _gatewayId;
            into.FirmwareVersion = _version;
            into.UptimeS = nowUs / 1000000;
            into.UnixMs = _clock.Quality == TimeQuality.None ? 0 : _clock.ToUnixMs(nowUs);
            into.AckAgeS = _ackUs < 0 ? GatewayFacts.Never : (nowUs - _ackUs) / 1000000;
            ReadRadios(into);
            ReadQueue(into, nowUs);
            ReadDrops(into);
            ReadWay(into);
        }

        private void ReadRadios(GatewayFacts into)
        {
            RadioLine[] lines = _parts.Lines;
            into.Radios = lines.Length < GatewayFacts.MaxRadios ? lines.Length : GatewayFacts.MaxRadios;
            for (int i = 0; i < into.Radios; i++)
            {
                RadioLine line = lines[i];
                into.RadioWorks[i] = line.Status == RadioStatus.Ok;
                into.HearsT1C1[i] = line.MayListenTo(RadioProfile.T1C1);
                into.NoiseDbm[i] = line.Radio.NoiseFloorDbm;
                into.QuietestDbm[i] = _quietestDbm[i];
                into.Frames[i] = line.Counters.Total(LinkStatus.Ok);
                into.BadFrames[i] = line.Counters.CrcBad;
            }
        }

        private void ReadQueue(GatewayFacts into, long nowUs)
        {
            LogStore store = _parts.Store;
            into.Queued = store.PendingCount(RecordQueueKind.Alarms)
                + store.PendingCount(RecordQueueKind.Bulk);
            long oldestMs = store.OldestPendingMs(RecordQueueKind.Bulk);
            long alarmMs = store.OldestPendingMs(RecordQueueKind.Alarms);
            oldestMs = oldestMs == 0 || (alarmMs != 0 && alarmMs < oldestMs) ? alarmMs : oldestMs;
            bool isKnown = _clock.TryResolve(oldestMs, out long unixMs);
            long ageMs = oldestMs == 0 ? 0 : isKnown ? _clock.ToUnixMs(nowUs) - unixMs : nowUs / 1000;
            into.OldestAgeS = ageMs < 0 ? 0 : ageMs / 1000;
        }

        private void ReadDrops(GatewayFacts into)
        {
            FilterCounters filter = _parts.Filter.Counters;
            StoreCounters store = _parts.Store.Counters;
            uint overflows = 0;
            uint noBuffer = 0;
            foreach (RadioLine line in _parts.Lines)
            {
                overflows += line.Radio.Counters.Overflows;
                noBuffer += line.Counters.Total(LinkStatus.NoBuffer);
            }

            Put(into, TextId.DropDuplicate, filter.Duplicate);
            Put(into, TextId.DropFiltered, filter.Filtered);
            Put(into, TextId.DropReduced, filter.Reduced);
            Put(into, TextId.DropUnknown, filter.Unknown);
            Put(into, TextId.DropBadCrc, into.AllBadFrames);
            Put(into, TextId.DropOverflow, overflows);
            Put(into, TextId.DropNoBuffer, noBuffer);
            Put(into, TextId.DropLogFull, store.Drops(DropReason.LogFull));
            Put(into, TextId.DropOverwritten, store.Drops(DropReason.Overwritten));
            Put(into, TextId.DropWriteFailed, store.Drops(DropReason.WriteFailed));
            Put(into, TextId.DropCorrupt, store.Drops(DropReason.Corrupt));
            Put(into, TextId.DropBufferFull, store.Drops(DropReason.BufferFull));
        }

        private static void Put(GatewayFacts into, TextId drop, long count)
        {
            into.Drops[drop - TextId.DropDuplicate] = count;
        }
    }
}
