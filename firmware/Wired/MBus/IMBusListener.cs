namespace Gateway.Wired.MBus
{
    /// <summary>Takes what a reading brings, as it comes.</summary>
    public interface IMBusListener
    {
        /// <summary>A telegram of a reading. One slice: copy and return.</summary>
        /// <param name="task">The reading; <see cref="MBusTask.Master"/> has the frame taken apart.</param>
        /// <param name="index">0 for the reading's first telegram.</param>
        /// <param name="frame">The frame; valid during the call.</param>
        /// <param name="count">Its bytes, from 0.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        void Telegram(MBusReadTask task, int index, byte[] frame, int count, long nowUs);
    }
}
