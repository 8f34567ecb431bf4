// What each step says, how long the modem may take, and which line tells its result. Commands as in
// SIMCom's "A7600 Series AT Command Manual" V1.01 to V1.09 (chapters MQTT(S) and SSL) and
// "SIM7500/SIM7600/SIM7800 Series MQTT AT Command Manual" V1.00, and 3GPP TS 27.007 for the rest. The
// client index and the TLS context are 0.

namespace Gateway.Uplink.Modem
{
    /// <summary>Writes commands.</summary>
    internal sealed partial class ModemCommands
    {
        private const long SecondUs = 1_000_000;
        private const int PublishS = 60;

        private readonly ModemOptions _options;

        public ModemCommands(ModemOptions options)
        {
            _options = options;
        }

        /// <summary>The connection that is wanted.</summary>
        public MqttConnectRequest Request;

        /// <summary>What is subscribed to, or null.</summary>
        public byte[] TopicFilter;

        /// <summary>Topic, payload and flag of the publish.</summary>
        public byte[] Topic;

        /// <summary>Payload of the publish.</summary>
        public byte[] Payload;

        /// <summary>Whether the broker keeps it.</summary>
        public bool Retain;

        /// <summary>The modem's names of the certificate files; they change with the content.</summary>
        public string AuthorityFile;

        /// <summary>Own certificate.</summary>
        public string CertificateFile;

        /// <summary>Private key.</summary>
        public string PrivateKeyFile;

        /// <summary>Begins a step on a channel that is not busy.</summary>
        public void Begin(AtChannel channel, ModemStep step, long nowUs)
        {
            AtOutput text = channel.Output;
            text.Clear();
            Write(text, step);
            channel.Begin(nowUs, TimeoutUs(step), Result(step), Data(step));
        }

        private static long TimeoutUs(ModemStep step)
        {
            switch (step)
            {
                case ModemStep.Sync:
                    return SecondUs;
                case ModemStep.SimState:
                case ModemStep.PinEntry:
                case ModemStep.Registration:
                    return 5 * SecondUs;
                case ModemStep.Authority:
                case ModemStep.Certificate:
                case ModemStep.PrivateKey:
                case ModemStep.Disconnect:
                case ModemStep.Stop:
                    return 15 * SecondUs;
                case ModemStep.Start:
                    // The longest answer time that the manual has.
                    return 120 * SecondUs;
                case ModemStep.Connect:
                    return 60 * SecondUs;
                case ModemStep.Subscribe:
                    return 30 * SecondUs;
                case ModemStep.Publish:
                    return (PublishS + 5) * SecondUs;
                default:
                    return 3 * SecondUs;
            }
        }

        private static string Result(ModemStep step)
        {
            switch (step)
            {
                case ModemStep.Disconnect:
                    return "+CMQTTDISC: ";
                case ModemStep.Stop:
                    return "+CMQTTSTOP: ";
                case ModemStep.Start:
                    return "+CMQTTSTART: ";
                case ModemStep.Connect:
                    return "+CMQTTCONNECT: ";
                case ModemStep.Subscribe:
                    return "+CMQTTSUB: ";
                case ModemStep.Publish:
                    return "+CMQTTPUB: ";
                default:
                    return null;
            }
        }

        private byte[] Data(ModemStep step)
        {
            switch (step)
            {
                case ModemStep.Authority:
                    return Request.Tls.Authority;
                case ModemStep.Certificate:
                    return Request.Tls.Certificate;
                case ModemStep.PrivateKey:
                    return Request.Tls.PrivateKey;
                case ModemStep.WillTopic:
                    return AtOutput.Bytes(Request.WillTopic);
                case ModemStep.WillMessage:
                    return AtOutput.Bytes(Request.WillPayload);
                case ModemStep.Subscribe:
                    return TopicFilter;
                case ModemStep.Topic:
                    return Topic;
                case ModemStep.Payload:
                    return Payload;
                default:
                    return null;
            }
        }

        private void Write(AtOutput text, ModemStep step)
        {
            if (step >= ModemStep.Disconnect)
            {
                WriteMqtt(text, step);
            }
            else if (step >= ModemStep.CertificateList)
            {
                WriteTls(text, step);
            }
            else
            {
                WriteSetup(text, step);
            }
        }

        private void WriteSetup(AtOutput text, ModemStep step)
        {
            switch (step)
            {
                case ModemStep.EchoOff:
                    text.Add("ATE0");
                    break;
                case ModemStep.ErrorCodes:
                    text.Add("AT+CMEE=1");
                    break;
                case ModemStep.SimState:
                    text.Add("AT+CPIN?");
                    break;
                case ModemStep.PinRetries:
                    text.Add("AT+SPIC");
                    break;
                case ModemStep.PinEntry:
                    text.Add("AT+CPIN=");
                    text.AddQuoted(_options.SimPin);
                    break;
                case ModemStep.ClockUpdates:
                    text.Add("AT+CTZU=1");
                    break;
                case ModemStep.AccessPoint:
                    // UNVERIFIED-HW: that a changed name takes effect without a detach.
                    text.Add("AT+CGDCONT=1,\"IP\",");
                    text.AddQuoted(_options.Apn);
                    break;
                case ModemStep.Registration:
                    text.Add("AT+CEREG?");
                    break;
                case ModemStep.Signal:
                    text.Add("AT+CSQ");
                    break;
                case ModemStep.Clock:
                    text.Add("AT+CCLK?");
                    break;
                default:
                    text.Add("AT");
                    break;
            }
        }

        private void WriteMqtt(AtOutput text, ModemStep step)
        {
            switch (step)
            {
                case ModemStep.Disconnect:
                    text.Add("AT+CMQTTDISC=0,60");
                    break;
                case ModemStep.Release:
                    text.Add("AT+CMQTTREL=0");
                    break;
                case ModemStep.Stop:
                    text.Add("AT+CMQTTSTOP");
                    break;
                case ModemStep.Start:
                    text.Add("AT+CMQTTSTART");
                    break;
                case ModemStep.Acquire:
                    text.Add("AT+CMQTTACCQ=0,");
                    text.AddQuoted(Request.ClientId);
                    text.Add(Request.Tls == null ? ",0" : ",1");
                    break;
                case ModemStep.UseTls:
                    text.Add("AT+CMQTTSSLCFG=0,0");
                    break;
                case ModemStep.WillTopic:
                    AddLength(text, "AT+CMQTTWILLTOPIC=0,", Data(step));
                    break;
                case ModemStep.WillMessage:
                    // There is no parameter for a retained will. QoS 1.
                    AddLength(text, "AT+CMQTTWILLMSG=0,", Data(step));
                    text.Add(",1");
                    break;
                case ModemStep.Connect:
                    AddConnect(text);
                    break;
                case ModemStep.Subscribe:
                    AddLength(text, "AT+CMQTTSUB=0,", TopicFilter);
                    text.Add(",1");
                    break;
                case ModemStep.Topic:
                    AddLength(text, "AT+CMQTTTOPIC=0,", Topic);
                    break;
                case ModemStep.Payload:
                    AddLength(text, "AT+CMQTTPAYLOAD=0,", Payload);
                    break;
                default:
                    text.Add("AT+CMQTTPUB=0,1,");
                    text.Add(PublishS);
                    text.Add(Retain ? ",1" : ",0");
                    break;
            }
        }

        private void AddConnect(AtOutput text)
        {
            text.Add("AT+CMQTTCONNECT=0,\"tcp://");
            text.Add(Request.Host);
            text.Add(":");
            text.Add(Request.Port);
            text.Add("\",");
            text.Add(Request.KeepAliveS);
            text.Add(",1");
            if (Request.UserName != null)
            {
                text.Add(",");
                text.AddQuoted(Request.UserName);
                if (Request.Password != null)
                {
                    text.Add(",");
                    text.AddQuoted(Request.Password);
                }
            }
        }

        private static void AddLength(AtOutput text, string command, byte[] data)
        {
            text.Add(command);
            text.Add(data.Length);
        }
    }
}
