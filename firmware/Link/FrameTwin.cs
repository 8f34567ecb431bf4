namespace Gateway.Link
{
    /// <summary>What a receiver knows of the other radios' copies of the frame under way.</summary>
    internal sealed class FrameTwin
    {
        /// <summary>Whether the pool was short of telegrams when the frame began, and nobody has looked yet
        /// whether another radio receives it, too.</summary>
        public bool IsWanted;

        /// <summary>To whom the rest of the frame was left; null: it was not.</summary>
        public TelegramReceiver Receiver;

        /// <summary>Power in dBm, the best one, at radios that have left theirs to this one;
        /// <see cref="Telegram.NoSecondRssi"/> = none has.</summary>
        public int RssiDbm;
    }
}
