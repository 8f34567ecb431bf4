namespace nanoFramework.Runtime.Events
{
    /// <summary>Base of event arguments.</summary>
    public class BaseEvent
    {
        /// <summary>Where the event came from.</summary>
        public ushort Source;

        /// <summary>What it says.</summary>
        public byte Message;
    }
}
