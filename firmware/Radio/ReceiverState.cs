namespace Gateway.Radio
{
    /// <summary>What a chip between two frames says about itself.</summary>
    internal enum ReceiverState
    {
        /// <summary>It listens.</summary>
        Receiving = 0,

        /// <summary>It is on the way into receive mode.</summary>
        Settling,

        /// <summary>It fell out of receive mode; listening again may be enough.</summary>
        Left,

        /// <summary>A frame whose sync word nobody noticed has filled the FIFO.</summary>
        Overflowed,

        /// <summary>Nothing that a working chip says.</summary>
        Broken,
    }
}
