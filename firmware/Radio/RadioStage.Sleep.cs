using Gateway.Core;

namespace Gateway.Radio
{
    // For gateways on a battery: the chip is off but for the windows in which a meter is due.
    public abstract partial class RadioStage
    {
        /// <inheritdoc/>
        public void Sleep(long nowUs)
        {
            if (_isAsleep)
            {
                return;
            }

            _frame.Cancel();
            StopListening(nowUs);
            _isAsleep = true;
            _frame.WakeUs = long.MaxValue;
            PowerDown();
        }

        /// <inheritdoc/>
        public RadioStatus Wake(long nowUs)
        {
            if (!_isAsleep)
            {
                return Status;
            }

            _isAsleep = false;
            if (!_isStarted)
            {
                return Status;
            }

            if (Status == RadioStatus.Ok && PowerUp() && Select(_profile, _sink) && Reconfigure(nowUs))
            {
                BeginListening(nowUs);
                return Status;
            }

            // Registers are gone, or the chip is: as the watchdog would do it.
            Counters.Restarts++;
            BringUp(nowUs);
            return Status;
        }
    }
}
