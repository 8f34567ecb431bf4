using System;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gateway.Mqtt;
using Gateway.Standins;

namespace nanoFramework.M2Mqtt
{
    /// <summary>
    /// From nanoFramework's certificates to ours, and from our results to the codes of the board's TLS: mbedTLS's
    /// negative error codes (error.h), or the flags of a certificate that was not accepted (x509_crt.h).
    /// </summary>
    internal static class StandinTls
    {
        private const int BadExpired = 0x01;
        private const int BadName = 0x04;
        private const int BadNotTrusted = 0x08;
        private const int FatalAlert = -0x7780;
        private const int BadInput = -0x7100;
        private const int HandshakeFailure = -0x6E00;

        /// <summary>The certificates of a connection.</summary>
        /// <exception cref="NotSupportedException">A TLS version before 1.2, or certificates that are none of the
        /// board's.</exception>
        /// <exception cref="ArgumentException">There is no authority: the broker would not be checked.</exception>
        internal static MqttTlsOptions Options(
            X509Certificate authority, X509Certificate own, MqttSslProtocols protocol)
        {
            if (protocol != MqttSslProtocols.TLSv1_2 && protocol != MqttSslProtocols.TLSv1_3)
            {
                throw new NotSupportedException("TLS before 1.2");
            }

            if (!(authority is StandinCertificate ca))
            {
                throw new ArgumentException("no authority: the broker would not be checked");
            }

            var certificate = own as StandinCertificate;
            return new MqttTlsOptions
            {
                Authority = Encoding.UTF8.GetBytes(ca.CertificatePem),
                Certificate = certificate == null ? null : Encoding.UTF8.GetBytes(certificate.CertificatePem),
                PrivateKey = certificate == null ? null : Encoding.UTF8.GetBytes(certificate.KeyPem),
            };
        }

        /// <summary>What the board throws when there is no TLS connection.</summary>
        internal static SocketException Failure(MqttConnectResult result)
        {
            switch (result)
            {
                case MqttConnectResult.CertificateUntrusted:
                    return new BoardSocketException(BadNotTrusted);
                case MqttConnectResult.CertificateWrongName:
                    return new BoardSocketException(BadName);
                case MqttConnectResult.CertificateExpired:
                    return new BoardSocketException(BadExpired);
                case MqttConnectResult.OwnCertificateRefused:
                    return new BoardSocketException(FatalAlert);
                case MqttConnectResult.CertificateUnusable:
                    return new BoardSocketException(BadInput);
                default:
                    return new BoardSocketException(HandshakeFailure);
            }
        }
    }
}
