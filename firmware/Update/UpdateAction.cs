namespace Gateway.Update
{
    /// <summary>What the worker does for an update.</summary>
    internal enum UpdateAction
    {
        None = 0,

        /// <summary>Check a manifest, open a session.</summary>
        Load,

        /// <summary>Go on after a restart.</summary>
        Continue,

        /// <summary>Hash a block and write it.</summary>
        Store,

        /// <summary>Have the boot loader try the image.</summary>
        Arm,

        /// <summary>Forget the image.</summary>
        Cancel,

        /// <summary>Keep what runs.</summary>
        Confirm,

        /// <summary>Give way to what ran before.</summary>
        Return,

        /// <summary>Restart.</summary>
        Restart,
    }
}
