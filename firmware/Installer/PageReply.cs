namespace Gateway.Installer
{
    /// <summary>An answer to a request. Reused: the bytes are the stage's until the next request.</summary>
    public sealed class PageReply
    {
        /// <summary>200, 303, 400, 403, 404, 405, 413.</summary>
        public int Status;

        /// <summary>Header Content-Type.</summary>
        public string ContentType;

        /// <summary>Name to save it by, or null.</summary>
        public string FileName;

        /// <summary>Header Set-Cookie, or null.</summary>
        public string Cookie;

        /// <summary>Header Location, or null.</summary>
        public string Location;

        /// <summary>Header Content-Security-Policy.</summary>
        public string Policy;

        /// <summary>Body in [0, Length).</summary>
        public byte[] Bytes;

        /// <summary>Bytes of the body.</summary>
        public int Length;
    }
}
