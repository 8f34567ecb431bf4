// How a slave is reached: SND_NKE where its link layer is not initialised, selection where it is known by its
// secondary address, and the detours that some slaves need (MBusTraits).

using Gateway.Link;
using Gateway.Link.MBus;

namespace Gateway.Wired.MBus
{
    /// <summary>A task for one slave of the table.</summary>
    public abstract class MBusSlaveTask : MBusTask
    {
        private int _traits;
        private int _repeats;
        private int _ownNkes;
        private int _primaryNkes;
        private bool _mustSelect;
        private ReachStep _last;

        /// <summary>A task of a line.</summary>
        protected MBusSlaveTask(MBusMaster master)
            : base(master)
        {
        }

        private enum ReachStep
        {
            None,
            FirstNke,
            Nke,
            PrimaryNke,
            Select,
        }

        /// <summary>The slave's number in <see cref="MBusSlaves"/>.</summary>
        public int Slave { get; set; }

        /// <summary>The slave's address as a pattern.</summary>
        protected MeterAddress Wanted { get; } = new MeterAddress();

        /// <summary>A-field by which it is asked now.</summary>
        protected int Address { get; private set; }

        /// <summary>Repeats of each request now.</summary>
        protected int Repeats
        {
            get { return _repeats; }
        }

        // Its acknowledges never arrive: waiting for them once is enough.
        private bool IsMute
        {
            get { return (_traits & MBusTraits.NoAcknowledge) != 0; }
        }

        /// <summary>Begins to reach the slave.</summary>
        /// <param name="extraTraits">Traits to try besides those that are known.</param>
        /// <param name="repeats">Repeats of each request.</param>
        /// <param name="timeoutMs">Time to answer; 0 = the slave's own.</param>
        protected void StartReach(int extraTraits, int repeats, int timeoutMs)
        {
            MBusSlaves slaves = Master.Slaves;
            _traits = slaves.TraitsOf(Slave) | extraTraits;
            _repeats = repeats;
            _last = ReachStep.None;
            slaves.CopyAddress(Slave, Wanted);
            bool isSecondary = slaves.IsSecondary(Slave) && (_traits & MBusTraits.UsePrimary) == 0;
            Address = isSecondary ? MBusSlaves.SelectedAddress : slaves.PrimaryOf(Slave);
            bool isTwice = (_traits & MBusTraits.TwoNke) != 0;
            bool isKnown = (_traits & MBusTraits.FcbKnown) != 0;
            _ownNkes = isTwice ? 2 : isSecondary || isKnown ? 0 : 1;
            bool hasPrimary = slaves.PrimaryOf(Slave) <= MBusSlaves.MaxPrimary;
            _primaryNkes = (_traits & MBusTraits.NkeToPrimary) != 0 && hasPrimary ? 1 : 0;
            _mustSelect = isSecondary;
            Master.Use(slaves.SettingsOf(Slave));
            Master.WaitAtMost(timeoutMs > 0 ? timeoutMs : slaves.TimeoutMs(Slave));
        }

        /// <summary>Goes on reaching the slave.</summary>
        /// <param name="result">Ok; or why it cannot be reached.</param>
        /// <returns>Whether a request was made; false when it is reached or cannot be.</returns>
        protected bool TryReach(out MBusResult result)
        {
            result = JudgeReach();
            if (result != MBusResult.Ok)
            {
                return false;
            }

            if (_ownNkes > 0)
            {
                _ownNkes--;
                bool isFirst = _ownNkes > 0;
                _last = isFirst ? ReachStep.FirstNke : ReachStep.Nke;
                Master.AskShort(MBusCField.SndNke, Address, isFirst || _mustSelect || IsMute ? 0 : _repeats);
                return true;
            }

            if (_primaryNkes > 0)
            {
                _primaryNkes--;
                _last = ReachStep.PrimaryNke;
                Master.AskShort(MBusCField.SndNke, Master.Slaves.PrimaryOf(Slave), 0);
                return true;
            }

            if (_mustSelect)
            {
                _mustSelect = false;
                _last = ReachStep.Select;
                Master.AskSelect(Wanted, IsMute ? 0 : _repeats);
                return true;
            }

            _last = ReachStep.None;
            return false;
        }

        private MBusResult JudgeReach()
        {
            MBusResult result = Master.Result;
            bool goesOn = result == MBusResult.Silent && IsMute;
            switch (_last)
            {
                case ReachStep.Nke:
                    // A slave that is not selected does not answer SND_NKE to 253.
                    if (result != MBusResult.Ok && !goesOn && !_mustSelect)
                    {
                        return result;
                    }

                    Master.Slaves.InitialiseFcb(Slave);
                    return MBusResult.Ok;
                case ReachStep.Select:
                    return result == MBusResult.Ok || goesOn ? MBusResult.Ok
                        : result == MBusResult.Silent ? MBusResult.NotSelectable : result;
                default:
                    return MBusResult.Ok;
            }
        }
    }
}
