namespace Gateway.App.Battery
{
    /// <summary>A board that can save current; boards without it have no size "battery".</summary>
    public interface IBoardSleep
    {
        /// <summary>Connects the network or switches it off. Blocks for seconds: on the network
        /// worker.</summary>
        void SetNetwork(bool isOn);

        /// <summary>Stops the processor, with memory and time kept, until the time is over or a radio reports
        /// a sync word. Called on the loop, with no job under way and the network off.</summary>
        /// <param name="ms">At most so many milliseconds, 1 or more.</param>
        void LightSleep(int ms);
    }
}
