using Gateway.Core;

namespace Gateway.Radio
{
    /// <summary>A receiver chip and its driver.</summary>
    public interface IRadio : IStage
    {
        /// <summary>What the loop looks at in each pass; always the same object.</summary>
        RadioTimes Times { get; }

        /// <summary>Whether a frame is coming in: the loop then runs another stage only as
        /// <see cref="QuietUntilUs"/> allows.</summary>
        bool IsReceiving { get; }

        /// <summary>While a frame is coming in: until when the chip can be left alone. Whoever has given the
        /// loop back by then loses no byte and does not delay the end of the frame. 0 when nothing else may
        /// run, because the length of the frame is not known yet.</summary>
        long QuietUntilUs { get; }

        /// <summary>The same, but while the length is not known yet: until when the FIFO has room. A false
        /// sync word is found out the later.</summary>
        long FullUs { get; }

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

        /// <summary>Listens to another profile from now on, by a way that takes far less time than
        /// <see cref="Start"/> when the chip is in order. A frame that is coming in ends as
        /// stalled.</summary>
        /// <param name="profile">What to listen to.</param>
        /// <param name="sink">Takes the frames.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        /// <returns>As <see cref="Start"/>.</returns>
        RadioStatus Retune(RadioProfile profile, IFrameSink sink, long nowUs);

        /// <summary>Switches the chip off as far as it goes: its registers may be lost and it hears nothing.
        /// A frame that is coming in ends as stalled. What was started stays chosen for
        /// <see cref="Wake"/>.</summary>
        /// <param name="nowUs">Microseconds since boot.</param>
        void Sleep(long nowUs);

        /// <summary>Listens again to what it listened to before <see cref="Sleep"/>; does nothing when it is
        /// awake. A chip that does not come back is started anew.</summary>
        /// <param name="nowUs">Microseconds since boot.</param>
        /// <returns>As <see cref="Start"/>.</returns>
        RadioStatus Wake(long nowUs);

        /// <summary>The urgent part of <see cref="IStage.Step"/>: serves the frame that is coming in, or
        /// opens one whose sync word came. What can wait until no radio of the board receives is left
        /// out.</summary>
        /// <param name="nowUs">Microseconds since boot.</param>
        void Serve(long nowUs);

        /// <summary>Time for which the chip has listened since boot, in microseconds, as far as the driver
        /// knows: a chip that fell silent counts until the next check finds it.</summary>
        /// <param name="nowUs">Microseconds since boot.</param>
        long ListenedUs(long nowUs);
    }
}
