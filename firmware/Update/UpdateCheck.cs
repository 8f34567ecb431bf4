namespace Gateway.Update
{
    /// <summary>Why an update is refused, in words for the sender.</summary>
    internal static class UpdateCheck
    {
        public const string FileProblem = "the flash could not be written";

        /// <summary>Judges a manifest; a worker's job.</summary>
        /// <returns>Path and reason, or null when it may be loaded.</returns>
        public static string Refusal(UpdateManifest manifest, UpdateOptions options, UpdateState state)
        {
            if (state == UpdateState.Unavailable)
            {
                return NoUpdater.Reason;
            }

            if (options.Key == null)
            {
                return "mac: the gateway has no update key";
            }

            if (manifest.Mac == null)
            {
                return "mac: is missing";
            }

            if (!manifest.IsAuthentic(options.Key))
            {
                return "mac: is wrong";
            }

            if (manifest.Board != options.Board)
            {
                return "board: this one is " + options.Board;
            }

            if (FirmwareVersion.Parse(manifest.Version) <= FirmwareVersion.Parse(options.RunningVersion))
            {
                return "version: is not newer than " + options.RunningVersion + ", which runs";
            }

            if (state == UpdateState.Trial || state == UpdateState.Starting)
            {
                return "another update is on trial";
            }

            return null;
        }

        /// <summary>What went wrong with the slot.</summary>
        public static string Text(UpdaterResult result)
        {
            switch (result)
            {
                case UpdaterResult.TooLarge:
                    return "size: does not fit the slot";
                case UpdaterResult.BadMagic:
                    return "the bytes are not those of an image";
                case UpdaterResult.BadTlv:
                    return "the image's trailer is damaged";
                case UpdaterResult.HashMismatch:
                    return "the image does not fit its own hash";
                case UpdaterResult.Incomplete:
                    return "the image is not complete";
                case UpdaterResult.NoSlot:
                    return NoUpdater.Reason;
                case UpdaterResult.Busy:
                case UpdaterResult.BadToken:
                case UpdaterResult.SwapInFlight:
                    return "the slot is in use";
                default:
                    return FileProblem;
            }
        }
    }
}
