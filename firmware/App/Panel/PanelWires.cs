using Gateway.Core;

namespace Gateway.App.Panel
{
    /// <summary>Lamps, button and supply warning of a board; null where it has none. A board has either the
    /// one lamp <see cref="Status"/> or the others.</summary>
    public sealed class PanelWires
    {
        /// <summary>The only lamp of a board: blinks the code of the box.</summary>
        public IOutputPin Status;

        /// <summary>A short flash every four seconds while the loop runs.</summary>
        public IOutputPin Power;

        /// <summary>Flashes with telegrams.</summary>
        public IOutputPin Hearing;

        /// <summary>Lit while the broker is there, one flash while it is not.</summary>
        public IOutputPin Uplink;

        /// <summary>Dark, or blinks the code of what is wrong.</summary>
        public IOutputPin Fault;

        /// <summary>The button: active while pressed.</summary>
        public IAlertPin Button;

        /// <summary>The supply's warning: active while the input is too low.</summary>
        public IAlertPin PowerFail;
    }
}
