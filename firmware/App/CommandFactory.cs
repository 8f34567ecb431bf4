// Which commands this gateway takes: the one list of them.
using System;
using Gateway.App.Readout;
using Gateway.Commands;
using Gateway.Core;
using Gateway.Uplink;

namespace Gateway.App
{
    /// <summary>Makes the dispatcher with all commands.</summary>
    internal static class CommandFactory
    {
        private const int MaxCommands = 5;

        /// <summary>Makes it; takes all its memory.</summary>
        /// <param name="board">Its files, workers and clock.</param>
        /// <param name="setup">Key, sizes, prefix.</param>
        /// <param name="parts">What commands act on.</param>
        /// <param name="clock">Says what has expired.</param>
        public static CommandDispatcher Create(
            IBoard board, ConcentratorSetup setup, Concentrator parts, WallClock clock)
        {
            Command[] commands = new Command[MaxCommands];
            int count = 0;
            if (setup.Lines.Length > 0)
            {
                // Without a line their memory is spared.
                LineService lines = new LineService(parts.Wired, board.Clock);
                commands[count++] = new ReadCommand(lines);
                commands[count++] = new TransparentCommand(lines);
                commands[count++] = new ControlCommand(lines, parts.Events);
                commands[count++] = new SearchCommand(lines);
                commands[count++] = new CommissionCommand(lines, parts.Events);
            }

            CommandSetup commandSetup = setup.Commands;
            commandSetup.Worker = board.NetworkWorker;
            commandSetup.Clock = clock;
            commandSetup.Guard = new ReplayGuard(board.Files, board.FileWorker);
            string root = new Topics(setup.Uplink.TopicPrefix, setup.GatewayId).CommandRoot;
            Command[] known = new Command[count];
            Array.Copy(commands, known, count);
            return new CommandDispatcher(setup.GatewayId, root, known, commandSetup);
        }
    }
}
