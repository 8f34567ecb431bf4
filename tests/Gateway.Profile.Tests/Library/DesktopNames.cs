using System.Collections.Generic;

namespace Gateway.Profile.Tests.Library;

/// <summary>
/// The few names that the desktop compiler writes into the firmware for what the board's compiler would write
/// otherwise, from the same source. Every entry says why it is the same thing.
/// </summary>
internal static class DesktopNames
{
    private static readonly Dictionary<string, string> Types = new()
    {
        // .NET declares Set and Reset on a common base; nanoFramework on each event. Only the base's name differs.
        ["System.Threading.EventWaitHandle"] = "System.Threading.AutoResetEvent",

        // .NET declares ErrorCode on a base of SocketException that nothing else in the firmware derives from.
        ["System.Runtime.InteropServices.ExternalException"] = "System.Net.Sockets.SocketException",
    };

    private static readonly Dictionary<string, string> Members = new()
    {
        ["System.Threading.EventWaitHandle::Set() : bool"] = "System.Threading.AutoResetEvent::Set() : bool",
        ["System.Threading.EventWaitHandle::Reset() : bool"] = "System.Threading.AutoResetEvent::Reset() : bool",

        ["System.Runtime.InteropServices.ExternalException::get_ErrorCode() : int"] =
            "System.Net.Sockets.SocketException::get_ErrorCode() : int",

        // `lock`: the compiler takes the overload that the class library has.
        ["System.Threading.Monitor::Enter(object, bool&) : void"] =
            "System.Threading.Monitor::Enter(object) : void",
    };

    // Attributes that the compiler adds by itself, and only where the class library has them (or embeds).
    private static readonly HashSet<string> CompilerAttributes =
    [
        "System.Runtime.CompilerServices.CompilerGeneratedAttribute",
        "System.Runtime.CompilerServices.IsReadOnlyAttribute",
        "Microsoft.CodeAnalysis.EmbeddedAttribute",

        // On backing fields, in debug builds only.
        "System.Diagnostics.DebuggerBrowsableAttribute",
    ];

    /// <summary>The board's name of a type.</summary>
    public static string Type(string name) => Types.GetValueOrDefault(name, name);

    /// <summary>The board's name of a member.</summary>
    public static string Member(string name)
    {
        // Every delegate has this constructor; the lists name Invoke only.
        const string DelegateConstructor = "::.ctor(object, System.IntPtr) : void";
        return name.EndsWith(DelegateConstructor, System.StringComparison.Ordinal)
            ? name[..^DelegateConstructor.Length]
            : Members.GetValueOrDefault(name, name);
    }

    /// <summary>True for Debug.WriteLine and its like: calls that a release build leaves out.</summary>
    public static bool IsDebugOnly(string name) => name == "System.Diagnostics.Debug" ||
        name.StartsWith("System.Diagnostics.Debug::", System.StringComparison.Ordinal);

    /// <summary>True for what no source asked for.</summary>
    public static bool IsWrittenByCompiler(string typeName) => CompilerAttributes.Contains(typeName);
}
