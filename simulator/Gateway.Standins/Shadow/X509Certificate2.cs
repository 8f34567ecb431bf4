namespace System.Security.Cryptography.X509Certificates
{
    /// <summary>As nanoFramework's X509Certificate2.</summary>
    internal sealed class X509Certificate2 : X509Certificate
    {
        /// <summary>Of PEM texts; the key has no password.</summary>
        public X509Certificate2(string rawData, string key, string password)
            : base(rawData, key)
        {
            if (!string.IsNullOrEmpty(password))
            {
                throw new NotSupportedException("a key with a password");
            }
        }
    }
}
