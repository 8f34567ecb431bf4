namespace Gateway.Core
{
    /// <summary>Writes the decoded values of a wired frame, when its record is published: one value a call,
    /// so that no slice of the loop is long.</summary>
    public interface IValueWriter
    {
        /// <summary>Starts on a frame; it must not change until the last value is written.</summary>
        /// <param name="protocol">MBus or Dlt645.</param>
        /// <param name="bytes">Holds the frame.</param>
        /// <param name="offset">Its first byte.</param>
        /// <param name="count">Its bytes.</param>
        void Begin(Protocol protocol, byte[] bytes, int offset, int count);

        /// <summary>Writes the next value as one object of at most <see cref="MaxValueBytes"/> bytes, or goes
        /// on with it.</summary>
        /// <param name="json">Inside an array.</param>
        /// <returns>False when there was none.</returns>
        bool WriteNext(JsonWriter json);

        /// <summary>Whether the last call left its object open, to go on in the next slice.</summary>
        bool IsWithin { get; }

        /// <summary>Longest object, with the comma before it.</summary>
        int MaxValueBytes { get; }
    }
}
