namespace Gateway.Link.MBus
{
    /// <summary>Whether bytes are a frame.</summary>
    public enum MBusStatus
    {
        /// <summary>A frame with the right check sum.</summary>
        Ok = 0,

        /// <summary>Right so far; bytes are missing.</summary>
        Incomplete = 1,

        /// <summary>The first byte begins no frame, or the second 68h is missing.</summary>
        BadStart = 2,

        /// <summary>The two L-fields differ or are below 3.</summary>
        BadLength = 3,

        /// <summary>The sum of the bytes from the C-field on is wrong.</summary>
        BadCheckSum = 4,

        /// <summary>The last byte is not 16h.</summary>
        BadStop = 5,
    }
}
