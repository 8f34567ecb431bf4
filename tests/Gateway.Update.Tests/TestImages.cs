using System;
using System.Security.Cryptography;
using System.Text;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;

namespace Gateway.Update.Tests;

/// <summary>Images and manifests, signed by .NET's own HMAC.</summary>
internal static class TestImages
{
    public const string Board = "esp32";
    public static readonly byte[] Key = Encoding.ASCII.GetBytes("the key of this fleet's updates");

    /// <summary>An image with a random payload.</summary>
    public static byte[] Make(string version, int payloadBytes, ulong seed = 7)
    {
        var payload = new byte[payloadBytes];
        new RandomStream(seed).NextBytes(payload);
        return FirmwareImage.Make(Version.Parse(version), payload);
    }

    public static UpdateManifest Manifest(byte[] image, string version, byte[] key = null, string board = Board)
    {
        var hash = SHA256.HashData(image);
        var text = $"gateway-update-1\n{board}\n{version}\n{image.Length}\n" +
            $"{Convert.ToHexStringLower(hash)}\n";
        return new UpdateManifest
        {
            Version = version,
            Board = board,
            ImageBytes = image.Length,
            Hash = hash,
            Mac = HMACSHA256.HashData(key ?? Key, Encoding.ASCII.GetBytes(text)),
        };
    }
}
