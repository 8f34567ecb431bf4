namespace Gateway.Core
{
    /// <summary>What <see cref="JsonReader.Read"/> found.</summary>
    public enum JsonToken
    {
        /// <summary>Nothing read yet.</summary>
        None = 0,

        /// <summary>{</summary>
        BeginObject,

        /// <summary>}</summary>
        EndObject,

        /// <summary>[</summary>
        BeginArray,

        /// <summary>]</summary>
        EndArray,

        /// <summary>A member's name; its value comes next.</summary>
        Name,

        /// <summary>A string.</summary>
        String,

        /// <summary>A number.</summary>
        Number,

        /// <summary>true.</summary>
        True,

        /// <summary>false.</summary>
        False,

        /// <summary>null.</summary>
        Null,

        /// <summary>The text ended after one complete value.</summary>
        End,

        /// <summary>See <see cref="JsonReader.Error"/>; nothing can be read any more.</summary>
        Error,
    }
}
