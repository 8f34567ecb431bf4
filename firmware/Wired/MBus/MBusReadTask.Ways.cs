// The ways to get an answer from a slave that is silent.

namespace Gateway.Wired.MBus
{
    /// <content>Ways.</content>
    public sealed partial class MBusReadTask
    {
        private LineVerb TryNextWay(long nowUs)
        {
            MBusSlaves slaves = Master.Slaves;
            bool isSecondary = slaves.IsSecondary(Slave);
            bool hasPrimary = slaves.PrimaryOf(Slave) <= MBusSlaves.MaxPrimary;
            _way = _way + 1;
            if ((_way == MBusWay.NkeToPrimary || _way == MBusWay.UsePrimary) && !(isSecondary && hasPrimary))
            {
                _way = MBusWay.End;
            }

            if (_way == MBusWay.End)
            {
                // Where the line lost or damaged bytes, silence says nothing of the slave: another time.
                slaves.Set(Slave, _isDisturbed ? 0 : MBusTraits.Tried);
                return Finish(_firstResult);
            }

            // Late answers to what was asked so far must not be taken for the next one's; trying is a slice.
            bool mustBeQuiet = _way == MBusWay.Slow || _way == MBusWay.NkeToPrimary;
            _state = State.Quiet;
            ResumeUs = mustBeQuiet ? nowUs + (Master.Options.SlowestAnswerMs * 1000L) : nowUs;
            return LineVerb.Wait;
        }
    }
}
