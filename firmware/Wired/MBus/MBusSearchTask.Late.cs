using Gateway.Link;
using Gateway.Link.MBus;

namespace Gateway.Wired.MBus
{
    /// <content>Slaves that answer late, and the list.</content>
    public sealed partial class MBusSearchTask
    {
        private void Hurry(bool isFast)
        {
            Master.WaitAtMost(isFast ? 0 : Master.Options.SlowestAnswerMs);
        }

        // Nobody is selected any more when it is sent for the second time: what is heard then is late. So it
        // is found out, too, whether a late slave hides behind the one that answered to the same pattern.
        private LineVerb Deselect(State state)
        {
            _state = state;
            Hurry(state == State.Deselecting && !IsSlow);
            Master.AskShort(MBusCField.SndNke, MBusSlaves.SelectedAddress, 0);
            Master.KeepGarbled();
            return LineVerb.Send;
        }

        private LineVerb StartSlowly(long nowUs)
        {
            IsSlow = true;
            Found.Reopen();
            _pattern.Reset();
            Hurry(false);
            _state = State.Next;
            ResumeUs = nowUs;
            return LineVerb.Wait;
        }

        private LineVerb Verify()
        {
            _state = State.Verifying;
            Master.AskSelect(_candidate, Master.Options.SearchRepeats);
            Master.KeepGarbled();
            return LineVerb.Send;
        }

        private LineVerb AddPattern(MBusFoundState state, long nowUs)
        {
            return AddLater(_pattern.Address, MBusSlaves.NoPrimary, state, nowUs);
        }

        private LineVerb Add(MBusFoundState state, long nowUs)
        {
            int primary = _primary <= MBusSlaves.MaxPrimary ? _primary : MBusSlaves.NoPrimary;
            return AddLater(_candidate, primary, state, nowUs);
        }

        // The list may be looked through for it: a slice of its own, and what is asked next is another.
        private LineVerb AddLater(MeterAddress address, int primary, MBusFoundState state, long nowUs)
        {
            _added = address;
            _addedPrimary = primary;
            _addedState = state;
            _state = State.Adding;
            ResumeUs = nowUs;
            return LineVerb.Wait;
        }
    }
}
