using Gateway.Filter;

namespace Gateway.Commands
{
    /// <summary>What commands can ask of the meters on the air.</summary>
    public interface IMeterService
    {
        /// <summary>What is known of them, and the survey.</summary>
        TelegramFilter Filter { get; }

        /// <summary>Changes the list.</summary>
        MeterListEditor Editor { get; }

        /// <summary>Level between frames at the first radio in dBm; −128 = not known.</summary>
        int NoiseFloorDbm { get; }
    }
}
