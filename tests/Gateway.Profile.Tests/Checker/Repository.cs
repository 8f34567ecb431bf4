using System;
using System.IO;
using System.Runtime.CompilerServices;

namespace Gateway.Profile.Tests.Checker;

/// <summary>Where things lie: the sources of this repository and the folder beside it.</summary>
internal static class Repository
{
    /// <summary>The folder of Gateway.sln.</summary>
    public static readonly string Root = FindRoot();

    /// <summary>The folder of this test project.</summary>
    public static readonly string Project = Path.Combine(Root, "tests", "Gateway.Profile.Tests");

    /// <summary>True when the tests are asked to rewrite what they compare with.</summary>
    public static bool IsUpdate => Environment.GetEnvironmentVariable("GATEWAY_UPDATE") == "1";

    /// <summary>../shared/api, or null. A worktree lies one folder deeper than the repository.</summary>
    public static string ApiFolder()
    {
        foreach (string up in new[] { "..", Path.Combine("..", "..") })
        {
            string folder = Path.GetFullPath(Path.Combine(Root, up, "shared", "api"));
            if (Directory.Exists(folder))
            {
                return folder;
            }
        }

        return null;
    }

    /// <summary>A path below the root with forward slashes, any other path unchanged.</summary>
    public static string Relative(string file)
    {
        string relative = Path.GetRelativePath(Root, file).Replace('\\', '/');
        return relative.StartsWith("..", StringComparison.Ordinal) ? file : relative;
    }

    /// <summary>The C# files below a folder of the repository, without build output.</summary>
    public static string[] Sources(string folder)
    {
        string start = Path.Combine(Root, folder);
        string[] files = Directory.Exists(start)
            ? Directory.GetFiles(start, "*.cs", SearchOption.AllDirectories)
            : [];
        files = Array.FindAll(files, file => !IsBuildOutput(Path.GetRelativePath(start, file)));
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    private static bool IsBuildOutput(string relative)
    {
        string[] parts = relative.Split('/', '\\');
        return Array.IndexOf(parts, "obj") >= 0 || Array.IndexOf(parts, "bin") >= 0;
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        // The place where the tests were compiled; a moved build finds the repository above its binaries.
        foreach (string start in new[] { Path.GetDirectoryName(here), AppContext.BaseDirectory })
        {
            for (string folder = start; !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
            {
                if (File.Exists(Path.Combine(folder, "Gateway.sln")))
                {
                    return folder;
                }
            }
        }

        throw new InvalidOperationException("Gateway.sln was not found above " + here);
    }
}
