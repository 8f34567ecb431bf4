// Reads the configuration (JSON, one object) strictly: an unknown key, a key given twice, a wrong type or a
// value out of its range is an error that names the path and the reason, and then nothing is changed. What is
// not given keeps the value that the object had. No value of a password is ever part of an error.

using Gateway.Core;

namespace Gateway.Config
{
    /// <summary>Turns configuration text into a <see cref="GatewayConfig"/>.</summary>
    public sealed class ConfigReader
    {
        private const int MaxHostLength = 253;
        private const int MaxUserLength = 64;
        private const int MaxPasswordLength = 128;

        // Not static: they are gone when the configuration has been read.
        private readonly string[] _rootKeys =
            { "gateway", "uplink", "filter", "radios", "wired", "security", "tenants", "installer" };
        private readonly string[] _gatewayKeys = { "id", "size", "log" };
        private readonly string[] _uplinkKeys =
            
            {
                "prefix", "stats_interval_s", "broker", "batch", "links", "failover", "format", "session",
            };
        private readonly string[] _brokerKeys =
            { "host", "port", "keep_alive_s", "user", "password", "tls" };
        private readonly string[] _batchKeys = { "max_records", "max_bytes", "max_age_s" };

        private readonly ConfigCursor _cursor;
        private readonly GatewayConfig _config = new GatewayConfig();
        private readonly LinksReader _links;

        private ConfigReader(byte[] json, int length, GatewayConfig from)
        {
            _cursor = new ConfigCursor(json, length);
            _config.CopyFrom(from);
            _links = new LinksReader(_cursor, _config);
        }

        /// <summary>Reads a configuration.</summary>
        /// <param name="json">UTF-8 text in [0, length).</param>
        /// <param name="length">0 .. json.Length.</param>
        /// <param name="into">Changed only when the whole text is good.</param>
        /// <param name="error">Path and reason, as "uplink.broker.port: 99999 is not in 1..65535"; null when
        /// good.</param>
        public static bool TryRead(byte[] json, int length, GatewayConfig into, out string error)
        {
            ConfigReader reader = new ConfigReader(json, length, into);
            reader.ReadRoot();
            error = reader._cursor.Problem;
            if (error != null)
            {
                return false;
            }

            into.CopyFrom(reader._config);
            return true;
        }

        private void ReadRoot()
        {
            uint seen = 0;
            int key;
            if (!_cursor.BeginRoot())
            {
                return;
            }

            while ((key = _cursor.NextKey(string.Empty, _rootKeys, ref seen)) >= 0)
            {
                if (key == 0)
                {
                    ReadGateway();
                }
                else if (key == 1)
                {
                    ReadUplink();
                }
                else if (key == 2)
                {
                    new FilterReader(_cursor, _config).Read();
                }
                else if (key == 3)
                {
                    _config.Radios = new RadioReader(_cursor).Read();
                }
                else if (key == 4)
                {
                    new WiredReader(_cursor, _config).Read();
                }
                else if (key == 5)
                {
                    new SecurityReader(_cursor, _config).Read();
                }
                else if (key == 6)
                {
                    new FilterReader(_cursor, _config).ReadTenants();
                }
                else
                {
                    new InstallerReader(_cursor, _config).Read();
                }
            }

            _cursor.EndRoot();
            if (_config.Password != null && _config.UserName == null)
            {
                _cursor.Fail("uplink.broker.password", "needs uplink.broker.user (MQTT 3.1.1, 3.1.2.9)");
            }
        }

        private void ReadGateway()
        {
            uint seen = 0;
            int key;
            _cursor.BeginObject("gateway");
            while ((key = _cursor.NextKey("gateway.", _gatewayKeys, ref seen)) >= 0)
            {
                if (key == 0)
                {
                    _cursor.Text("gateway.id", 1, GatewayName.MaxIdLength, ref _config.GatewayId);
                    _cursor.Check(
                        GatewayName.IsValidId(_config.GatewayId), "gateway.id",
                        "only A-Z, a-z, 0-9, _ and - are allowed");
                }
                else if (key == 2)
                {
                    _cursor.Text("gateway.log", 1, 16, ref _config.LogDrive);
                    bool exists = _config.LogDrive == "internal" || _config.LogDrive == "card";
                    _cursor.Check(exists, "gateway.log", "must be \"internal\" or \"card\"");
                }
                else
                {
                    _cursor.Text("gateway.size", 1, 16, ref _config.SizeProfile);
                    bool known = _config.SizeProfile == "full" || _config.SizeProfile == "mini"
                        || _config.SizeProfile == "battery";
                    _cursor.Check(known, "gateway.size", "must be \"full\", \"mini\" or \"battery\"");
                }
            }
        }

        private void ReadUplink()
        {
            uint seen = 0;
            int key;
            _cursor.BeginObject("uplink");
            while ((key = _cursor.NextKey("uplink.", _uplinkKeys, ref seen)) >= 0)
            {
                if (key == 0)
                {
                    _cursor.Text("uplink.prefix", 1, GatewayName.MaxPrefixLength, ref _config.TopicPrefix);
                    _cursor.Check(
                        GatewayName.IsValidPrefix(_config.TopicPrefix),
                        "uplink.prefix",
                        "only levels of A-Z, a-z, 0-9, _ and - parted by single slashes are allowed");
                }
                else if (key == 1)
                {
                    _cursor.Int("uplink.stats_interval_s", 0, 86_400, ref _config.StatsIntervalS);
                    bool sane = _config.StatsIntervalS == 0 || _config.StatsIntervalS >= 10;
                    _cursor.Check(sane, "uplink.stats_interval_s", "must be 0 (none) or at least 10");
                }
                else if (key == 2)
                {
                    ReadBroker();
                }
                else if (key == 3)
                {
                    ReadBatch();
                }
                else if (key == 4)
                {
                    _links.ReadLinks();
                }
                else if (key == 5)
                {
                    _links.ReadFailover();
                }
                else if (key == 7)
                {
                    _links.ReadSession();
                }
                else
                {
                    _links.ReadFormat();
                }
            }
        }

        private void ReadBroker()
        {
            uint seen = 0;
            int key;
            _cursor.BeginObject("uplink.broker");
            while ((key = _cursor.NextKey("uplink.broker.", _brokerKeys, ref seen)) >= 0)
            {
                switch (key)
                {
                    case 0:
                        _cursor.Text("uplink.broker.host", 1, MaxHostLength, ref _config.BrokerHost);
                        _cursor.Check(
                            ConfigCursor.IsPlain(_config.BrokerHost), "uplink.broker.host",
                            "must not contain spaces");
                        break;
                    case 1:
                        _cursor.Int("uplink.broker.port", 1, 65_535, ref _config.BrokerPort);
                        break;
                    case 2:
                        _cursor.Int("uplink.broker.keep_alive_s", 5, 3_600, ref _config.KeepAliveS);
                        break;
                    case 3:
                        _cursor.TextOrNull("uplink.broker.user", 1, MaxUserLength, ref _config.UserName);
                        break;
                    case 4:
                        _cursor.TextOrNull(
                            "uplink.broker.password", 1, MaxPasswordLength, ref _config.Password);
                        break;
                    default:
                        _links.ReadTls();
                        break;
                }
            }
        }

        private void ReadBatch()
        {
            uint seen = 0;
            int key;
            _cursor.BeginObject("uplink.batch");
            while ((key = _cursor.NextKey("uplink.batch.", _batchKeys, ref seen)) >= 0)
            {
                switch (key)
                {
                    case 0:
                        _cursor.Int(
                            "uplink.batch.max_records", 1, Limits.MaxBatchRecords,
                            ref _config.BatchMaxRecords);
                        break;
                    case 1:
                        _cursor.Int("uplink.batch.max_bytes", 2_560, 16_384, ref _config.BatchMaxBytes);
                        break;
                    default:
                        _cursor.Int(
                            "uplink.batch.max_age_s", 1, Limits.MaxBatchAgeS, ref _config.BatchMaxAgeS);
                        break;
                }
            }
        }
    }
}
