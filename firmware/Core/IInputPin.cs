namespace Gateway.Core
{
    /// <summary>An input that is looked at from time to time, such as a button.</summary>
    public interface IInputPin
    {
        /// <summary>State now: true = high, or pressed.</summary>
        bool Read();
    }
}
