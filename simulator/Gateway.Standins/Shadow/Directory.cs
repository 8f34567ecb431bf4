using Gateway.Standins;

namespace System.IO
{
    /// <summary>As nanoFramework's Directory; the simulated drives hold files only, so every folder
    /// exists.</summary>
    internal static class Directory
    {
        public static bool Exists(string path)
        {
            return StandinHost.Required.Storage.TotalBytes(path) > 0;
        }

        public static string[] GetFiles(string path)
        {
            return StandinHost.Required.Storage.List(path);
        }
    }
}
