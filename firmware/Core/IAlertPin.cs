using System;

namespace Gateway.Core
{
    /// <summary>An input that calls when it changes: the button of a board with lamps, the warning of its
    /// supply.</summary>
    public interface IAlertPin
    {
        /// <summary>Whether it is active now: pressed, warning. The board knows which level that
        /// is.</summary>
        bool IsActive { get; }

        /// <summary>Called at any change, from the interrupt: it may set a flag and wake the loop, no
        /// more.</summary>
        Action Changed { set; }
    }
}
