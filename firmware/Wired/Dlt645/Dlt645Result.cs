namespace Gateway.Wired.Dlt645
{
    /// <summary>How asking a meter ended.</summary>
    public enum Dlt645Result
    {
        /// <summary>Answered, or sent when nobody answers.</summary>
        Ok = 0,

        /// <summary>It goes on.</summary>
        Incomplete = 1,

        /// <summary>No answer to any try.</summary>
        Silent = 2,

        /// <summary>Bytes, but no good frame among them: noise, wrong settings, several meters at
        /// once.</summary>
        Garbled = 3,

        /// <summary>Good frames, but none that answers this: another meter's, or an earlier answer.</summary>
        WrongAnswer = 4,

        /// <summary>The meter refuses; the error word says why.</summary>
        Refused = 5,

        /// <summary>The meter announces more frames than are taken; what came is there.</summary>
        TooLong = 6,

        /// <summary>The meter's edition has no such command or register.</summary>
        Unsupported = 7,

        /// <summary>Not sent: its time was over.</summary>
        Expired = 8,

        /// <summary>Sent, but the meter's state does not show it.</summary>
        Unconfirmed = 9,

        /// <summary>The port does not work.</summary>
        PortFailed = 10,

        /// <summary>Not asked any more, as the meter was silent before in the same task.</summary>
        Skipped = 11,
    }
}
