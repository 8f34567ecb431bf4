using Gateway.Standins;

namespace System.Security.Cryptography.X509Certificates
{
    /// <summary>As nanoFramework's X509Certificate: read when it is used, not when it is made.</summary>
    internal class X509Certificate : StandinCertificate
    {
        /// <summary>Of PEM text.</summary>
        public X509Certificate(string certificate)
            : this(certificate, null)
        {
        }

        private protected X509Certificate(string certificate, string key)
            : base(certificate, key)
        {
        }
    }
}
