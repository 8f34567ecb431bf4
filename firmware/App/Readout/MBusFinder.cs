using Gateway.Link;
using Gateway.Wired;
using Gateway.Wired.MBus;

namespace Gateway.App.Readout
{
    /// <summary>Slaves of an M-Bus line: by wildcards of the secondary address, or all primary
    /// addresses.</summary>
    internal sealed class MBusFinder : MeterFinder
    {
        // In the order of MBusFoundState.
        private readonly string[] _states = { "ok", "not_selectable", "mute", "collision" };

        private readonly MBusMaster _master;
        private readonly string[] _reasons;
        private readonly int _baudRate;
        private readonly MeterAddress _address = new MeterAddress();
        private MBusSearchTask _search;
        private MBusScanTask _scan;
        private readonly MBusFound _found;
        private bool _isScan;

        /// <summary>Finds slaves with a line's master.</summary>
        public MBusFinder(MBusMaster master, int baudRate, int capacity, string[] reasons)
        {
            _found = new MBusFound(capacity);
            _master = master;
            _baudRate = baudRate;
            _reasons = reasons;
        }

        /// <inheritdoc/>
        public override int FoundCount
        {
            get { return _found.Count; }
        }

        /// <inheritdoc/>
        public override int Lost
        {
            get { return _found.Lost; }
        }

        /// <inheritdoc/>
        public override bool IsSuspended
        {
            get { return Result == MBusResult.Incomplete; }
        }

        /// <inheritdoc/>
        public override bool IsOk
        {
            get { return Result == MBusResult.Ok; }
        }

        /// <inheritdoc/>
        public override string Reason
        {
            get { return _reasons[(int)Result]; }
        }

        private MBusResult Result
        {
            get { return _isScan ? _scan.Result : _search.Result; }
        }

        /// <inheritdoc/>
        protected override string OnStart(string what, int baudRate, int parity)
        {
            int settings = MBusSpeeds.IndexOf(baudRate == 0 ? _baudRate : baudRate);
            if (settings < 0)
            {
                return "body.baud: not one of this line's";
            }

            if (what != "addresses" && what != "primary")
            {
                return "body.what: not one of this line's";
            }

            settings += parity * MBusSpeeds.Count;
            _isScan = what == "primary";
            if (_isScan)
            {
                _scan = _scan == null ? new MBusScanTask(_master, _found) : _scan;
                _scan.SettingsIndex = settings;
                _scan.Restart();
            }
            else
            {
                _search = _search == null ? new MBusSearchTask(_master, _found) : _search;
                _search.SettingsIndex = settings;
                _search.Restart();
            }

            // The task does so itself when its first turn begins; until then they are not to be told.
            _found.Clear();
            return null;
        }

        /// <inheritdoc/>
        public override ILineTask Turn(long turnUs)
        {
            if (_isScan)
            {
                _scan.TurnUs = turnUs;
                return _scan;
            }

            _search.TurnUs = turnUs;
            return _search;
        }

        /// <inheritdoc/>
        protected override string TextOf(int index)
        {
            int primary = _found.PrimaryOf(index);
            string text = "p" + primary.ToString();
            if (!_isScan)
            {
                _found.CopyAddress(index, _address);
                text = MBusAddressText.ToText(_address)
                    + (primary <= MBusSlaves.MaxPrimary ? "#" + primary.ToString() : string.Empty);
            }

            return text + MBusAddressText.SettingsText(_found.SettingsOf(index), _baudRate);
        }

        /// <inheritdoc/>
        protected override string StateOf(int index)
        {
            return _states[(int)_found.StateOf(index)];
        }
    }
}
