using System.Collections.Generic;

namespace Gateway.Simulator.Network;

/// <summary>Who may do what at a mosquitto; nobody without a name and a password.</summary>
/// <param name="Users">Names and passwords.</param>
/// <param name="Rules">Its access list, as acl_file has it; null = every user may do everything.</param>
public sealed record MosquittoAccess(IReadOnlyList<(string User, string Password)> Users, string Rules);
