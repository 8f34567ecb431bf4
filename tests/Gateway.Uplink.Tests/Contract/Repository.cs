using System.IO;

namespace Gateway.Uplink.Tests.Contract;

/// <summary>Finds the files that tests read where they are.</summary>
internal static class Repository
{
    /// <summary>The folder of Gateway.sln.</summary>
    internal static string Root { get; } = Find();

    private static string Find()
    {
        var folder = System.AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Gateway.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new FileNotFoundException("Gateway.sln");
        }

        return folder;
    }
}
