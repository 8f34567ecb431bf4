using Gateway.Commands;
using Gateway.Filter;

namespace Gateway.App
{
    /// <summary>What commands, page and console can ask of the meters on the air.</summary>
    public sealed class MeterService : IMeterService
    {
        private readonly Concentrator _parts;

        /// <summary>Joins filter and radio.</summary>
        /// <param name="board">Keeps the list.</param>
        /// <param name="rulesCheck">Of the configuration.</param>
        /// <param name="parts">Have them.</param>
        public MeterService(IBoard board, uint rulesCheck, Concentrator parts)
        {
            _parts = parts;
            Editor = new MeterListEditor(
                parts.Filter, board.FileWorker, new MeterListFile(board.Files, rulesCheck));
        }

        /// <inheritdoc/>
        public TelegramFilter Filter
        {
            get { return _parts.Filter; }
        }

        /// <inheritdoc/>
        public MeterListEditor Editor { get; }

        /// <inheritdoc/>
        public int NoiseFloorDbm
        {
            get { return _parts.Lines[0].Radio.NoiseFloorDbm; }
        }

        /// <summary>The list that was changed by command last, if the configuration is still that of then.
        /// Blocks: at start only.</summary>
        /// <param name="board">Has it on file.</param>
        /// <param name="setup">Its filter gets it.</param>
        internal static void LoadList(IBoard board, ConcentratorSetup setup)
        {
            MeterList list = setup.Filter.Rules.CreateEmpty();
            if (new MeterListFile(board.Files, setup.RulesCheck).TryLoad(list))
            {
                setup.Filter.SetRules(list);
            }
        }
    }
}
