using System.Text;
using Gateway.App.Battery;
using Gateway.Config;
using Gateway.Core;
using Gateway.Uplink;
using Gateway.Uplink.Modem;
using Gateway.Uplink.Serial;

namespace Gateway.App
{
    /// <content>What the uplink is told.</content>
    public sealed partial class ConcentratorSetup
    {
        private static TlsFiles CreateTls(GatewayConfig config)
        {
            if (config.TlsAuthority == null)
            {
                return null;
            }

            TlsFiles files = new TlsFiles();
            files.Authority = Encoding.UTF8.GetBytes(config.TlsAuthority);
            if (config.TlsCertificate != null)
            {
                files.Certificate = Encoding.UTF8.GetBytes(config.TlsCertificate);
                files.PrivateKey = Encoding.UTF8.GetBytes(config.TlsKey);
            }

            return files;
        }

        private static int MostPayloadBytes(GatewayConfig config, SizeProfile size)
        {
            int most = size.UplinkBatchBytes;
            for (int i = 0; i < config.Links.Length; i++)
            {
                string type = config.Links[i].Type;
                int limit = type == "modem" ? ModemOptions.MaxPayloadBytes
                    : type == "serial" ? SerialOptions.MaxPayloadBytes : most;
                most = limit < most ? limit : most;
            }

            return most;
        }

        private static UplinkOptions CreateUplink(GatewayConfig config, SizeProfile size)
        {
            UplinkOptions options = new UplinkOptions();
            options.GatewayId = config.GatewayId;
            options.TopicPrefix = config.TopicPrefix;
            options.FirmwareVersion = FirmwareInfo.Version;
            options.BrokerHost = config.BrokerHost;
            options.BrokerPort = config.BrokerPort;
            options.UserName = config.UserName;
            options.Password = config.Password;
            options.Tls = CreateTls(config);
            options.KeepAliveS = config.KeepAliveS;
            options.StatsIntervalS = config.StatsIntervalS;
            options.StatsMaxBytes = size.UplinkStatsBytes
                + (UplinkOptions.StatsRadioBytes * config.Radios.Length);
            options.UsesCbor = config.UsesCbor;
            options.BatchMaxRecords = config.BatchMaxRecords;
            int most = MostPayloadBytes(config, size);
            options.BatchMaxBytes = config.BatchMaxBytes < most ? config.BatchMaxBytes : most;
            options.BatchMaxAgeMs = config.BatchMaxAgeS * 1000;
            options.FirstDelayMs = size.WakeMeters > 0 ? BatterySetup.FirstDelayMs : options.FirstDelayMs;
            return options;
        }
    }
}
