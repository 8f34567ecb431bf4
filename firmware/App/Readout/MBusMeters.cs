// M-Bus lines. A meter is written p5 (primary address 5), 12345678 (identification number), or
// KAM-12345678-01-04 (manufacturer, identification number, version, device type in hexadecimal digits);
// parts may be * ; #24 behind it tells its primary address, which some need. A speed of its own follows as
// @9600, with n or o behind it when it has no parity or an odd one; a shortest time between readings as /4140
// (seconds).
using Gateway.Commands;
using Gateway.Core;
using Gateway.Link;
using Gateway.Wired;
using Gateway.Wired.MBus;

namespace Gateway.App.Readout
{
    /// <summary>Slaves of an M-Bus line.</summary>
    public sealed class MBusMeters : LineMeters, IMBusListener
    {
        // In the order of MBusResult.
        private readonly string[] _reasons =
        {
            "ok", "incomplete", "silence", "garbled", "wrong_slave", "not_selectable", "unexpected",
            "application_error", "no_data", "too_early", "echo_wrong", "port_failed", "address_taken",
            "not_confirmed", "expired",
        };

        private readonly MBusMaster _master;
        private readonly MBusReadTask _read;
        private readonly MBusValveTask _valve;
        private readonly int _baudRate;
        private int _repeatsBefore;
        private bool _isControl;

        /// <summary>No slaves yet.</summary>
        /// <param name="options">How the line is treated.</param>
        /// <param name="capacity">Slaves at most.</param>
        public MBusMeters(MBusOptions options, int capacity)
            : base(Protocol.MBus, capacity)
        {
            _baudRate = options.BaudRate;
            _master = new MBusMaster(options, new MBusSlaves(capacity));
            _read = new MBusReadTask(_master, this);
            _valve = new MBusValveTask(_master);
        }

        /// <summary>The master.</summary>
        public MBusMaster Master
        {
            get { return _master; }
        }

        /// <inheritdoc/>
        public override int BaudRate
        {
            get { return _baudRate; }
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

        /// <inheritdoc/>
        public override int Quality
        {
            get
            {
                return _read.IsBounded ? WiredPayload.Bounded
                    : _master.Repeats != _repeatsBefore ? WiredPayload.Repeated : WiredPayload.Whole;
            }
        }

        /// <inheritdoc/>
        public override string State
        {
            get
            {
                return _valve.Current == MBusValveState.Unknown ? null
                    : _valve.Current == MBusValveState.Disconnected ? "Disconnected"
                    : _valve.Current == MBusValveState.Connected ? "Connected" : "ReadyForReconnection";
            }
        }

        /// <inheritdoc/>
        public override ILineTask Read(int meter, int job)
        {
            _isControl = false;
            _read.Slave = meter;
            _repeatsBefore = _master.Repeats;
            return _read;
        }

        /// <inheritdoc/>
        public override ILineTask Control(
            int meter, ControlRequest request, long nowMs, long expiresUs, out string problem)
        {
            string action = request.Action;
            bool connects = action == "connect";
            problem = !connects && action != "disconnect" && action != "state"
                ? "body.action: not one of this line's"
                : meter == All ? "body.meter: has to be one of this line's"
                : request.Register != null || request.Value != null
                ? "body.action: has neither register nor value" : null;
            if (problem != null)
            {
                return null;
            }

            _isControl = true;
            _valve.ExpiresUs = expiresUs;
            _valve.Audit = Audit;
            _valve.Slave = meter;
            _valve.Target = connects ? MBusValveState.Connected
                : action == "state" ? MBusValveState.Unknown : MBusValveState.Disconnected;
            return _valve;
        }

        /// <inheritdoc/>
        public override MeterFinder CreateFinder()
        {
            return new MBusFinder(_master, _baudRate, MaxFound, _reasons);
        }

        /// <inheritdoc/>
        public override MeterCommissioning CreateCommissioning()
        {
            return new MBusCommissioning(_master, this, _baudRate, _reasons);
        }

        /// <inheritdoc/>
        public void Telegram(MBusReadTask task, int index, byte[] frame, int count, long nowUs)
        {
            Sink.Frame(index, frame, 0, count, nowUs);
        }

        private MBusResult Result
        {
            get { return _isControl ? _valve.Result : _read.Result; }
        }

        /// <inheritdoc/>
        protected override string AddMeter(int meter, string address)
        {
            MBusAddressText text = new MBusAddressText(_baudRate);
            string error = text.Parse(address);
            if (error != null)
            {
                return error;
            }

            MBusSlaves slaves = _master.Slaves;
            int slave = text.Primary >= 0
                ? slaves.AddPrimary(text.Primary, text.BaudRate)
                : slaves.AddSecondary(text.Address, text.BaudRate, text.KnownPrimary);
            if (slave != meter)
            {
                return "cannot be taken in";
            }

            slaves.SetSettings(slave, text.SettingsIndex);
            if (text.IntervalS > 0)
            {
                slaves.SetIntervalS(slave, text.IntervalS);
            }

            return null;
        }
    }
}
