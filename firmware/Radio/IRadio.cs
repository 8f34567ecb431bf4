using Gateway.Core;

namespace Gateway.Radio
{
    /// <summary>A receiver chip and its driver.</summary>
    public interface IRadio : IStage
    {
        /// <summary>Whether a frame is coming in: the loop then runs no other stage.</summary>
        bool IsReceiving { get; }

        /// <summary>What happened since boot.</summary>
        RadioCounters Counters { get; }

        /// <summary>Running estimate of the noise floor in dBm; −128 before the first measurement.</summary>
        int NoiseFloorDbm { get; }

        /// <summary>Resets and configures the chip and starts listening. Bounded; called once at start and by
        /// the driver's own watchdog afterwards.</summary>
        /// <param name="profile">What to listen to.</param>
        /// <param name="sink">Takes the frames.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        /// <returns><see cref="RadioStatus.Ok"/>, or why the chip cannot be used.</returns>
        RadioStatus Start(RadioProfile profile, IFrameSink sink, long nowUs);
    }
}
