// What M2Mqtt's results and exceptions mean. A refused handshake is a SocketException whose code is mbedTLS's
// own negative one (error.h). A newer interpreter tells, of a certificate that was not accepted, the flags
// instead (x509_crt.h, positive); Winsock's codes begin at 10,000.
// UNVERIFIED-HW: which of the two a given board's firmware does.
using System;
using System.Net.Sockets;
using Gateway.Uplink;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;

namespace Gateway.Boards
{
    /// <summary>Turns what M2Mqtt answers or throws into a status.</summary>
    internal static class M2MqttFailure
    {
        private const int FirstWinsock = 10_000;
        private const int BadExpired = 0x01;
        private const int BadName = 0x04;
        private const int BadNotTrusted = 0x08;
        private const int BadFuture = 0x0200;
        private const int CertVerifyFailed = -0x2700;
        private const int FatalAlert = -0x7780;
        private const int BadInput = -0x7100;

        // X.509 parsing errors are -0x2080 .. -0x2980, PK errors (a key) -0x3980 .. -0x3F80.
        private const int LastParsing = -0x2080;
        private const int FirstParsing = -0x2980;
        private const int LastKey = -0x3980;
        private const int FirstKey = -0x3F80;

        /// <summary>Of a CONNACK.</summary>
        public static MqttConnectStatus StatusOf(MqttReasonCode code)
        {
            switch (code)
            {
                case MqttReasonCode.Success:
                    return MqttConnectStatus.Ok;
                case MqttReasonCode.ConnectionRefusedIdentifierRejected:
                case MqttReasonCode.ConnectionRefusedBadUserNameOrPassword:
                case MqttReasonCode.ConnectionRefusedNotAuthorized:
                case MqttReasonCode.ClientIdentifierNotValid:
                case MqttReasonCode.BadUserNameOrPassword:
                case MqttReasonCode.NotAuthorized:
                case MqttReasonCode.Banned:
                    return MqttConnectStatus.NotAuthorized;
                default:
                    return MqttConnectStatus.Refused;
            }
        }

        /// <summary>Of an exception.</summary>
        /// <param name="isTls">Whether certificates were asked for.</param>
        public static MqttConnectStatus StatusOf(Exception e, bool isTls)
        {
            SocketException socket = e as SocketException;
            if (socket == null)
            {
                socket = e.InnerException as SocketException;
            }

            if (socket != null)
            {
                int code = socket.ErrorCode;
                return isTls && code < FirstWinsock && code != 0 ? OfTls(code) : OfSocket(code);
            }

            bool isSilence = e is MqttTimeoutException ||
                (e is MqttCommunicationException && e.InnerException == null);
            return isSilence ? MqttConnectStatus.TimedOut
                : isTls ? MqttConnectStatus.TlsFailed : MqttConnectStatus.Unreachable;
        }

        private static MqttConnectStatus OfSocket(int code)
        {
            switch (code)
            {
                case (int)SocketError.HostNotFound:
                case (int)SocketError.TryAgain:
                case (int)SocketError.NoRecovery:
                case (int)SocketError.NoData:
                    return MqttConnectStatus.NameNotResolved;
                case (int)SocketError.TimedOut:
                    return MqttConnectStatus.TimedOut;
                default:
                    return MqttConnectStatus.Unreachable;
            }
        }

        private static MqttConnectStatus OfTls(int code)
        {
            if (code > 0)
            {
                // A stranger's certificate first: its dates and name say nothing.
                return (code & BadNotTrusted) != 0 ? MqttConnectStatus.CertificateUntrusted
                    : (code & BadName) != 0 ? MqttConnectStatus.CertificateWrongName
                    : (code & (BadExpired | BadFuture)) != 0 ? MqttConnectStatus.CertificateExpired
                    : MqttConnectStatus.CertificateRefused;
            }

            if (code == CertVerifyFailed)
            {
                return MqttConnectStatus.CertificateRefused;
            }

            if (code == FatalAlert)
            {
                return MqttConnectStatus.OwnCertificateRefused;
            }

            bool isUnusable = code == BadInput || (code >= FirstParsing && code <= LastParsing) ||
                (code >= FirstKey && code <= LastKey);
            return isUnusable ? MqttConnectStatus.CertificateUnusable : MqttConnectStatus.TlsFailed;
        }
    }
}
