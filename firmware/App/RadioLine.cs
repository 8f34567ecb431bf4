using Gateway.Core;
using Gateway.Link;
using Gateway.Link.LinkIq;
using Gateway.Link.Wmbus;
using Gateway.Radio;
using Gateway.Radio.Wake;

namespace Gateway.App
{
    /// <summary>One radio with the decoders of what it listens to and the plan by which it changes.</summary>
    public sealed class RadioLine
    {
        // A frame that is coming in, or whose sync word came, is waited for. The longest takes 0.15 s (S1 and
        // the linkIQ-style mode), so nothing but frames without a gap between them is ever cut by this.
        private const long LongestWaitUs = 1000000;

        // Fields where RadioBank looks in each pass.

        /// <summary>Driver.</summary>
        public readonly IRadio Radio;

        /// <summary>Its times.</summary>
        public readonly RadioTimes Times;

        /// <summary>While a frame is coming in: <see cref="IRadio.QuietUntilUs"/> as the bank has found it
        /// last.</summary>
        public long QuietUntilUs;

        private readonly ProfilePlan _plan;
        private readonly WmbusReceiver _wmbus; // null: the plan has nothing for it
        private readonly LinkIqReceiver _linkIq; // null: the plan has nothing for it
        private readonly long[] _listenedUs = new long[(int)RadioProfile.LinkIq + 1];
        private int _slot;
        private long _listenedBeforeUs; // by the radio when it took up the profile
        private long _switchUs = long.MaxValue;

        /// <summary>Joins a radio to its decoders; nothing is started yet.</summary>
        /// <param name="index">Place of the radio on the board.</param>
        /// <param name="radio">Driver.</param>
        /// <param name="setup">What it listens to.</param>
        /// <param name="pool">Telegrams of all radios.</param>
        public RadioLine(int index, IRadio radio, RadioSetup setup, TelegramPool pool)
        {
            Index = index;
            Id = setup.Id;
            Radio = radio;
            Times = radio.Times;
            Counters = new LinkCounters();
            _plan = setup.Plan;
            if (_plan.Contains(RadioProfile.T1C1) || _plan.Contains(RadioProfile.S1))
            {
                _wmbus = new WmbusReceiver(pool, Counters, index);
            }

            if (_plan.Contains(RadioProfile.LinkIq))
            {
                _linkIq = new LinkIqReceiver(pool, Counters, index);
            }

            Profile = _plan.ProfileOf(0);
            Receiver = ReceiverOf(Profile);
        }

        /// <summary>Place of the radio on the board, 0 ..</summary>
        public int Index { get; }

        /// <summary>Its name in the statistics, or null.</summary>
        public string Id { get; }

        /// <summary>Frames since boot, of all decoders.</summary>
        public LinkCounters Counters { get; }

        /// <summary>What it listens to now.</summary>
        public RadioProfile Profile { get; private set; }

        /// <summary>Decodes what it listens to now.</summary>
        public TelegramReceiver Receiver { get; private set; }

        /// <summary>Result of the last start or change of profile; the driver goes on trying when it is not
        /// Ok.</summary>
        public RadioStatus Status { get; private set; }

        /// <summary>Changes of profile since boot.</summary>
        public uint Switches { get; private set; }

        /// <summary>When the next change is due; <see cref="long.MaxValue"/>: never.</summary>
        public long SwitchUs
        {
            get { return _switchUs; }
        }

        /// <summary>Telegrams of this radio that another one, which listened to the same channel, did not
        /// have.</summary>
        public uint OnlyHere { get; internal set; }

        /// <summary>When it listens; null = at all times. Set before the start.</summary>
        public WakePlan Wake { get; internal set; }

        /// <summary>Whether its chip is switched off until the next window.</summary>
        public bool IsAsleep { get; private set; }

        /// <summary>Names who hears of damaged frames.</summary>
        public void SetBadFrameSink(IBadFrameSink sink)
        {
            if (_wmbus != null)
            {
                _wmbus.BadFrames = sink;
            }

            if (_linkIq != null)
            {
                _linkIq.BadFrames = sink;
            }
        }

        /// <summary>Whether the plan has a profile.</summary>
        public bool MayListenTo(RadioProfile profile)
        {
            return _plan.Contains(profile);
        }

        /// <summary>Time for which it has listened to a profile since boot, in microseconds; what the chip
        /// was out of order for is not in it.</summary>
        public long ListenedUs(RadioProfile profile, long nowUs)
        {
            long us = _listenedUs[(int)profile];
            return profile == Profile ? us + Radio.ListenedUs(nowUs) - _listenedBeforeUs : us;
        }

        /// <summary>Starts to listen to the first profile of the plan.</summary>
        public void Start(long nowUs)
        {
            _switchUs = SlotEndUs(nowUs);
            Status = Radio.Start(Profile, Receiver, nowUs);
            if (Wake != null)
            {
                Wake.Start(nowUs);
                Turn(nowUs);
            }
        }

        /// <summary>The plan of windows knows something new: it is asked soon.</summary>
        public void Replan(long nowUs)
        {
            _switchUs = Wake == null || _switchUs < nowUs ? _switchUs : nowUs;
        }

        /// <summary>Takes up the next profile of the plan unless a frame is coming in. To be called when
        /// <see cref="SwitchUs"/> is over and no radio of the board receives: it takes some
        /// milliseconds.</summary>
        /// <param name="nowUs">Microseconds since boot.</param>
        /// <param name="isHeard">Whether telegrams wait that the plan of windows has not been told
        /// of.</param>
        public void TrySwitch(long nowUs, bool isHeard)
        {
            bool isQuiet = !Radio.IsReceiving && Radio.NextWakeUs > nowUs
                && (Wake == null || !isHeard); // what was heard is told to the plan first
            if (!isQuiet && nowUs - _switchUs < LongestWaitUs)
            {
                return;
            }

            if (Wake != null)
            {
                Turn(nowUs);
                return;
            }

            _listenedUs[(int)Profile] = ListenedUs(Profile, nowUs);
            _listenedBeforeUs = Radio.ListenedUs(nowUs);
            _slot = _slot + 1 < _plan.Count ? _slot + 1 : 0;
            Profile = _plan.ProfileOf(_slot);
            Receiver = ReceiverOf(Profile);
            Switches++;
            _switchUs = SlotEndUs(nowUs);
            Status = Radio.Retune(Profile, Receiver, nowUs);
        }

        private void Turn(long nowUs)
        {
            _switchUs = Wake.Turn(nowUs);
            if (Wake.ShouldListen != IsAsleep)
            {
                return;
            }

            IsAsleep = !IsAsleep;
            Switches++;
            if (IsAsleep)
            {
                Radio.Sleep(nowUs);
            }
            else
            {
                Status = Radio.Wake(nowUs);
            }
        }

        private TelegramReceiver ReceiverOf(RadioProfile profile)
        {
            return profile == RadioProfile.LinkIq ? (TelegramReceiver)_linkIq : _wmbus;
        }

        private long SlotEndUs(long nowUs)
        {
            long dwellUs = _plan.DwellUs(_slot);
            return dwellUs == long.MaxValue ? long.MaxValue : nowUs + dwellUs;
        }
    }
}
