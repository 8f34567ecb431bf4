// Why the gateway has restarted, as far as it did so itself: written before the restart, with the number
// of the start that it ends, so that a note of long ago is not taken for one of now.
using Gateway.Core;

namespace Gateway.App
{
    /// <summary>A note from one start to the next.</summary>
    public static class ResetCause
    {
        /// <summary>Nobody has left a note: power, the reset pin, a watchdog.</summary>
        public const string Unknown = "power";

        /// <summary>Most characters.</summary>
        public const int MaxChars = 48;

        private const string FileName = "boot-why";
        private const int TextAt = 5;
        private const int FileBytes = TextAt + MaxChars + 4;
        private const int CrcAt = FileBytes - 4;

        /// <summary>Leaves a note. Blocks.</summary>
        /// <param name="boot">Number of the start that ends.</param>
        /// <param name="cause">Printable ASCII.</param>
        public static void Note(IFileStore files, uint boot, string cause)
        {
            byte[] bytes = new byte[FileBytes];
            LittleEndian.Put32(bytes, 0, boot);
            int count = cause.Length < MaxChars ? cause.Length : MaxChars;
            bytes[4] = (byte)count;
            for (int i = 0; i < count; i++)
            {
                bytes[TextAt + i] = (byte)cause[i];
            }

            LittleEndian.Put32(bytes, CrcAt, Crc32.Compute(bytes, 0, CrcAt));
            if (files.Length(FileName) == FileBytes || files.Create(FileName, FileBytes) == FileStatus.Ok)
            {
                files.Write(FileName, 0, bytes, 0, FileBytes);
            }
        }

        /// <summary>The note of the start before. Blocks.</summary>
        /// <param name="boot">Number of this start.</param>
        public static string Of(IFileStore files, uint boot)
        {
            byte[] bytes = new byte[FileBytes];
            if (files.Read(FileName, 0, bytes, 0, FileBytes) != FileBytes
                || LittleEndian.Get32(bytes, CrcAt) != Crc32.Compute(bytes, 0, CrcAt)
                || LittleEndian.Get32(bytes, 0) + 1 != boot)
            {
                return Unknown;
            }

            char[] text = new char[bytes[4]];
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = (char)bytes[TextAt + i];
            }

            return new string(text);
        }
    }
}
