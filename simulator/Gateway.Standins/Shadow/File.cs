// nanoFramework System.IO.FileSystem 1.1.93, the members that the boards use, on the simulated drives.
using Gateway.Standins;

namespace System.IO
{
    /// <summary>As nanoFramework's File.</summary>
    internal static class File
    {
        public static bool Exists(string path)
        {
            return StandinHost.Required.Storage.Exists(path);
        }

        public static void Delete(string path)
        {
            StandinHost.Required.Storage.Delete(path);
        }

        public static void Move(string sourceFileName, string destFileName)
        {
            StandinHost.Required.Storage.Move(sourceFileName, destFileName);
        }
    }
}
