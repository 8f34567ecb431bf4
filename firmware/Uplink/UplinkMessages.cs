using System.Text;
using Gateway.Core;
using Gateway.Store;

namespace Gateway.Uplink
{
    /// <summary>The payloads that are not records: state, and what the uplink is built
    /// from.</summary>
    internal sealed class UplinkMessages
    {
        /// <summary>Most characters of a firmware version in a payload.</summary>
        private const int MaxVersionLength = 32;

        private const int HelloMaxBytes = 320;
        private const string OfflineText = "{\"state\":\"offline\"}";

        private static readonly string[] NoTenants = new string[0];

        private readonly UplinkOptions _options;
        private readonly IRecordQueue _queue;
        private readonly string _firmwareVersion;
        private readonly RecordTexts _texts = new RecordTexts();

        public UplinkMessages(UplinkOptions options, IRecordQueue queue)
        {
            _options = options;
            _queue = queue;
            _texts.Values = options.Values;
            _texts.Clock = options.Clock;
            string version = options.FirmwareVersion;
            _firmwareVersion = version.Length > MaxVersionLength
                ? version.Substring(0, MaxVersionLength)
                : version;
        }

        /// <summary>The version as payloads have it.</summary>
        public string FirmwareVersion => _firmwareVersion;

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
            request.Tls = options.Tls;
            return request;
        }

        /// <summary>A feed without tenants.</summary>
        public RecordFeed CreateFeed(RecordQueueKind kind, Topics topics)
        {
            return new RecordFeed(
                _queue, kind, _texts, CreateBuilders(kind, topics, NoTenants), _options.PressRecords);
        }

        /// <summary>The messages of a feed: one of the gateway itself, and one for each tenant.</summary>
        /// <param name="tenants">By their number in records.</param>
        public MessageBuilder[] CreateBuilders(RecordQueueKind kind, Topics topics, string[] tenants)
        {
            bool isAlarm = kind == RecordQueueKind.Alarms;
            MessageBuilder[] builders = new MessageBuilder[1 + tenants.Length];
            builders[0] = CreateBuilder(isAlarm, isAlarm ? topics.Alarm : topics.Up);
            for (int i = 0; i < tenants.Length; i++)
            {
                builders[i + 1] = tenants[i] == null ? null
                    : CreateBuilder(isAlarm, topics.OfTenant(tenants[i], isAlarm));
            }

            return builders;
        }

        /// <summary>The retained "online".</summary>
        public byte[] Hello()
        {
            // Joined by native code: a JsonWriter takes five times as long.
            string rest = "\"boot\":" + _options.BootCount.ToString();
            rest = rest + ",\"lid\":\"" + _queue.LogId.ToString("X8");
            rest = rest + (_options.UsesCbor ? "\",\"format\":\"cbor\"}" : "\",\"format\":\"json\"}");
            JsonWriter json = new JsonWriter(new byte[HelloMaxBytes]);
            json.Raw(Encoding.UTF8.GetBytes("{\"state\":\"online\",\"fw\":"), false);
            json.String(_firmwareVersion);
            json.Raw(Encoding.UTF8.GetBytes(rest), true);
            return json.ToArray();
        }

        private MessageBuilder CreateBuilder(bool isAlarm, string topic)
        {
            int maxBytes = isAlarm ? MessageBuilder.AlarmBytes
                : _options.BatchMaxBytes < MessageBuilder.MinBytes ? MessageBuilder.MinBytes
                : _options.BatchMaxBytes;
            MessageWriter writer = _options.UsesCbor ? new CborMessageWriter(maxBytes)
                : (MessageWriter)new JsonMessageWriter(maxBytes, _texts);
            return new MessageBuilder(
                topic, _options.GatewayId, _firmwareVersion, isAlarm ? 1 : _options.BatchMaxRecords, writer);
        }
    }
}
