using Gateway.Core;

namespace Gateway.App
{
    /// <summary>Holds the place of a stage that this board has not got.</summary>
    internal sealed class NoStage : IStage
    {
        /// <inheritdoc/>
        public long NextWakeUs
        {
            get { return long.MaxValue; }
        }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
        }
    }
}
