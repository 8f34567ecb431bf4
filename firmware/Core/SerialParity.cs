namespace Gateway.Core
{
    /// <summary>Parity bit of a serial byte. The numbers are those of System.IO.Ports.Parity.</summary>
    public enum SerialParity
    {
        /// <summary>No parity bit.</summary>
        None = 0,

        /// <summary>Odd number of ones.</summary>
        Odd = 1,

        /// <summary>Even number of ones.</summary>
        Even = 2,
    }
}
