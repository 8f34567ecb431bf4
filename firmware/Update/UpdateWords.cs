namespace Gateway.Update
{
    /// <summary>Words of the MQTT contract.</summary>
    internal static class UpdateWords
    {
        // Made when first asked for: statics are made at boot, and few boards can be updated.
        private static string[] _words;

        private static string[] Words => _words ??= new string[]
        {
            "unavailable", "confirmed", "returned", "loading", "loaded", "starting", "trial",
        };

        /// <summary>The word for a state.</summary>
        public static string Of(UpdateState state)
        {
            return Words[(int)state];
        }
    }
}
