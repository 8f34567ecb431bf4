using Gateway.Filter;
using Gateway.Link;
using Gateway.Radio.Wake;

namespace Gateway.App.Battery
{
    /// <summary>Tells the plan of windows what was heard, and the radios that the plan has changed.</summary>
    public sealed class WakeKeeper
    {
        // Bits that say "synchronous": 5 of CC (extended link layer), 13 of CF (transport layer).
        private const int SynchronousCc = 0x20;
        private const int SynchronousCf = 0x2000;

        private readonly WakePlan _plan;
        private readonly RadioBank _radios;
        private readonly TelegramFilter _filter;
        private bool _isTaken; // the telegram under way was told already

        /// <summary>Joins them.</summary>
        /// <param name="plan">Learns.</param>
        /// <param name="radios">Listen as it says.</param>
        /// <param name="filter">Knows the list.</param>
        public WakeKeeper(WakePlan plan, RadioBank radios, TelegramFilter filter)
        {
            _plan = plan;
            _radios = radios;
            _filter = filter;
        }

        /// <summary>The plan.</summary>
        public WakePlan Plan
        {
            get { return _plan; }
        }

        /// <summary>Takes over how many meters are on the list; to be called now and then.</summary>
        public void Look(long nowUs)
        {
            int listed = _filter.CountAllowed();
            if (listed != _plan.Listed)
            {
                _plan.SetListed(listed);
                _radios.Replan(nowUs);
            }
        }

        /// <summary>A telegram has come from the radios: at once, as the window it came in is open
        /// still.</summary>
        public void Taken(TelegramHeader header, long receivedUs)
        {
            long key = KeyOf(header.EffectiveAddress);
            _isTaken = _plan.Has(key);
            if (_isTaken)
            {
                Tell(key, header, receivedUs);
            }
        }

        /// <summary>The filter has judged the same telegram.</summary>
        public void Judged(TelegramHeader header, bool isListed, long receivedUs, long nowUs)
        {
            long key = KeyOf(header.EffectiveAddress);
            if (isListed && !_isTaken)
            {
                Tell(key, header, receivedUs);
            }
            else if (!isListed && _isTaken)
            {
                _plan.Forget(key);
            }

            if (isListed || _isTaken)
            {
                _radios.Replan(nowUs);
            }
        }

        private void Tell(long key, TelegramHeader header, long receivedUs)
        {
            int access = header.HasEll ? header.EllAccessNumber
                : header.HasStatus ? header.AccessNumber : MeterClock.NoAccess;
            bool isSynchronous = header.HasEll ? (header.CommunicationControl & SynchronousCc) != 0
                : header.HasStatus && (header.ConfigurationField & SynchronousCf) != 0;
            _plan.Heard(key, receivedUs, access, isSynchronous);
        }

        private static long KeyOf(MeterAddress meter)
        {
            long type = (meter.Manufacturer << 16) | (meter.Version << 8) | meter.DeviceType;
            return (type << 32) | meter.IdentificationNumber;
        }
    }
}
