namespace Gateway.Core
{
    /// <summary>An output, such as the reset line of a chip.</summary>
    public interface IOutputPin
    {
        /// <summary>Drives the pin.</summary>
        /// <param name="high">true: high; false: low.</param>
        void Write(bool high);
    }
}
