using Gateway.Core;

namespace Gateway.App
{
    /// <summary>
    /// Number of starts since the flash was last wiped, in two small files written in turn: a cut during the
    /// write of one leaves the other. A number and its complement; what does not match does not count.
    /// </summary>
    public static class BootCounter
    {
        private const int FileBytes = 8;

        /// <summary>Counts this start. Blocks: at start only.</summary>
        /// <returns>1 for the first start. When the files cannot be written the number may come
        /// again.</returns>
        public static uint Next(IFileStore files)
        {
            uint first = Read(files, "boot-0");
            uint second = Read(files, "boot-1");
            uint next = (first > second ? first : second) + 1;
            string name = first > second ? "boot-1" : "boot-0";
            byte[] bytes = new byte[FileBytes];
            uint value = next;
            for (int i = 0; i < FileBytes; i++)
            {
                bytes[i] = (byte)(value >> (8 * (i & 3)));
                if (i == 3)
                {
                    value = ~next;
                }
            }

            if (files.Length(name) == FileBytes || files.Create(name, FileBytes) == FileStatus.Ok)
            {
                files.Write(name, 0, bytes, 0, FileBytes);
            }

            return next;
        }

        private static uint Read(IFileStore files, string name)
        {
            byte[] bytes = new byte[FileBytes];
            if (files.Read(name, 0, bytes, 0, FileBytes) != FileBytes)
            {
                return 0;
            }

            uint value = 0;
            uint complement = 0;
            for (int i = 3; i >= 0; i--)
            {
                value = (value << 8) | bytes[i];
                complement = (complement << 8) | bytes[i + 4];
            }

            return value == ~complement ? value : 0;
        }
    }
}
