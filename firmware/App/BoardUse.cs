using Gateway.Radio;

namespace Gateway.App
{
    /// <summary>What a configuration uses of a board: whether a line fits beside it.</summary>
    public sealed class BoardUse
    {
        /// <summary>The log is on the card.</summary>
        public bool UsesCard;

        /// <summary>The modem is a link.</summary>
        public bool UsesModem;

        /// <summary>Radios.</summary>
        public int Radios;

        /// <summary>The radio at the first place is an SX1276, which has a reset line.</summary>
        public bool ResetsRadio;

        /// <summary>Bit p: a line, a serial link or the console is at place p.</summary>
        public int SerialPlaces;

        /// <summary>What a setup uses.</summary>
        internal static BoardUse Of(ConcentratorSetup setup)
        {
            BoardUse use = new BoardUse();
            use.UsesCard = setup.IsLogOnCard;
            use.UsesModem = LinkSetup.Has(setup.Links, "modem");
            use.Radios = setup.Radios.Length;
            use.ResetsRadio = use.Radios > 0 && setup.Radios[0].Chip == RadioChip.Sx1276;
            for (int i = 0; i < setup.Lines.Length; i++)
            {
                use.SerialPlaces |= 1 << setup.Lines[i].Port;
            }

            for (int i = 0; i < setup.Links.Length; i++)
            {
                use.SerialPlaces |= setup.Links[i].Type == "serial" ? 1 << setup.Links[i].Port : 0;
            }

            if (setup.Installer.ConsolePort >= 0)
            {
                use.SerialPlaces |= 1 << setup.Installer.ConsolePort;
            }

            return use;
        }

        /// <summary>What stands against something at a place of the board.</summary>
        /// <returns>The reason; null when nothing does.</returns>
        internal string PlaceProblem(IBoard board, int place)
        {
            return place >= board.SerialPlaces
                ? "the board has " + board.SerialPlaces.ToString() + " wired ports"
                : board.SerialProblem(place, this);
        }

        /// <summary>What stands against the console.</summary>
        /// <returns>Path and reason; null when nothing does.</returns>
        internal string ConsoleProblem(ConcentratorSetup setup, IBoard board)
        {
            int place = setup.Installer.ConsolePort;
            string problem = place < 0 ? null : PlaceProblem(board, place);
            return problem == null ? null : "installer.console: " + problem;
        }

        /// <summary>What stands against a serial link.</summary>
        /// <returns>Path and reason; null when nothing does.</returns>
        internal string LinkProblem(ConcentratorSetup setup, IBoard board)
        {
            string problem = null;
            for (int i = 0; i < setup.Links.Length && problem == null; i++)
            {
                if (setup.Links[i].Type != "serial")
                {
                    continue;
                }

                int place = setup.Links[i].Port;
                problem = place == setup.Installer.ConsolePort ? "the console has it"
                    : PlaceProblem(board, place);
                for (int line = 0; line < setup.Lines.Length && problem == null; line++)
                {
                    problem = setup.Lines[line].Port == place ? "a line of wired.ports has it" : null;
                }

                problem = problem == null ? null : "uplink.links[" + i.ToString() + "].port: " + problem;
            }

            return problem;
        }
    }
}
