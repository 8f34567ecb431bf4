using System.Security.Cryptography.X509Certificates;

namespace Gateway.Standins
{
    /// <summary>What nanoFramework's certificates hold and .NET's do not: PEM text. The shadows of
    /// X509Certificate derive from it, so that MqttClient's signature is the original's.</summary>
    public class StandinCertificate : X509Certificate
    {
        /// <summary>Of PEM texts; the key may be null.</summary>
        protected StandinCertificate(string certificate, string key)
        {
            CertificatePem = certificate;
            KeyPem = key;
        }

        /// <summary>The certificate.</summary>
        internal string CertificatePem { get; }

        /// <summary>Its private key, or null.</summary>
        internal string KeyPem { get; }
    }
}
