namespace Gateway.Core
{
    /// <summary>Why a text is not JSON.</summary>
    public enum JsonError
    {
        /// <summary>No error.</summary>
        Ok = 0,

        /// <summary>The bytes end where more is needed: a prefix of something that may be good.</summary>
        Incomplete,

        /// <summary>A character that cannot stand here.</summary>
        UnexpectedCharacter,

        /// <summary>A number that JSON does not write that way.</summary>
        BadNumber,

        /// <summary>An unknown escape, or half a surrogate pair.</summary>
        BadEscape,

        /// <summary>Not UTF-8.</summary>
        BadUtf8,

        /// <summary>More levels than the reader allows.</summary>
        TooDeep,

        /// <summary>Something follows the value.</summary>
        TrailingData,
    }
}
