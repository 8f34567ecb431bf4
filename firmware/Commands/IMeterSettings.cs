using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary>How a meter talks, as its commissioning found out.</summary>
    public interface IMeterSettings
    {
        /// <summary>Writes the member <c>address</c>, in the form of the configuration, and what else was
        /// found out.</summary>
        /// <param name="json">Inside an object; some 120 bytes are written at most.</param>
        void WriteSettings(JsonWriter json);
    }
}
