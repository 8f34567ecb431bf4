// What happens between the reset and the first pass of the loop, the same on every board and in the
// simulation: a wipe that was begun is ended, then the configuration is chosen.
using Gateway.Config;
using Gateway.Core;

namespace Gateway.App
{
    /// <summary>Finds out what to start with. Blocks: at start only.</summary>
    public sealed class Boot : IConfigUser
    {
        private readonly IBoard _board;
        private ConcentratorSetup _setup;

        private Boot(IBoard board)
        {
            _board = board;
        }

        /// <summary>Prepares the start.</summary>
        /// <param name="board">Its files, radios and ports.</param>
        /// <param name="problem">Path and reason of a configuration that was there and cannot be used; null
        /// when there is none.</param>
        /// <returns>Never null: without a configuration that can be used it is the firmware's own, as that
        /// must not silence the box.</returns>
        public static ConcentratorSetup Prepare(IBoard board, out string problem)
        {
            if (Wipe.IsDue(board.Files))
            {
                Wipe.Finish(board.Files, board.HasCardSlot ? board.OpenCard() : null);

                // What was opened for it is not left open for the stages.
                board.Reboot();
            }

            Boot boot = new Boot(board);
            ConfigStore configs = new ConfigStore(board.Files);
            configs.Open(boot);
            problem = configs.Problem;
            if (configs.Source == ConfigSource.Default)
            {
                string error;
                ConcentratorSetup.TryCreate(new GatewayConfig(), out boot._setup, out error);
            }

            ConcentratorSetup setup = boot._setup;
            setup.Configs = configs;
            setup.ConfigUser = boot;
            boot._setup = null;
            return setup;
        }

        /// <inheritdoc/>
        public string Refusal(byte[] document, int length, bool isCommand)
        {
            GatewayConfig config = new GatewayConfig();
            ConcentratorSetup setup;
            string error;
            if (!ConfigReader.TryRead(document, length, config, out error)
                || !ConcentratorSetup.TryCreate(config, out setup, out error)
                || !setup.FitsOn(_board, out error))
            {
                return error;
            }

            if (isCommand && config.CommandKey == null)
            {
                return "security.command_key: is missing: nobody could command this gateway any more";
            }

            // Of a command only whether it can be used is of interest.
            _setup = isCommand ? null : setup;
            return null;
        }
    }
}
