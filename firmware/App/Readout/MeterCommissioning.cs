using Gateway.Commands;
using Gateway.Core;
using Gateway.Wired;

namespace Gateway.App.Readout
{
    /// <summary>Finds out how one meter of a line talks, in turns, and gives it a new address where that is
    /// asked for.</summary>
    public abstract class MeterCommissioning : IMeterSettings
    {
        /// <summary>Whether the meter was found, and has its new address.</summary>
        public abstract bool IsOk { get; }

        /// <summary>A word of the contract for why not.</summary>
        public abstract string Reason { get; }

        /// <summary>Makes ready for a meter.</summary>
        /// <param name="meter">Number; <see cref="LineMeters.All"/> = the only one on the line.</param>
        /// <param name="newAddress">Primary address that it shall have; 0 = it keeps its own.</param>
        /// <returns>What is wrong with the request, or null.</returns>
        public abstract string Start(int meter, int newAddress);

        /// <summary>The task of the next turn.</summary>
        /// <param name="turnUs">Longest time, in microseconds; the exchange that runs then is ended.</param>
        public abstract ILineTask Turn(long turnUs);

        /// <summary>To be asked once after each turn: whether there is another one.</summary>
        public abstract bool GoesOn();

        /// <inheritdoc/>
        public abstract void WriteSettings(JsonWriter json);
    }
}
