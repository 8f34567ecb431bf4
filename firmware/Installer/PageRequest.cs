namespace Gateway.Installer
{
    /// <summary>A request as far as the page needs it. Filled by the server, reused.</summary>
    public sealed class PageRequest
    {
        /// <summary>Longest path with query.</summary>
        public const int MaxUrlChars = 256;

        /// <summary>Longest body, in bytes.</summary>
        public const int MaxBodyBytes = 512;

        /// <summary>GET, POST, HEAD or anything else.</summary>
        public string Method;

        /// <summary>Path with query: "/?t=hear&amp;n=1530".</summary>
        public string Url;

        /// <summary>Value of the header Cookie, or null.</summary>
        public string Cookie;

        /// <summary>Value of the header Accept-Language, or null.</summary>
        public string AcceptLanguage;

        /// <summary>Body of a form; null = longer than <see cref="MaxBodyBytes"/>.</summary>
        public string Body;

        /// <summary>A number that nobody can guess, for a session that this request may begin.</summary>
        public string FreshToken;
    }
}
