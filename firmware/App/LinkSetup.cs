using Gateway.Config;
using Gateway.Core;
using Gateway.Store;
using Gateway.Uplink;
using Gateway.Uplink.Links;
using Gateway.Uplink.Modem;
using Gateway.Uplink.Serial;

namespace Gateway.App
{
    /// <summary>The ways to the broker, made from the configuration and what the board has.</summary>
    public sealed class LinkSetup
    {
        private LinkSetup()
        {
        }

        /// <summary>The links, for the uplink.</summary>
        public LinkSelector Links { get; private set; }

        /// <summary>The modem among them, or null.</summary>
        public ModemDriver Modem { get; private set; }

        /// <summary>The serial port to a bridge among them, or null.</summary>
        public SerialLink Serial { get; private set; }

        /// <summary>A link that knows the time, or null.</summary>
        public ILinkTime Time => Modem != null ? Modem : (ILinkTime)Serial;

        /// <summary>Whether a type is among the links.</summary>
        public static bool Has(UplinkLinkConfig[] links, string type)
        {
            for (int i = 0; i < links.Length; i++)
            {
                if (links[i].Type == type)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Makes the links. One that the board lacks is left out; without any, the board's network
        /// is used, whatever it is.</summary>
        /// <param name="parts">With the links as configured, in order of preference.</param>
        /// <param name="log">What a bridge is told about the log.</param>
        public static LinkSetup Create(IBoard board, ConcentratorSetup parts, IRecordQueue log)
        {
            UplinkLinkConfig[] links = parts.Links;
            LinkSetup setup = new LinkSetup();
            IUplinkLink[] made = new IUplinkLink[links.Length + 1];
            int count = 0;
            for (int i = 0; i < links.Length; i++)
            {
                IUplinkLink link = links[i].Type == "serial"
                    ? setup.CreateSerial(board, parts, links[i], log) : setup.CreateLink(board, links[i]);
                if (link != null)
                {
                    made[count] = link;
                    count++;
                }
            }

            if (count == 0)
            {
                made[0] = new WorkerLink("ip", board.Mqtt, board.NetworkWorker, null);
                count = 1;
            }

            IUplinkLink[] all = new IUplinkLink[count];
            System.Array.Copy(made, 0, all, 0, count);
            setup.Links = new LinkSelector(all, parts.Failover);
            return setup;
        }

        private IUplinkLink CreateSerial(
            IBoard board, ConcentratorSetup parts, UplinkLinkConfig link, IRecordQueue log)
        {
            SerialOptions options = new SerialOptions();
            options.GatewayId = parts.GatewayId;
            options.BaudRate = link.BaudRate;
            options.ConnectMs = parts.Links.Length > 1 ? SerialOptions.FailoverConnectMs : options.ConnectMs;
            Serial = new SerialLink(options, board.OpenSerial(link.Port), log, board.Entropy);
            return Serial;
        }

        private IUplinkLink CreateLink(IBoard board, UplinkLinkConfig link)
        {
            if (link.Type == "modem")
            {
                ModemWires wires = board.OpenModem();
                if (wires == null)
                {
                    return null;
                }

                ModemOptions options = new ModemOptions();
                options.Apn = link.AccessPoint;
                options.SimPin = link.SimPin;
                options.AllowsRoaming = link.AllowsRoaming;
                Modem = new ModemDriver(options, wires.Port, wires.PowerKey, wires.Reset, wires.Supply);
                return Modem;
            }

            INetworkInterface network = null;
            if (link.Type != "ip")
            {
                network = board.OpenNetwork(link.Type);
                if (network == null)
                {
                    return null;
                }
            }

            return new WorkerLink(link.Type, board.Mqtt, board.NetworkWorker, network);
        }
    }
}
