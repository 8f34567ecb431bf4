namespace Gateway.Link.Dlt645
{
    /// <summary>What was found in a row of bytes.</summary>
    public enum Dlt645Status
    {
        /// <summary>A frame whose check sum and end are right.</summary>
        Ok = 0,

        /// <summary>What is there may be the beginning of a frame.</summary>
        Incomplete = 1,

        /// <summary>No two start bytes 68 at the distance of a frame.</summary>
        NoStart = 2,

        /// <summary>The byte where the frame should end is not 16.</summary>
        BadEnd = 3,

        /// <summary>The sum over the bytes differs.</summary>
        BadChecksum = 4,

        /// <summary>There is more to look through than one slice has time for.</summary>
        Unfinished = 5,
    }
}
