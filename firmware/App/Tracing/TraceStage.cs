// Tells a bridge that wants to know what the radios and the wired lines hear and say, for recordings. Nothing
// of it is there until a bridge asks: then this stage stands before that of the telegrams, and others before
// the lines' ports and the sink of damaged frames. What does not fit the line is dropped and counted.
using System.Text;
using Gateway.App.Readout;
using Gateway.Core;
using Gateway.Link;
using Gateway.Uplink.Serial;

namespace Gateway.App.Tracing
{
    /// <summary>Copies what comes in while a bridge listens.</summary>
    public sealed class TraceStage : IStage, ITraceSwitch
    {
        // Fifteen of the longest telegrams: half a second of what a line at 115,200 baud carries.
        private const int RingBytes = 4096;

        private readonly Concentrator _firmware;
        private readonly SerialLink _link;
        private readonly IClock _clock;
        private TelegramStage _telegrams;
        private TraceRing _ring; // null: nobody listens
        private int _seen; // waiting telegrams that were copied

        /// <summary>Nobody listens.</summary>
        /// <param name="firmware">What is listened to.</param>
        /// <param name="link">Where the bridge is.</param>
        /// <param name="clock">Dates what is on the lines.</param>
        public TraceStage(Concentrator firmware, SerialLink link, IClock clock)
        {
            _firmware = firmware;
            _link = link;
            _clock = clock;
        }

        /// <summary>Items that found no room since a bridge began to listen.</summary>
        public int Dropped
        {
            get { return _ring == null ? 0 : _ring.Dropped; }
        }

        /// <inheritdoc/>
        public long NextWakeUs
        {
            get
            {
                if (_seen < _firmware.Pool.ReadyCount)
                {
                    return 0;
                }

                long wakeUs = _telegrams.NextWakeUs;
                return _ring.IsEmpty || wakeUs < _link.TraceDueUs ? wakeUs : _link.TraceDueUs;
            }
        }

        /// <inheritdoc/>
        public void Trace(bool isOn)
        {
            if (isOn == (_ring != null))
            {
                return;
            }

            _ring = isOn ? new TraceRing(RingBytes) : null;
            _telegrams = _firmware.Telegrams;
            _seen = 0;
            foreach (RadioLine radio in _firmware.Lines)
            {
                radio.SetBadFrameSink(isOn
                    ? new TracedFrames(radio, _firmware.Filter.Sightings, _ring)
                    : (IBadFrameSink)_firmware.Filter.Sightings);
            }

            foreach (LineStage line in _firmware.Wired.Lines)
            {
                TracedPort traced = line.Port as TracedPort;
                line.Port = isOn ? new TracedPort(line.Port, Encoding.UTF8.GetBytes(line.Name), _ring, _clock)
                    : traced != null ? traced.Port : line.Port;
            }

            _firmware.PlaceTelegrams(isOn ? this : (IStage)_telegrams);
        }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
            TelegramPool pool = _firmware.Pool;
            if (_seen < pool.ReadyCount)
            {
                Copy(pool.Peek(_seen));
                _seen++;
            }
            else if (_telegrams.NextWakeUs <= nowUs)
            {
                _telegrams.Step(nowUs);
                _seen = pool.ReadyCount;
            }
            else if (!_ring.IsEmpty)
            {
                _link.TrySendTrace(_ring, nowUs);
            }
        }

        private void Copy(Telegram telegram)
        {
            LinkMode mode = telegram.Mode;
            FrameKind kind = mode == LinkMode.T1 ? FrameKind.T1 : mode == LinkMode.S1 ? FrameKind.S1
                : mode == LinkMode.LinkIq ? FrameKind.LinkIq
                : telegram.Format == FrameFormat.A ? FrameKind.C1A : FrameKind.C1B;
            _ring.AddRadio(
                telegram.ReceivedUs, telegram.RadioIndex, (int)kind, 0, telegram.RssiDbm, telegram.Lqi,
                telegram.FrequencyOffsetHz, telegram.Bytes, telegram.Length);
        }
    }
}
