// What an update is: signed once for a fleet or for one device. The authentication tag is HMAC-SHA-256 with
// the update key over the lines "gateway-update-1", board, version, size (decimal) and SHA-256 of the image
// (64 small hexadecimal digits), each ended by a line feed.
using Gateway.Core;

namespace Gateway.Update
{
    /// <summary>Names an image, and proves who made it.</summary>
    public sealed class UpdateManifest
    {
        /// <summary>Most characters of a version and of a board's name.</summary>
        public const int MaxNameChars = 15;

        /// <summary>Smallest image.</summary>
        public const int MinImageBytes = 64;

        /// <summary>Largest image.</summary>
        public const int MaxImageBytes = 8 * 1024 * 1024;

        private const string Purpose = "gateway-update-1\n";

        /// <summary>Version of the image: <c>major.minor.patch</c>.</summary>
        public string Version;

        /// <summary>Board that it is for.</summary>
        public string Board;

        /// <summary>Bytes of the image.</summary>
        public int ImageBytes;

        /// <summary>SHA-256 of the image.</summary>
        public byte[] Hash;

        /// <summary>The authentication tag; null when there was none.</summary>
        public byte[] Mac;

        /// <summary>Whether the tag is that of somebody who has the key. Some 50,000 IL operations: a
        /// worker's job.</summary>
        public bool IsAuthentic(byte[] key)
        {
            if (key == null || Mac == null)
            {
                return false;
            }

            HmacSha256 mac = new HmacSha256();
            mac.Begin(key);
            mac.Add(Purpose);
            mac.Add(Board);
            mac.Add("\n");
            mac.Add(Version);
            mac.Add("\n");
            mac.Add(ImageBytes.ToString());
            mac.Add("\n");
            byte[] hex = new byte[(2 * Sha256.HashBytes) + 1];
            for (int i = 0; i < Sha256.HashBytes; i++)
            {
                hex[2 * i] = Digit(Hash[i] >> 4);
                hex[(2 * i) + 1] = Digit(Hash[i] & 0x0F);
            }

            hex[2 * Sha256.HashBytes] = (byte)'\n';
            mac.Add(hex, 0, hex.Length);
            return HmacSha256.AreEqual(mac.End(), Mac);
        }

        /// <summary>Whether both name the same image with the same right.</summary>
        public bool IsSameAs(UpdateManifest other)
        {
            return other != null && Version == other.Version && Board == other.Board
                && ImageBytes == other.ImageBytes && HmacSha256.AreEqual(Hash, other.Hash)
                && HmacSha256.AreEqual(Mac, other.Mac);
        }

        private static byte Digit(int value)
        {
            return (byte)(value < 10 ? '0' + value : 'a' + value - 10);
        }
    }
}
