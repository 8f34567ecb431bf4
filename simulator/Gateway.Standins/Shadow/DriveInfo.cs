using Gateway.Standins;

namespace System.IO
{
    /// <summary>As nanoFramework's DriveInfo.</summary>
    internal sealed class DriveInfo
    {
        public DriveInfo(string driveName)
        {
            Name = driveName;
            TotalSize = StandinHost.Required.Storage.TotalBytes(driveName);
        }

        public string Name { get; set; }

        public long TotalSize { get; set; }
    }
}
