// DL/T 645 lines. A meter is written by its twelve digits, 000012345678; a speed of its own follows as
// @1200, n behind it = no parity, o = odd. A job's registers are data identifiers in hexadecimal digits,
// eight of the edition of 2007 (blocks allowed; translated for meters of 1997).
using Gateway.Core;
using Gateway.Link.Dlt645;
using Gateway.Wired;
using Gateway.Wired.Dlt645;

namespace Gateway.App.Readout
{
    /// <summary>Meters of a DL/T 645 line.</summary>
    public sealed partial class Dlt645Meters : LineMeters, IDlt645Listener
    {
        // Of the L-field in a frame.
        private const int LengthOffset = 9;

        // Blocks of forward and reverse active energy: total and tariffs.
        private readonly uint[] _usual = { 0x0001FF00, 0x0002FF00 };

        private readonly string[] _reasons =
        {
            "ok", "incomplete", "silence", "garbled", "wrong_answer", "refused", "too_long", "unsupported",
            "expired", "unconfirmed", "port_failed", "skipped",
        };

        private readonly Dlt645Master _master;
        private readonly Dlt645ReadTask _read;
        private readonly Dlt645ControlTask _control;
        private readonly Dlt645CommandTask _write;
        private readonly Dlt645Changes _changes;
        private readonly Dlt645Meter _everybody = new Dlt645Meter(Dlt645Address.Broadcast);
        private readonly Dlt645Meter _sole = new Dlt645Meter(Dlt645Address.Any);
        private readonly Dlt645Authority _authority;
        private readonly Dlt645Meter[] _meters;
        private readonly uint[][] _registers;
        private readonly int _rateIndex;
        private readonly int _offsetMinutes;
        private int _failuresBefore;
        private int _part;
        private Kind _kind;

        /// <summary>No meters yet.</summary>
        /// <param name="options">How the line is treated.</param>
        /// <param name="baudRate">Speed of meters that say nothing else.</param>
        /// <param name="authority">Password and operator for control; null = there is no control.</param>
        /// <param name="offsetMinutes">The meters' local time minus UTC.</param>
        /// <param name="capacity">Meters at most.</param>
        /// <param name="jobs">Jobs at most.</param>
        public Dlt645Meters(
            Dlt645Options options, int baudRate, Dlt645Authority authority, int offsetMinutes, int capacity,
            int jobs)
            : base(Protocol.Dlt645, capacity)
        {
            _master = new Dlt645Master(options);
            _read = new Dlt645ReadTask(_master, this);
            _control = new Dlt645ControlTask(_master);
            _write = new Dlt645CommandTask(_master);
            _authority = authority;
            _changes = new Dlt645Changes(authority);
            EditionMap.Prepare();
            _meters = new Dlt645Meter[capacity];
            _registers = new uint[jobs][];
            BaudRate = baudRate;
            _rateIndex = _master.Rates.IndexOf(baudRate);
            _sole.RateIndex = _rateIndex;
            _offsetMinutes = offsetMinutes;
        }

        private enum Kind
        {
            Read,
            Control,
            Write,
        }

        /// <inheritdoc/>
        public override int BaudRate { get; }

        /// <inheritdoc/>
        public override bool IsOk
        {
            get { return Result == Dlt645Result.Ok; }
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
                return _read.Meter.Failures != _failuresBefore ? WiredPayload.Repeated : WiredPayload.Whole;
            }
        }

        /// <inheritdoc/>
        public override string State
        {
            get
            {
                return _kind != Kind.Control ? null
                    : _control.State == BreakerState.Open ? "Disconnected"
                    : _control.State == BreakerState.Closed ? "Connected" : null;
            }
        }

        /// <inheritdoc/>
        public override string SetRegisters(int job, string[] registers)
        {
            if (registers == null)
            {
                return null;
            }

            uint[] identifiers = new uint[registers.Length];
            byte[] bytes = new byte[4];
            for (int i = 0; i < registers.Length; i++)
            {
                if (registers[i].Length != 8 || !HexText.TryRead(registers[i], bytes))
                {
                    return registers[i] + " is not eight hexadecimal digits";
                }

                identifiers[i] = ((uint)bytes[0] << 24) | ((uint)bytes[1] << 16)
                    | ((uint)bytes[2] << 8) | bytes[3];
            }

            _registers[job] = identifiers;
            return registers.Length == 0 ? "there is none" : null;
        }

        /// <summary>Whether the protocol has a speed.</summary>
        public static bool HasSpeed(int baudRate)
        {
            return Dlt645Rates.CodeOf(baudRate) != 0;
        }

        /// <inheritdoc/>
        public override ILineTask Read(int meter, int job)
        {
            uint[] registers = job < 0 || _registers[job] == null ? _usual : _registers[job];
            _kind = Kind.Read;
            _part = 0;
            _read.Meter = _meters[meter];
            _failuresBefore = _read.Meter.Failures;
            _read.Identifiers = registers;
            _read.Count = registers.Length;
            return _read;
        }

        /// <inheritdoc/>
        public override MeterFinder CreateFinder()
        {
            return new Dlt645Finder(_master, _rateIndex, MaxFound, _reasons);
        }

        /// <inheritdoc/>
        public override MeterCommissioning CreateCommissioning()
        {
            return new Dlt645Commissioning(_master, _meters, _sole, _rateIndex, _reasons);
        }

        /// <inheritdoc/>
        public void Answered(Dlt645ReadTask task, Dlt645Answer answer)
        {
            if (answer.RawCount == 0 || answer.Result == Dlt645Result.Incomplete)
            {
                return;
            }

            // Frames of one answer stay together as long as they fit into a record. Each was checked when it
            // came, so that its length is all that is looked at.
            int from = 0;
            int at = 0;
            while (answer.RawCount - from > LineStage.MaxFrameBytes && at < answer.RawCount)
            {
                int end = EndOf(answer, at);
                if (end - from > LineStage.MaxFrameBytes && at > from)
                {
                    Emit(answer, from, at);
                    from = at;
                }

                at = end;
            }

            Emit(answer, from, answer.RawCount);
        }

        /// <summary>Text form of speed and parity; empty when they are the line's.</summary>
        /// <param name="rates">Of the line's master.</param>
        /// <param name="index">Index in them.</param>
        /// <param name="usualIndex">The line's.</param>
        internal static string SettingsText(Dlt645Rates rates, int index, int usualIndex)
        {
            int parity = index / rates.Count;
            return index == usualIndex ? string.Empty
                : "@" + rates.Settings(index).BaudRate.ToString()
                + (parity == 0 ? string.Empty : parity == 1 ? "n" : "o");
        }

        /// <inheritdoc/>
        protected override string AddMeter(int meter, string address)
        {
            const string Form =
                "is twelve digits, and @ with 600 .. 19200 behind them if need be, then n or o";
            int end = address.IndexOf('@');
            string digits = end < 0 ? address : address.Substring(0, end);
            byte[] bytes = new byte[6];
            if (digits.Length != 12 || !HexText.TryRead(digits, bytes))
            {
                return Form;
            }

            long number = 0;
            for (int i = 0; i < bytes.Length; i++)
            {
                number = (number << 8) | bytes[i];
            }

            int rate = _rateIndex;
            if (end >= 0)
            {
                char last = address[address.Length - 1];
                int parity = last == 'n' ? 1 : last == 'o' ? 2 : 0;
                int stop = parity == 0 ? address.Length : address.Length - 1;
                int speed = _master.Rates.IndexOf(MBusAddressText.Number(address, end + 1, stop, 19200));
                rate = speed < 0 ? speed : speed + (parity * _master.Rates.Count);
            }

            if (!Dlt645Address.IsOwn(number) || rate < 0)
            {
                return Form;
            }

            _meters[meter] = new Dlt645Meter(number);
            _meters[meter].RateIndex = rate;
            return null;
        }

        private Dlt645Result Result
        {
            get
            {
                return _kind == Kind.Read ? _read.Result
                    : _kind == Kind.Control ? _control.Result : _write.Result;
            }
        }

        // Behind the frame that begins at a place.
        private static int EndOf(Dlt645Answer answer, int at)
        {
            int length = at + LengthOffset < answer.RawCount ? answer.Raw[at + LengthOffset] : 0;
            int end = at + Dlt645Codec.EmptyFrameBytes + length;
            return end < answer.RawCount ? end : answer.RawCount;
        }

        private void Emit(Dlt645Answer answer, int from, int to)
        {
            Sink.Frame(_part, answer.Raw, from, to - from, answer.ReceivedUs);
            _part++;
        }
    }
}
