namespace Gateway.Uplink.Modem
{
    /// <summary>Troubles in words for an installer: what is wrong, and what to look at.</summary>
    public static class ModemTroubleText
    {
        /// <summary>A sentence without a full stop; null when there is no trouble.</summary>
        public static string Of(ModemTrouble trouble)
        {
            switch (trouble)
            {
                case ModemTrouble.None:
                    return null;
                case ModemTrouble.NoAnswer:
                    return "modem does not answer: power, UART";
                case ModemTrouble.Garbled:
                    return "modem answers make no sense: baud rate, wiring";
                case ModemTrouble.SimMissing:
                    return "SIM missing";
                case ModemTrouble.SimPinNeeded:
                    return "SIM wants a PIN and none is configured";
                case ModemTrouble.SimPinWrong:
                    return "SIM refused the configured PIN";
                case ModemTrouble.SimBlocked:
                    return "SIM blocked: it wants its PUK";
                case ModemTrouble.SimFailed:
                    return "SIM does not work";
                default:
                    return OfNetwork(trouble);
            }
        }

        /// <summary>The same for a program: the result of the attempt.</summary>
        public static MqttConnectStatus StatusOf(ModemTrouble trouble)
        {
            switch (trouble)
            {
                case ModemTrouble.None:
                    return MqttConnectStatus.Ok;
                case ModemTrouble.NameNotResolved:
                    return MqttConnectStatus.NameNotResolved;
                case ModemTrouble.BrokerUnreachable:
                    return MqttConnectStatus.Unreachable;
                case ModemTrouble.BrokerTimedOut:
                    return MqttConnectStatus.TimedOut;
                case ModemTrouble.BrokerRefusedLogin:
                    return MqttConnectStatus.NotAuthorized;
                case ModemTrouble.BrokerRefused:
                case ModemTrouble.BadSettings:
                    return MqttConnectStatus.Refused;
                case ModemTrouble.CertificateRefused:
                case ModemTrouble.CertificateMissing:
                case ModemTrouble.TlsNotSupported:
                    return MqttConnectStatus.TlsFailed;
                default:
                    return MqttConnectStatus.LinkDown;
            }
        }

        private static string OfNetwork(ModemTrouble trouble)
        {
            switch (trouble)
            {
                case ModemTrouble.NoNetwork:
                    return "no mobile network found: antenna, coverage";
                case ModemTrouble.RegistrationDenied:
                    return "registration denied by the mobile network: SIM not active or not allowed here";
                case ModemTrouble.RoamingNotAllowed:
                    return "only foreign networks found and roaming is off";
                case ModemTrouble.NoDataService:
                    return "no data connection: access point name, data allowance";
                case ModemTrouble.NameNotResolved:
                    return "broker's name is unknown";
                case ModemTrouble.BrokerUnreachable:
                    return "nobody answers at the broker's address";
                case ModemTrouble.BrokerTimedOut:
                    return "broker does not answer in time";
                case ModemTrouble.BrokerRefusedLogin:
                    return "broker refused user, password or client id";
                case ModemTrouble.BrokerRefused:
                    return "broker refused the connection";
                case ModemTrouble.CertificateRefused:
                    return "certificate refused: broker's or own certificate, its name, or the date";
                case ModemTrouble.CertificateMissing:
                    return "modem has lost the certificates";
                case ModemTrouble.TlsNotSupported:
                    return "modem's firmware cannot check certificates: update it";
                case ModemTrouble.BadSettings:
                    return "broker's address, user or password has characters that a modem cannot be told";
                default:
                    return "connection lost";
            }
        }
    }
}
