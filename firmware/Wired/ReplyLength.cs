namespace Gateway.Wired
{
    /// <summary>Special answers of <see cref="IReplyShape.Missing"/>.</summary>
    public static class ReplyLength
    {
        /// <summary>The last byte has been received.</summary>
        public const int Complete = 0;

        /// <summary>No more bytes can make it a reply: wait for the line to be quiet.</summary>
        public const int Garbled = -1;

        /// <summary>It has to be asked again in the next slice: there is too much to look through.</summary>
        public const int Unfinished = -2;
    }
}
