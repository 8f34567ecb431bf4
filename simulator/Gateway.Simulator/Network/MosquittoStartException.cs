using System;

namespace Gateway.Simulator.Network;

/// <summary>The broker could not be started; the message is for the user.</summary>
public sealed class MosquittoStartException : Exception
{
    /// <summary>Creates the exception.</summary>
    public MosquittoStartException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    public MosquittoStartException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
