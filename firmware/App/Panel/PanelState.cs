using Gateway.Link;
using Gateway.Radio;
using Gateway.Store;
using Gateway.Uplink;

namespace Gateway.App.Panel
{
    /// <summary>What the lamps say about the firmware.</summary>
    internal sealed class PanelState
    {
        /// <summary>Without a telegram for so long the antenna is worth a look, in microseconds: longer
        /// than the quarter of an hour at which the slowest usual meters send.</summary>
        public const long SilentUs = 20L * 60 * 1000000;

        // A driver that had to set up its chip again within this time has a chip that is not well.
        private const long TroubleUs = 60000000;

        private readonly bool _hasBadConfig;
        private uint _frames;
        private long _heardUs;
        private uint _restarts;
        private long _wellUs;

        /// <summary>Nothing heard yet.</summary>
        public PanelState(bool hasBadConfig)
        {
            _hasBadConfig = hasBadConfig;
        }

        /// <summary>Whether a telegram came between the last look and the one before.</summary>
        /// <param name="nowUs">Time of the last look.</param>
        public bool HasHeard(long nowUs)
        {
            return _heardUs == nowUs;
        }

        /// <summary>Whether the broker is there.</summary>
        public static bool IsOnline(Concentrator firmware)
        {
            return firmware.Uplink.State == UplinkState.Online;
        }

        /// <summary>Looks.</summary>
        /// <param name="firmware">What is looked at.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        /// <returns>The code of the worst; <see cref="BlinkCode.Well"/> when there is nothing.</returns>
        public int Look(Concentrator firmware, long nowUs)
        {
            uint frames = 0;
            uint restarts = 0;
            RadioLine[] lines = firmware.Lines;
            bool hasFailed = false;
            foreach (RadioLine line in lines)
            {
                frames += line.Counters.Total(LinkStatus.Ok);
                restarts += line.Radio.Counters.Restarts;
                hasFailed |= line.Status != RadioStatus.Ok;
            }

            _wellUs = restarts != _restarts ? nowUs + TroubleUs : _wellUs;
            _restarts = restarts;
            hasFailed |= nowUs < _wellUs;
            _heardUs = frames != _frames ? nowUs : _heardUs;
            _frames = frames;
            StoreStatus log = firmware.StoreStatus;
            return hasFailed ? BlinkCode.RadioFailed
                : log != StoreStatus.Ok && log != StoreStatus.Formatted ? BlinkCode.LogFailed
                : _hasBadConfig ? BlinkCode.BadConfig
                : lines.Length > 0 && nowUs - _heardUs > SilentUs ? BlinkCode.HearsNothing
                : !IsOnline(firmware) ? BlinkCode.NoBroker
                : BlinkCode.Well;
        }
    }
}
