using Gateway.Radio;

namespace Gateway.App
{
    /// <summary>What one radio of the board is and listens to.</summary>
    public sealed class RadioSetup
    {
        /// <summary>Puts it together.</summary>
        /// <param name="chip">Which chip is mounted at this place.</param>
        /// <param name="plan">What it listens to.</param>
        /// <param name="id">Its name in the statistics, or null.</param>
        public RadioSetup(RadioChip chip, ProfilePlan plan, string id)
        {
            Chip = chip;
            Plan = plan;
            Id = id;
        }

        /// <summary>Which chip is mounted.</summary>
        public RadioChip Chip { get; }

        /// <summary>What it listens to.</summary>
        public ProfilePlan Plan { get; }

        /// <summary>Its name in the statistics, or null.</summary>
        public string Id { get; }
    }
}
