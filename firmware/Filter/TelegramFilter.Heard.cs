// What is noted of a telegram beside its verdict, and whether it is a repeat.
using Gateway.Core;
using Gateway.Link;

namespace Gateway.Filter
{
    /// <content>What was heard.</content>
    public sealed partial class TelegramFilter
    {
        private readonly int _surveyEntries;

        /// <summary>More of the meters heard or asked for last.</summary>
        public MeterDetails Details { get; }

        /// <summary>How much of the meters was heard, hour by hour; null where there is no memory for
        /// it.</summary>
        public HearingHours Hours { get; }

        /// <summary>Addresses in damaged frames; to be told of them by the link.</summary>
        public BadSightings Sightings { get; }

        /// <summary>What is on the air; null while nobody has wanted to know.</summary>
        public AirSurvey Survey { get; private set; }

        /// <summary>Uses another list from now on.</summary>
        /// <param name="rules">Kept.</param>
        public void Replace(MeterList rules)
        {
            _config.SetRules(rules);
            Apply(_config);
        }

        /// <summary>The list.</summary>
        public MeterList Rules
        {
            get { return _rules; }
        }

        /// <summary>The telegrams heard last; null while nobody has wanted to know.</summary>
        public RecentTelegrams Recent { get; private set; }

        /// <summary>Keeps the telegrams heard last from now on.</summary>
        public void KeepRecent()
        {
            Recent = Recent ?? new RecentTelegrams();
        }

        /// <summary>Begins a survey.</summary>
        /// <param name="minutes">1 .. <see cref="AirSurvey.MaxMinutes"/>.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        public void BeginSurvey(int minutes, long nowUs)
        {
            Survey = Survey ?? new AirSurvey(_surveyEntries);
            Survey.Begin(minutes, nowUs);
            Sightings.Survey = Survey;
        }

        /// <summary>Tells what is known of a meter.</summary>
        /// <param name="key">Address as <see cref="MeterTable.KeyOf"/> has it.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        /// <param name="into">Filled.</param>
        public void ReadMeter(long key, long nowUs, MeterReport into)
        {
            int nowTicks = (int)(nowUs / MeterTable.TickUs);
            int slot = _meters.Find(key);
            int bad = Sightings.Find(key);
            int place = Details.Find(key);
            into.Key = key;
            into.Rule = RuleFor(key);
            into.Bad = bad < 0 ? 0 : Sightings.CountAt(bad);
            into.IsAddressSound = slot >= 0 || (bad >= 0 && Sightings.IsSoundAt(bad));
            into.Hearing = slot >= 0 ? (IsLetOn(into.Rule) ? MeterHearing.Heard : MeterHearing.Filtered)
                : bad >= 0 ? MeterHearing.BadCrc : MeterHearing.NotYet;
            into.SilentS = slot >= 0 ? _meters.SilentS(slot, nowTicks)
                : bad >= 0 ? Sightings.SilentSAt(bad, nowTicks) : 0;
            into.RssiDbm = slot >= 0 ? _meters.RssiDbm(slot) : bad >= 0 ? Sightings.RssiDbmAt(bad) : 0;
            into.Received = slot < 0 ? 0 : _meters.ReceivedCount(slot);
            into.Expected = slot < 0 ? 0 : _meters.ExpectedCount(slot, nowTicks);
            into.IntervalS = slot < 0 ? 0 : _meters.IntervalS(slot);
            into.Status = slot < 0 ? 0 : _meters.StatusOf(slot);
            into.HasDetails = place >= 0;
            into.FrequencyOffsetHz = place < 0 ? 0 : Details.FrequencyOffsetHz(place);
            into.Mode = place < 0 ? LinkMode.None : Details.Mode(place);
            into.IsEncrypted = place >= 0 && Details.IsEncrypted(place);
        }

        /// <summary>Adds what was heard hour by hour; to be called behind <see cref="ReadMeter"/>.</summary>
        /// <param name="nowUs">Microseconds since boot.</param>
        /// <param name="into">Has the meter and its interval.</param>
        public void ReadHours(long nowUs, MeterReport into)
        {
            int hour = (int)(nowUs / MeterTable.TickUs) / MeterTable.TicksAnHour;
            int place = Hours == null ? MeterTable.None : Hours.Find(into.Key);
            int known = 0;
            into.HourReceived = place < 0 ? 0 : Hours.Received(place, hour, 1, into.IntervalS, out known);
            into.HourExpected = HearingHours.Expected(known, into.IntervalS);
            known = 0;
            into.DayReceived = place < 0 ? 0
                : Hours.Received(place, hour, HearingHours.MaxHours, into.IntervalS, out known);
            into.DayHours = known;
            into.DayExpected = HearingHours.Expected(known, into.IntervalS);
        }

        /// <summary>Rule that names an address, whatever the CI-field; <see cref="MeterList.None"/> when none
        /// does.</summary>
        public int RuleFor(long key)
        {
            TelegramFacts facts = new TelegramFacts();
            facts.Manufacturer = (ushort)(key >> 48);
            facts.IdentificationNumber = (uint)(key >> 16);
            facts.Version = (byte)(key >> 8);
            facts.DeviceType = (byte)key;
            return _rules.Match(facts, false, 0);
        }

        /// <summary>Whether a rule, or the lack of one, may let telegrams on.</summary>
        /// <param name="rule">An index, <see cref="MeterList.None"/>, or
        /// <see cref="MeterTable.RuleNotMatched"/>, which counts as yes.</param>
        public bool IsLetOn(int rule)
        {
            return rule >= 0 ? _rules.MayAllow(rule)
                : rule == MeterTable.RuleNotMatched || _config.ForwardsUnknown;
        }

        private void Note(Telegram telegram, TelegramFacts facts, long nowUs, int nowTicks)
        {
            int agedTicks = nowTicks - _agedTicks;
            if (agedTicks >= TicksAMinute)
            {
                _agedTicks = nowTicks;
                _meters.Age(nowTicks, agedTicks / TicksAMinute);
            }

            if (_meters.IsClearing)
            {
                _meters.StepClear();
            }

            Details.Note(facts.Key, telegram, facts);
            Recent?.Note(facts.Key, telegram);
            AirSurvey survey = Survey;
            if (survey != null && survey.IsRunning)
            {
                survey.Add(facts.Key, telegram, facts, nowUs);
            }
        }

        private int Touch(int slot, int nowTicks, Telegram telegram)
        {
            return slot < 0 ? 0 : _meters.Touch(slot, nowTicks, telegram.RssiDbm);
        }

        private int TouchWanted(int slot, long key, int nowTicks, Telegram telegram)
        {
            int silentS = _meters.Touch(slot, nowTicks, telegram.RssiDbm);
            if (Hours != null && silentS >= MeterTable.LeastIntervalS)
            {
                Hours.Note(key, nowTicks / MeterTable.TicksAnHour, _meters.IntervalS(slot));
            }

            return silentS;
        }

        // A packet says itself which one it is: its repeats are dropped even where every telegram is wanted.
        private bool IsRepeat(Telegram telegram, TelegramFacts facts, long key, int nowS)
        {
            int windowS = _config.DedupWindowS;
            windowS = windowS > Limits.MaxDedupWindowS ? Limits.MaxDedupWindowS : windowS;
            uint fingerprint = 0;
            if (facts.PacketKey != 0)
            {
                fingerprint = TelegramFingerprint.OfPacket(key, facts.PacketKey);
                windowS = windowS < Limits.PacketRepeatWindowS ? Limits.PacketRepeatWindowS : windowS;
            }
            else if (windowS > 0)
            {
                fingerprint = facts.HasFingerprint ? facts.Fingerprint
                    : TelegramFingerprint.Of(telegram.Bytes, telegram.Length);
            }

            return _repeats.IsRepeat((uint)(key ^ (key >> 32)), fingerprint, nowS, windowS);
        }
    }
}
