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

        /// <summary>Bit p: a line is at place p.</summary>
        public int SerialPlaces;

        /// <summary>What a setup uses.</summary>
        internal static BoardUse Of(ConcentratorSetup setup, bool usesModem)
        {
            BoardUse use = new BoardUse();
            use.UsesCard = setup.IsLogOnCard;
            use.UsesModem = usesModem;
            use.Radios = setup.Radios.Length;
            use.ResetsRadio = use.Radios > 0 && setup.Radios[0].Chip == RadioChip.Sx1276;
            for (int i = 0; i < setup.Lines.Length; i++)
            {
                use.SerialPlaces |= 1 << setup.Lines[i].Port;
            }

            return use;
        }
    }
}
