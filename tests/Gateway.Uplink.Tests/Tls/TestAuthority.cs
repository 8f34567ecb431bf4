using System;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gateway.Mqtt;
using Gateway.Simulator.Network;

namespace Gateway.Uplink.Tests.Tls;

/// <summary>An authority of a test's own, P-256, that signs brokers and gateways.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;
    private byte _lastNumber;

    /// <param name="name">Common name.</param>
    internal TestAuthority(string name)
    {
        var request = new CertificateRequest("CN=" + name, _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        var now = DateTimeOffset.UtcNow;
        _certificate = request.CreateSelfSigned(now.AddDays(-900), now.AddDays(900));
    }

    /// <summary>Its certificate as PEM.</summary>
    internal string Pem => _certificate.ExportCertificatePem();

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }

    /// <summary>A certificate that it has signed, and its key, both as PEM.</summary>
    /// <param name="host">Name or address that it is for.</param>
    /// <param name="fromDays">Days from today on which it begins.</param>
    /// <param name="toDays">Days from today on which it ends.</param>
    internal (string Certificate, string Key) Sign(string host, int fromDays = -1, int toDays = 30)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + host, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(host);
        }

        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        using var signed = request.Create(_certificate, now.AddDays(fromDays), now.AddDays(toDays), [++_lastNumber]);
        return (signed.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>A broker that accepts gateways of this authority.</summary>
    internal MosquittoTls Broker(
        string host = "localhost", int fromDays = -1, int toDays = 30, bool wantsCertificate = true,
        string version = "tlsv1.2")
    {
        var (certificate, key) = Sign(host, fromDays, toDays);
        return new MosquittoTls(Pem, certificate, key, wantsCertificate, version);
    }

    /// <summary>A client that trusts this authority.</summary>
    /// <param name="signer">Who signs its certificate; null = it has none.</param>
    internal MqttTlsOptions Client(TestAuthority signer, int toDays = 30)
    {
        var (certificate, key) = signer?.Sign("gw-7", -20, toDays) ?? default;
        return new MqttTlsOptions
        {
            Authority = Encoding.UTF8.GetBytes(Pem),
            Certificate = certificate == null ? null : Encoding.UTF8.GetBytes(certificate),
            PrivateKey = key == null ? null : Encoding.UTF8.GetBytes(key),
        };
    }
}
