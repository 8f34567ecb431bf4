using Gateway.Core;
using Gateway.Link;
using Gateway.Wired;
using Gateway.Wired.MBus;

namespace Gateway.App.Readout
{
    /// <summary>Speed, parity and time to answer of an M-Bus slave; its primary address.</summary>
    internal sealed class MBusCommissioning : MeterCommissioning
    {
        private readonly MBusMaster _master;
        private readonly LineMeters _meters;
        private readonly string[] _reasons;
        private readonly int _baudRate;
        private readonly MBusCommissionTask _sweep;
        private readonly MBusSetAddressTask _address;
        private readonly MeterAddress _selected = new MeterAddress();
        private bool _isAddressing;

        /// <summary>For a line's slaves.</summary>
        public MBusCommissioning(MBusMaster master, LineMeters meters, int baudRate, string[] reasons)
        {
            _master = master;
            _meters = meters;
            _baudRate = baudRate;
            _reasons = reasons;
            _sweep = new MBusCommissionTask(master);
            _address = new MBusSetAddressTask(master);
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
            get { return _isAddressing ? _address.Result : _sweep.Result; }
        }

        /// <inheritdoc/>
        public override string Start(int meter, int newAddress)
        {
            if (meter == LineMeters.All)
            {
                return "body.meter: has to be one of this line's";
            }

            _isAddressing = false;
            _sweep.Slave = meter;
            _sweep.Restart();
            _address.Slave = meter;
            _address.NewAddress = newAddress;
            _address.Audit = _meters.Audit;
            return null;
        }

        /// <inheritdoc/>
        public override ILineTask Turn(long turnUs)
        {
            if (_isAddressing)
            {
                return _address;
            }

            _sweep.TurnUs = turnUs;
            return _sweep;
        }

        /// <inheritdoc/>
        public override bool GoesOn()
        {
            if (_isAddressing || Result == MBusResult.Incomplete)
            {
                return !_isAddressing;
            }

            MBusSlaves slaves = _master.Slaves;
            _isAddressing = IsOk && _address.NewAddress != 0
                && slaves.PrimaryOf(_address.Slave) != _address.NewAddress;
            if (IsOk)
            {
                // The reading tries its ways again.
                slaves.Reset(_sweep.Slave, MBusTraits.Tried);
            }

            return _isAddressing;
        }

        /// <inheritdoc/>
        public override void WriteSettings(JsonWriter json)
        {
            MBusSlaves slaves = _master.Slaves;
            int slave = _sweep.Slave;
            int primary = slaves.PrimaryOf(slave);
            bool hasPrimary = primary <= MBusSlaves.MaxPrimary;
            slaves.CopyAddress(slave, _selected);
            string text = !slaves.IsSecondary(slave) ? "p" + primary.ToString()
                : MBusAddressText.ToText(_selected) + (hasPrimary ? "#" + primary.ToString() : string.Empty);
            json.Name("address");
            json.Word(text + MBusAddressText.SettingsText(slaves.SettingsOf(slave), _baudRate));
            if (_sweep.Identity.IdentificationNumber != 0)
            {
                json.Name("identity");
                json.Word(MBusAddressText.ToText(_sweep.Identity));
            }

            if (slaves.TimeoutMs(slave) > 0)
            {
                json.Name("timeout_ms");
                json.Number(slaves.TimeoutMs(slave));
            }
        }
    }
}
