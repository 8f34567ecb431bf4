namespace Gateway.Uplink.Serial
{
    /// <summary>Hears that a bridge wants to know what happens at radios and lines, or no longer.</summary>
    public interface ITraceSwitch
    {
        /// <summary>The bridge's wish; false also when its session is over.</summary>
        void Trace(bool isOn);
    }
}
