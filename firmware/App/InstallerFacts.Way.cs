// The way to the broker in steps, and the words for the one that fails.
using Gateway.Installer;
using Gateway.Uplink;
using Gateway.Uplink.Links;
using Gateway.Uplink.Modem;

namespace Gateway.App
{
    /// <content>The way out.</content>
    public sealed partial class InstallerFacts
    {
        private void ReadWay(GatewayFacts into)
        {
            MqttUplink uplink = _parts.Uplink;
            IUplinkLink link = uplink.Links.Current;
            ModemDriver modem = _parts.Ways.Modem;
            bool isModem = modem != null && link == modem;
            bool isOnline = uplink.State == UplinkState.Online;
            into.Link = link.Name;
            into.ModemRssiDbm = isModem ? modem.RssiDbm : 0;
            into.Sim = isModem ? WayStep.Ok : WayStep.NotUsed;
            into.Registration = into.Sim;
            into.Ip = isOnline || link.Health == LinkHealth.Up ? WayStep.Ok
                : link.Health == LinkHealth.Down ? WayStep.Failed : WayStep.Unknown;
            into.Tls = !_usesTls ? WayStep.NotUsed : isOnline ? WayStep.Ok : WayStep.Waiting;
            into.Broker = isOnline ? WayStep.Ok : WayStep.Waiting;
            into.Trouble = into.Ip == WayStep.Failed ? TextId.NoCable : TextId.Language;
            if (isOnline)
            {
                return;
            }

            bool hasTrouble = isModem ? ReadModem(into, modem) : into.Ip == WayStep.Failed;
            if (!hasTrouble)
            {
                ReadBroker(into, uplink);
            }
        }

        private static bool ReadModem(GatewayFacts into, ModemDriver modem)
        {
            ModemTrouble trouble = modem.LastTrouble;
            into.Trouble = TroubleText(trouble);
            if (trouble >= ModemTrouble.NoAnswer && trouble <= ModemTrouble.SimFailed)
            {
                into.Sim = WayStep.Failed;
                into.Registration = WayStep.Waiting;
                into.Ip = WayStep.Waiting;
                return true;
            }

            if (trouble >= ModemTrouble.NoNetwork && trouble <= ModemTrouble.RoamingNotAllowed)
            {
                into.Registration = WayStep.Failed;
                into.Ip = WayStep.Waiting;
                return true;
            }

            if (trouble == ModemTrouble.NoDataService)
            {
                into.Ip = WayStep.Failed;
                return true;
            }

            ModemState state = modem.State;
            bool isEarly = state == ModemState.Powering || state == ModemState.Setup;
            into.Sim = isEarly ? WayStep.Working : WayStep.Ok;
            into.Registration = isEarly ? WayStep.Waiting
                : state == ModemState.Registering ? WayStep.Working : WayStep.Ok;
            into.Ip = into.Registration == WayStep.Ok ? WayStep.Ok : WayStep.Waiting;
            return into.Registration != WayStep.Ok;
        }

        private static void ReadBroker(GatewayFacts into, MqttUplink uplink)
        {
            MqttConnectStatus failure =
                uplink.LastStatus == MqttConnectStatus.Ok ? MqttConnectStatus.Ok : uplink.LastFailure;
            if (ConnectText.IsTls(failure))
            {
                into.Tls = WayStep.Failed;
                into.Trouble = TextId.CertificateBad;
            }
            else if (failure == MqttConnectStatus.Ok || failure == MqttConnectStatus.Pending)
            {
                into.Broker = uplink.State == UplinkState.Connecting ? WayStep.Working : WayStep.Waiting;
            }
            else if (failure == MqttConnectStatus.LinkDown)
            {
                into.Ip = WayStep.Failed;
                into.Trouble = TextId.NoCable;
            }
            else
            {
                into.Broker = WayStep.Failed;
                into.Trouble = failure == MqttConnectStatus.NameNotResolved ? TextId.NoName
                    : failure == MqttConnectStatus.Unreachable ? TextId.NoAnswer
                    : failure == MqttConnectStatus.TimedOut ? TextId.TimedOut
                    : failure == MqttConnectStatus.NotAuthorized ? TextId.LoginRefused : TextId.BrokerRefuses;
            }
        }

        private static TextId TroubleText(ModemTrouble trouble)
        {
            switch (trouble)
            {
                case ModemTrouble.NoAnswer:
                case ModemTrouble.Garbled:
                    return TextId.WrongModem;
                case ModemTrouble.SimMissing:
                    return TextId.SimMissing;
                case ModemTrouble.SimPinNeeded:
                case ModemTrouble.SimPinWrong:
                    return TextId.SimPin;
                case ModemTrouble.SimBlocked:
                case ModemTrouble.SimFailed:
                    return TextId.SimBlocked;
                case ModemTrouble.NoNetwork:
                    return TextId.NoNetwork;
                case ModemTrouble.RegistrationDenied:
                case ModemTrouble.RoamingNotAllowed:
                    return TextId.Denied;
                case ModemTrouble.NoDataService:
                    return TextId.NoData;
                default:
                    return TextId.Language;
            }
        }
    }
}
