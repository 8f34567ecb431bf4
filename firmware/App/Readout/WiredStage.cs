// The wired side as one stage of the loop: one slice of one of its lines a step, so that the radio is looked
// at in between.
using Gateway.Core;

namespace Gateway.App.Readout
{
    /// <summary>All wired lines.</summary>
    public sealed class WiredStage : IStage
    {
        private readonly LineStage[] _lines;
        private int _turn;

        /// <summary>Opens the ports and makes the lines.</summary>
        /// <param name="board">Its ports.</param>
        /// <param name="setup">What the gateway is made with.</param>
        /// <param name="log">Where lines put what they read.</param>
        public WiredStage(IBoard board, ConcentratorSetup setup, LineLog log)
        {
            _lines = new LineStage[setup.Lines.Length];
            for (int i = 0; i < _lines.Length; i++)
            {
                _lines[i] = setup.Lines[i].Create(board.OpenSerial(setup.Lines[i].Port), log);
            }

            NextWakeUs = _lines.Length == 0 ? long.MaxValue : 0;
        }

        /// <summary>The lines.</summary>
        public LineStage[] Lines
        {
            get { return _lines; }
        }

        /// <inheritdoc/>
        public long NextWakeUs { get; private set; }

        /// <summary>A line has got work from outside a step.</summary>
        public void Wake()
        {
            NextWakeUs = 0;
        }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
            if (_lines.Length == 1)
            {
                LineStage only = _lines[0];
                only.Step(nowUs);
                NextWakeUs = only.NextWakeUs;
                return;
            }

            for (int i = 0; i < _lines.Length; i++)
            {
                _turn = _turn + 1 < _lines.Length ? _turn + 1 : 0;
                if (_lines[_turn].NextWakeUs <= nowUs)
                {
                    _lines[_turn].Step(nowUs);
                    break;
                }
            }

            long earliestUs = long.MaxValue;
            for (int i = 0; i < _lines.Length; i++)
            {
                long wakeUs = _lines[i].NextWakeUs;
                earliestUs = wakeUs < earliestUs ? wakeUs : earliestUs;
            }

            NextWakeUs = earliestUs;
        }
    }
}
