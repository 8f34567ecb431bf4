namespace Gateway.Uplink
{
    /// <summary>What a failed connection means to the person who has to mend it.</summary>
    public static class ConnectText
    {
        /// <summary>Whether an attempt failed because of TLS: the network has done its part.</summary>
        public static bool IsTls(MqttConnectStatus status)
        {
            return status >= MqttConnectStatus.TlsFailed && status <= MqttConnectStatus.CertificateUnusable;
        }

        /// <summary>A sentence without any address, name or secret; null for a connection that
        /// stands.</summary>
        public static string Of(MqttConnectStatus status)
        {
            switch (status)
            {
                case MqttConnectStatus.NameNotResolved:
                    return "broker's name cannot be resolved: check uplink.broker.host and the DNS server";
                case MqttConnectStatus.Unreachable:
                    return "nobody answers at the broker's address: check host, port, firewall and network";
                case MqttConnectStatus.TimedOut:
                    return "broker does not answer in time";
                case MqttConnectStatus.NotAuthorized:
                    return "broker refuses user, password or gateway id";
                case MqttConnectStatus.Refused:
                    return "broker refuses the connection";
                case MqttConnectStatus.LinkDown:
                    return "no network";
                default:
                    return OfTls(status);
            }
        }

        private static string OfTls(MqttConnectStatus status)
        {
            switch (status)
            {
                case MqttConnectStatus.TlsFailed:
                    return "no TLS connection: check that the broker's port speaks TLS 1.2 or later";
                case MqttConnectStatus.CertificateRefused:
                    return "broker's certificate refused: other authority, other name or wrong date";
                case MqttConnectStatus.CertificateUntrusted:
                    return "broker's certificate is not signed by the authority in uplink.broker.tls.ca";
                case MqttConnectStatus.CertificateWrongName:
                    return "broker's certificate is for another name than uplink.broker.host";
                case MqttConnectStatus.CertificateExpired:
                    return "broker's certificate is not valid today: renew it, or check the gateway's clock";
                case MqttConnectStatus.OwnCertificateRefused:
                    return "broker wants another certificate of the gateway: check uplink.broker.tls.cert";
                case MqttConnectStatus.CertificateUnusable:
                    return "a certificate or key in uplink.broker.tls cannot be used: damaged, or no pair";
                default:
                    return null;
            }
        }
    }
}
