using System.Text;
using Gateway.Core;
using Gateway.Store;

namespace Gateway.Uplink
{
    /// <summary>The payloads that are not records: state and statistics, and what the uplink is built
    /// from.</summary>
    internal sealed class UplinkMessages
    {
        /// <summary>Most characters of a firmware version in a payload.</summary>
        private const int MaxVersionLength = 32;

        private const int HelloMaxBytes = 320;
        private const string OfflineText = "{\"state\":\"offline\"}";

        private readonly UplinkOptions _options;
        private readonly IRecordQueue _queue;
        private readonly IStatsSource _stats;
        private readonly string _firmwareVersion;

        public UplinkMessages(UplinkOptions options, IRecordQueue queue, IStatsSource stats)
        {
            _options = options;
            _queue = queue;
            _stats = stats;
            string version = options.FirmwareVersion;
            _firmwareVersion = version.Length > MaxVersionLength
                ? version.Substring(0, MaxVersionLength)
                : version;
        }

        /// <summary>Whether statistics are published at all.</summary>
        public bool HasStats => _stats != null && _options.StatsIntervalS > 0;

        /// <summary>The retained "offline", as the will has it.</summary>
        public static byte[] Offline()
        {
            return Encoding.UTF8.GetBytes(OfflineText);
        }

        /// <summary>The connection as the options have it.</summary>
        public static MqttConnectRequest CreateRequest(UplinkOptions options, string willTopic)
        {
            MqttConnectRequest request = new MqttConnectRequest();
            request.Host = options.BrokerHost;
            request.Port = options.BrokerPort;
            request.ClientId = options.GatewayId;
            request.UserName = options.UserName;
            request.Password = options.Password;
            request.WillTopic = willTopic;
            request.WillPayload = OfflineText;
            request.KeepAliveS = options.KeepAliveS;
            return request;
        }

        /// <summary>A builder of record messages.</summary>
        public MessageBuilder CreateBuilder(RecordQueueKind kind, int maxRecords, int maxBytes)
        {
            return new MessageBuilder(
                _queue, kind, _options.GatewayId, _firmwareVersion, maxRecords, maxBytes);
        }

        /// <summary>The retained "online".</summary>
        public byte[] Hello()
        {
            JsonWriter json = new JsonWriter(new byte[HelloMaxBytes]);
            json.BeginObject();
            json.Name("state");
            json.Word("online");
            json.Name("fw");
            json.String(_firmwareVersion);
            json.Name("boot");
            json.Number(_options.BootCount);
            json.Name("lid");
            json.HexUInt(_queue.LogId);
            json.EndObject();
            return json.ToArray();
        }

        /// <summary>The statistics; null when they do not fit.</summary>
        public byte[] Stats(long nowUs)
        {
            JsonWriter json = new JsonWriter(new byte[_options.StatsMaxBytes]);
            json.BeginObject();
            json.Name("gw");
            json.Word(_options.GatewayId);
            json.Name("lid");
            json.HexUInt(_queue.LogId);
            json.Name("fw");
            json.String(_firmwareVersion);
            _stats.WriteStats(json, nowUs);
            json.EndObject();
            return json.Overflow ? null : json.ToArray();
        }
    }
}
