// TLS of libmosquitto. It takes file names only, so the PEM texts lie in anonymous files of this process's memory
// (memfd_create(2)): no key ever reaches a disk. Why a handshake failed is told by the log callback alone: its text
// names alerts of the broker, and while it runs the SSL object still has the verdict on the broker's certificate.
using System;
using System.Runtime.InteropServices;

namespace Gateway.Mqtt
{
    /// <summary>Certificates of one attempt at a connection, and what became of them.</summary>
    internal sealed class LibMosquittoTls : IDisposable
    {
        /// <summary>MOSQ_ERR_TLS.</summary>
        internal const int TlsError = 8;

        private const int VerifyPeer = 1;

        // "tlsv1.2" is the oldest version that is allowed, not the only one.
        private const string OldestVersion = "tlsv1.2";

        // X509_V_ERR_* of openssl/x509_vfy.h.
        private const int NotYetValid = 9;
        private const int HasExpired = 10;
        private const int HostMismatch = 62;
        private const int AddressMismatch = 64;

        private readonly bool _hasCertificate;
        private MemoryFile _authority;
        private MemoryFile _certificate;
        private MemoryFile _key;
        private MqttConnectResult _reason = MqttConnectResult.Ok;

        /// <summary>Gives the certificates to an unconnected native object.</summary>
        /// <exception cref="ArgumentException">There is no authority, or a certificate without its key.</exception>
        internal LibMosquittoTls(MosquittoHandle handle, MqttTlsOptions options)
        {
            if (options.Authority == null || (options.Certificate == null) != (options.PrivateKey == null))
            {
                throw new ArgumentException("no authority, or a certificate without its key", nameof(options));
            }

            _hasCertificate = options.Certificate != null;
            try
            {
                _authority = MemoryFile.Of(options.Authority);
                _certificate = MemoryFile.Of(options.Certificate);
                _key = MemoryFile.Of(options.PrivateKey);
                var code = TlsSet(handle, _authority.Path, null, _certificate?.Path, _key?.Path, IntPtr.Zero);
                code = code != 0 ? code
                    : TlsOptsSet(handle, VerifyPeer, LibMosquitto.Utf8(OldestVersion), null);
                code = code != 0 ? code : TlsInsecureSet(handle, false);
                if (code != LibMosquitto.Success)
                {
                    throw new ArgumentException("libmosquitto takes no TLS: error " + code, nameof(options));
                }
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        /// <summary>No line of the log has said why an attempt failed.</summary>
        internal bool HasNoReason
        {
            get { return _reason == MqttConnectResult.Ok; }
        }

        /// <summary>on_log: a line of the library.</summary>
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate void LogCallback(IntPtr mosq, IntPtr userData, int level, IntPtr text);

        [DllImport("libmosquitto.so.1", EntryPoint = "mosquitto_log_callback_set")]
        internal static extern void LogCallbackSet(MosquittoHandle mosq, LogCallback callback);

        /// <summary>Frees the PEM texts; the library reads them anew in each connect.</summary>
        public void Dispose()
        {
            _authority?.Dispose();
            _certificate?.Dispose();
            _key?.Dispose();
        }

        /// <summary>A line of the library's log; called on its thread.</summary>
        internal void OnLog(IntPtr mosq, IntPtr utf8)
        {
            var text = LibMosquitto.Text(utf8);
            if (_reason == MqttConnectResult.Ok)
            {
                _reason = ReasonOf(mosq, text);
            }
        }

        /// <summary>The result of an attempt that ended before CONNACK.</summary>
        /// <param name="code">MOSQ_ERR_* with which it ended.</param>
        /// <param name="result">What it would be without TLS.</param>
        internal MqttConnectResult Explain(int code, MqttConnectResult result)
        {
            if (_reason != MqttConnectResult.Ok)
            {
                return _reason;
            }

            return code == TlsError ? MqttConnectResult.TlsFailed : result;
        }

        private static bool Has(string text, string part)
        {
            return text.IndexOf(part, StringComparison.Ordinal) >= 0;
        }

        private static MqttConnectResult OfVerification(IntPtr mosq)
        {
            try
            {
                var ssl = SslGet(mosq);
                var verdict = ssl == IntPtr.Zero ? 0 : (long)GetVerifyResult(ssl);
                if (verdict == NotYetValid || verdict == HasExpired)
                {
                    return MqttConnectResult.CertificateExpired;
                }

                return verdict >= HostMismatch && verdict <= AddressMismatch
                    ? MqttConnectResult.CertificateWrongName
                    : MqttConnectResult.CertificateUntrusted;
            }
            catch (Exception e) when (e is DllNotFoundException || e is EntryPointNotFoundException)
            {
                // Another OpenSSL than 3: refused all the same, but nobody can say why.
                return MqttConnectResult.TlsFailed;
            }
        }

        private MqttConnectResult ReasonOf(IntPtr mosq, string text)
        {
            if (Has(text, "host name verification failed"))
            {
                return MqttConnectResult.CertificateWrongName;
            }

            if (Has(text, "Unable to load") || Has(text, "key are inconsistent"))
            {
                return MqttConnectResult.CertificateUnusable;
            }

            if (Has(text, "certificate verify failed"))
            {
                return OfVerification(mosq);
            }

            // Alerts of the broker about the own certificate (RFC 8446, 6.2): certificate_required,
            // bad_certificate, certificate_expired, ..., unknown_ca, decrypt_error. TLS 1.2 has only
            // handshake_failure for a certificate that is missing.
            var isAlert = Has(text, " alert ");
            var isAboutOwn = Has(text, "certificate") || Has(text, "unknown ca") || Has(text, "decrypt error") ||
                (Has(text, "handshake failure") && !_hasCertificate);
            return isAlert && isAboutOwn ? MqttConnectResult.OwnCertificateRefused : MqttConnectResult.Ok;
        }

        [DllImport("libmosquitto.so.1", EntryPoint = "mosquitto_tls_set")]
        private static extern int TlsSet(MosquittoHandle mosq, byte[] authorityFile, byte[] authorityFolder,
            byte[] certificateFile, byte[] keyFile, IntPtr passwordCallback);

        [DllImport("libmosquitto.so.1", EntryPoint = "mosquitto_tls_opts_set")]
        private static extern int TlsOptsSet(MosquittoHandle mosq, int certificateRequirement, byte[] version,
            byte[] ciphers);

        [DllImport("libmosquitto.so.1", EntryPoint = "mosquitto_tls_insecure_set")]
        private static extern int TlsInsecureSet(MosquittoHandle mosq,
            [MarshalAs(UnmanagedType.U1)] bool isInsecure);

        [DllImport("libmosquitto.so.1", EntryPoint = "mosquitto_ssl_get")]
        private static extern IntPtr SslGet(IntPtr mosq);

        [DllImport("libssl.so.3", EntryPoint = "SSL_get_verify_result")]
        private static extern IntPtr GetVerifyResult(IntPtr ssl);
    }
}
