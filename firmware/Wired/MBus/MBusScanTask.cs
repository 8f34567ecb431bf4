// SND_NKE to one primary address after the other. Who acknowledges is read once for its secondary address;
// garbled answers are several slaves at one address, which only a search by secondary address tells apart.

using Gateway.Link;
using Gateway.Link.MBus;

namespace Gateway.Wired.MBus
{
    /// <summary>Finds slaves by their primary addresses, at one speed and parity.</summary>
    public sealed class MBusScanTask : MBusTask
    {
        private readonly MeterAddress _unknown = new MeterAddress();
        private State _state;
        private bool _isSuspended;
        private int _address;
        private long _turnEndUs;

        /// <summary>A scan.</summary>
        /// <param name="master">The line's master.</param>
        /// <param name="capacity">Slaves at most.</param>
        public MBusScanTask(MBusMaster master, int capacity)
            : base(master)
        {
            Found = new MBusFound(capacity);
            _unknown.IdentificationNumber = SecondaryAddress.AnyNumber;
            _unknown.Manufacturer = SecondaryAddress.AnyManufacturer;
            _unknown.Version = SecondaryAddress.AnyByte;
            _unknown.DeviceType = SecondaryAddress.AnyByte;
        }

        private enum State
        {
            Next,
            Calling,
            Requesting,
        }

        /// <summary>What has been found so far.</summary>
        public MBusFound Found { get; }

        /// <summary>First address, 0 .. 250; 0 is a slave that was never given one.</summary>
        public int From { get; set; }

        /// <summary>Last address, 0 .. 250.</summary>
        public int To { get; set; } = MBusSlaves.MaxPrimary;

        /// <summary>Number of the line settings (<see cref="MBusSpeeds"/>).</summary>
        public int SettingsIndex { get; set; } = 3;

        /// <summary>After this time, in microseconds, the line is given back with result Incomplete; queue
        /// the task again to go on. 0 = in one piece.</summary>
        public long TurnUs { get; set; }

        /// <summary>Begins anew when queued next, also in the middle of a scan.</summary>
        public void Restart()
        {
            _isSuspended = false;
        }

        /// <inheritdoc/>
        protected override void OnBegin(long nowUs)
        {
            if (!_isSuspended)
            {
                _address = From - 1;
                Found.Clear();
            }

            _isSuspended = false;
            _turnEndUs = TurnUs > 0 ? nowUs + TurnUs : long.MaxValue;
            _state = State.Next;
            Master.Use(SettingsIndex);
        }

        /// <inheritdoc/>
        protected override LineVerb Advance(SerialExchange exchange, long nowUs)
        {
            MBusResult result = Master.Result;
            if (_state == State.Next)
            {
                return Next(nowUs);
            }

            if (result == MBusResult.PortFailed)
            {
                return Finish(result);
            }

            if (_state == State.Requesting)
            {
                bool isOk = result == MBusResult.Ok;
                Found.Add(
                    isOk && Master.Found.IdentificationNumber != 0 ? Master.Found : _unknown,
                    _address,
                    isOk ? MBusFoundState.Ok
                        : result == MBusResult.Garbled ? MBusFoundState.Collision : MBusFoundState.Mute,
                    SettingsIndex);
                return Next(nowUs);
            }

            if (result == MBusResult.Silent)
            {
                return Next(nowUs);
            }

            _state = State.Requesting;
            Master.AskData(MBusCField.ReqUd2 | MBusCField.Fcb, _address, null, Master.Options.SearchRepeats);
            return LineVerb.Send;
        }

        private LineVerb Next(long nowUs)
        {
            if (_address >= To)
            {
                return Finish(MBusResult.Ok);
            }

            if (nowUs >= _turnEndUs)
            {
                _isSuspended = true;
                return Finish(MBusResult.Incomplete);
            }

            _address++;
            _state = State.Calling;
            Master.AskShort(MBusCField.SndNke, _address, Master.Options.SearchRepeats);
            Master.KeepGarbled();
            return LineVerb.Send;
        }
    }
}
