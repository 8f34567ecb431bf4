using System;
using System.IO;

namespace Gateway.Simulator.Network;

/// <summary>What a mosquitto that speaks TLS needs, as PEM text.</summary>
/// <param name="Authority">Who signs the certificates of clients.</param>
/// <param name="Certificate">The broker's certificate.</param>
/// <param name="Key">Its private key.</param>
/// <param name="WantsClientCertificate">Whether a client without a certificate is refused.</param>
/// <param name="Version">The oldest version, "tlsv1.2" or "tlsv1.3".</param>
public sealed record MosquittoTls(
    string Authority, string Certificate, string Key, bool WantsClientCertificate = true, string Version = "tlsv1.2")
{
    /// <summary>Writes the files, for this user's eyes only.</summary>
    /// <param name="folder">Where to.</param>
    /// <returns>Lines for mosquitto.conf, each after a line feed.</returns>
    internal string WriteTo(string folder)
    {
        var wants = WantsClientCertificate ? "true" : "false";
        return "\ncafile " + Write(folder, "ca.pem", Authority) + "\ncertfile " + Write(folder, "cert.pem", Certificate) +
            "\nkeyfile " + Write(folder, "key.pem", Key) + "\nrequire_certificate " + wants +
            "\ntls_version " + Version;
    }

    private static string Write(string folder, string name, string pem)
    {
        var file = Path.Combine(folder, name);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(file, options);
        writer.Write(pem);
        return file;
    }
}
