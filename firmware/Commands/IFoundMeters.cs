using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary>What a search of a line has found so far.</summary>
    public interface IFoundMeters
    {
        /// <summary>Meters found and kept.</summary>
        int FoundCount { get; }

        /// <summary>Meters found for which there was no room.</summary>
        int Lost { get; }

        /// <summary>Writes the members <c>address</c> and <c>state</c> of one.</summary>
        /// <param name="json">Inside an object; some 80 bytes are written at most.</param>
        /// <param name="index">0 .. <see cref="FoundCount"/> − 1.</param>
        void WriteFound(JsonWriter json, int index);
    }
}
