using Gateway.App.Battery;
using Gateway.Core;
using Gateway.Filter;
using Gateway.Link;
using Gateway.Store;

namespace Gateway.App
{
    /// <summary>
    /// Takes decoded telegrams from the radios, asks the filter, and appends what is wanted to the log: one
    /// telegram in two steps, of a new meter in up to four, as it would hold the loop too long in one. Every
    /// telegram ends in exactly one counter of the filter, <see cref="HeaderBad"/> or
    /// <see cref="StoreRefused"/>. While the log has no room, telegrams wait in the pool for a while: at the
    /// start of an hour, when every meter's first one is wanted, they can come faster than commits are made.
    /// </summary>
    public sealed class TelegramStage : IStage
    {
        // Several commits. A log that has no room by then has worse troubles, and the filter goes on without.
        private const long PatienceUs = 1000000;

        private readonly CopyCombiner _source;
        private readonly TelegramPool _pool;
        private readonly TelegramFilter _filter;
        private readonly LogStore _store;
        private readonly WallClock _clock;
        private readonly TelegramHeader _header = new TelegramHeader();
        private readonly TelegramFacts _facts = new TelegramFacts();
        private readonly LogRecord _record = new LogRecord(null);
        private readonly Telegram _due = new Telegram();
        private bool _isMatched;
        private Telegram _telegram; // read and not judged yet
        private long _nowUs; // of the last step
        private long _patienceEndUs = long.MaxValue; // MaxValue: the log had room

        /// <summary>Joins the stages.</summary>
        /// <param name="source">Gives the telegrams.</param>
        /// <param name="pool">Takes them back.</param>
        /// <param name="filter">Says which are wanted.</param>
        /// <param name="store">Takes the records.</param>
        /// <param name="clock">Stamps them.</param>
        public TelegramStage(
            CopyCombiner source, TelegramPool pool, TelegramFilter filter, LogStore store, WallClock clock)
        {
            _source = source;
            _pool = pool;
            _filter = filter;
            _store = store;
            _clock = clock;
        }

        /// <summary>Hears of telegrams to learn when meters send; null where the radio listens at all
        /// times.</summary>
        public WakeKeeper Wake { get; internal set; }

        /// <summary>Telegrams that are too short for a data-link header.</summary>
        public uint HeaderBad { get; private set; }

        /// <summary>Wanted telegrams that the log could not take; the store counts the reasons.</summary>
        public uint StoreRefused { get; private set; }

        /// <summary>Telegrams, 0 or 1, that were taken from the radios and are in no counter yet.</summary>
        public int Pending
        {
            get { return _telegram == null ? 0 : 1; }
        }

        /// <summary>Whether it waits for room in the log.</summary>
        public bool IsWaiting; // a field: the loop looks at each pass

        /// <inheritdoc/>
        public long NextWakeUs
        {
            get
            {
                if (IsWaiting)
                {
                    // Asked in most passes of the loop: a step for it costs ten times as much.
                    return _store.HasRoomFor(Telegram.MaxBytes) ? _nowUs : _patienceEndUs;
                }

                if (_telegram != null || (_pool.ReadyCount > 0 && _source.IsReady))
                {
                    return _nowUs;
                }

                return _filter.HeldCount == 0 ? long.MaxValue
                    : _filter.NextDueUs(_nowUs, _clock.ToUnixMs(_nowUs));
            }
        }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
            _nowUs = nowUs;
            Telegram telegram = _telegram;
            if (WaitsForRoom(nowUs))
            {
                return;
            }

            if (telegram != null)
            {
                if (_filter.HasTenants && !_isMatched)
                {
                    _filter.MatchTenants(_facts);
                    _isMatched = true;
                    return;
                }

                if (!_filter.Enter(_facts, nowUs))
                {
                    return; // a new meter: rules, or room in a full table, took the slice
                }

                _isMatched = false;
                Judge(telegram, nowUs);
                _pool.Release(telegram);
                _telegram = null;
                return;
            }

            telegram = _source.TryTake();
            if (telegram != null)
            {
                Read(telegram);
                return;
            }

            RecordClass recordClass;
            if (_filter.TryTakeDue(nowUs, _clock.ToUnixMs(nowUs), _due, out recordClass))
            {
                _record.Tenants = 0;
                _record.IsForTenantsOnly = false;
                Append(_due, recordClass);
            }
        }

        private bool WaitsForRoom(long nowUs)
        {
            if (_store.HasRoomFor(Telegram.MaxBytes))
            {
                _patienceEndUs = long.MaxValue;
                IsWaiting = false;
                return false;
            }

            if (_patienceEndUs == long.MaxValue)
            {
                _patienceEndUs = nowUs + PatienceUs;
            }

            IsWaiting = nowUs < _patienceEndUs;
            return IsWaiting;
        }

        private void Read(Telegram telegram)
        {
            LinkStatus status = _header.Parse(telegram.Bytes, telegram.Length);
            if (status == LinkStatus.Incomplete || status == LinkStatus.BadLength)
            {
                HeaderBad++;
                _pool.Release(telegram);
                return;
            }

            _facts.Read(_header);
            _facts.PacketKey = telegram.PacketKey;
            _filter.Prepare(telegram, _facts);
            if (Wake != null)
            {
                Wake.Taken(_header, telegram.ReceivedUs);
            }

            _telegram = telegram;
        }

        private void Judge(Telegram telegram, long nowUs)
        {
            FilterVerdict verdict = _filter.Decide(telegram, _facts, nowUs, _clock.ToUnixMs(nowUs));
            if (Wake != null)
            {
                Wake.Judged(_header, _filter.IsListed(_facts), telegram.ReceivedUs, nowUs);
            }

            if (verdict == FilterVerdict.Forward || _filter.LastTenants != 0)
            {
                _record.Tenants = _filter.LastTenants;
                _record.IsForTenantsOnly = !_filter.LastIsOwn;
                Append(telegram, _filter.LastClass);
            }
        }

        private void Append(Telegram telegram, RecordClass recordClass)
        {
            _record.TimeMs = _clock.Stamp(telegram.ReceivedUs);
            _record.Quality = _clock.Quality;
            _record.Class = recordClass;
            _record.Protocol = telegram.Mode == LinkMode.LinkIq ? Protocol.LinkIq : Protocol.Wmbus;
            _record.Mode = telegram.Mode;
            _record.RssiDbm = telegram.RssiDbm;
            _record.SecondRssiDbm = telegram.SecondRssiDbm;
            _record.Lqi = telegram.Lqi;
            _record.FrequencyOffsetHz = telegram.FrequencyOffsetHz;
            _record.IsBacklog = false;
            _record.Payload = telegram.Bytes;
            _record.PayloadLength = telegram.Length;
            if (!_store.Append(_record))
            {
                StoreRefused++;
            }
        }
    }
}
