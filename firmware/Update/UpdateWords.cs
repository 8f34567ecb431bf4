namespace Gateway.Update
{
    /// <summary>Words of the MQTT contract.</summary>
    internal static class UpdateWords
    {
        private static readonly string[] _words =
        {
            "unavailable", "confirmed", "returned", "loading", "loaded", "starting", "trial",
        };

        /// <summary>The word for a state.</summary>
        public static string Of(UpdateState state)
        {
            return _words[(int)state];
        }
    }
}
