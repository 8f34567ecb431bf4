namespace Gateway.Config
{
    /// <summary>Reads <c>uplink.links</c>, <c>uplink.failover</c>, <c>uplink.session</c> and
    /// <c>uplink.broker.tls</c>.</summary>
    internal sealed class LinksReader
    {
        /// <summary>Most links.</summary>
        public const int MaxLinks = 4;

        private const int MaxAccessPointLength = 63;
        private const int MaxPort = 3;
        private const int MinBaudRate = 1_200;
        private const int MaxBaudRate = 115_200;
        private const uint ModemKeys = 0x0F;
        private const uint SerialKeys = 0x31;
        private const int MinPinLength = 4;
        private const int MaxPinLength = 8;
        private const int MaxPemLength = 8_192;

        // Not static: they are gone when the configuration has been read.
        private readonly string[] _linkKeys = { "type", "apn", "pin", "roaming", "port", "baud" };
        private readonly string[] _failoverKeys = { "after_failures", "return_after_s" };
        private readonly string[] _sessionKeys = { "every_s", "records" };
        private readonly string[] _tlsKeys = { "ca", "cert", "key" };

        private readonly ConfigCursor _cursor;
        private readonly GatewayConfig _config;

        public LinksReader(ConfigCursor cursor, GatewayConfig config)
        {
            _cursor = cursor;
            _config = config;
        }

        /// <summary>Reads uplink.format.</summary>
        public void ReadFormat()
        {
            string format = "json";
            _cursor.Text("uplink.format", 1, 16, ref format);
            _config.UsesCbor = format == "cbor";
            _cursor.Check(
                _config.UsesCbor || format == "json", "uplink.format", "must be \"json\" or \"cbor\"");
        }

        /// <summary>The list of links.</summary>
        public void ReadLinks()
        {
            const string Path = "uplink.links";
            UplinkLinkConfig[] links = new UplinkLinkConfig[MaxLinks];
            int count = 0;
            _cursor.BeginArray(Path);
            while (_cursor.NextElement())
            {
                string at = Path + "[" + count.ToString() + "]";
                if (count == MaxLinks)
                {
                    _cursor.Fail(at, "there are more than " + MaxLinks.ToString() + " links");
                    return;
                }

                links[count] = ReadLink(at);
                for (int i = 0; i < count; i++)
                {
                    _cursor.Check(links[i].Type != links[count].Type, at + ".type", "is given twice");
                }

                count++;
            }

            _cursor.Check(count > 0, Path, "must hold at least one link");
            _config.Links = new UplinkLinkConfig[count];
            System.Array.Copy(links, 0, _config.Links, 0, count);
        }

        /// <summary>When the link is changed.</summary>
        public void ReadFailover()
        {
            uint seen = 0;
            int key;
            _cursor.BeginObject("uplink.failover");
            while ((key = _cursor.NextKey("uplink.failover.", _failoverKeys, ref seen)) >= 0)
            {
                if (key == 0)
                {
                    _cursor.Int("uplink.failover.after_failures", 1, 100, ref _config.FailoverFailures);
                }
                else
                {
                    _cursor.Int("uplink.failover.return_after_s", 10, 86_400, ref _config.ReturnAfterS);
                }
            }
        }

        /// <summary>When a gateway of size battery has a network.</summary>
        public void ReadSession()
        {
            uint seen = 0;
            int key;
            _cursor.BeginObject("uplink.session");
            while ((key = _cursor.NextKey("uplink.session.", _sessionKeys, ref seen)) >= 0)
            {
                if (key == 0)
                {
                    _cursor.Int("uplink.session.every_s", 300, 86_400, ref _config.SessionEveryS);
                }
                else
                {
                    _cursor.Int("uplink.session.records", 1, 1_000, ref _config.SessionRecords);
                }
            }
        }

        /// <summary>Certificates as PEM text.</summary>
        public void ReadTls()
        {
            const string Path = "uplink.broker.tls";
            uint seen = 0;
            int key;
            _cursor.BeginObject(Path);
            while ((key = _cursor.NextKey(Path + ".", _tlsKeys, ref seen)) >= 0)
            {
                if (key == 0)
                {
                    ReadPem(Path + ".ca", ref _config.TlsAuthority);
                }
                else if (key == 1)
                {
                    ReadPem(Path + ".cert", ref _config.TlsCertificate);
                }
                else
                {
                    ReadPem(Path + ".key", ref _config.TlsKey);
                }
            }

            _cursor.Check(
                _config.TlsAuthority != null, Path + ".ca", "is missing: the broker is always checked");
            _cursor.Check(
                (_config.TlsCertificate == null) == (_config.TlsKey == null), Path,
                "\"cert\" and \"key\" belong together");
        }

        private UplinkLinkConfig ReadLink(string path)
        {
            UplinkLinkConfig link = new UplinkLinkConfig();
            uint seen = 0;
            int key;
            _cursor.CurrentObject(path);
            while ((key = _cursor.NextKey(path + ".", _linkKeys, ref seen)) >= 0)
            {
                ReadLinkMember(link, path + "." + _linkKeys[key], key);
            }

            _cursor.Check((seen & 1) != 0, path + ".type", "is missing");
            _cursor.Check(
                link.Type == "modem" || (seen & ModemKeys & ~1U) == 0, path,
                "\"apn\", \"pin\" and \"roaming\" belong to a modem");
            _cursor.Check(
                link.Type == "serial" || (seen & SerialKeys & ~1U) == 0, path,
                "\"port\" and \"baud\" belong to a serial link");
            return link;
        }

        private void ReadLinkMember(UplinkLinkConfig link, string path, int key)
        {
            switch (key)
            {
                case 0:
                    _cursor.Text(path, 1, 16, ref link.Type);
                    bool known = link.Type == "ip" || link.Type == "ethernet" || link.Type == "wifi"
                        || link.Type == "modem" || link.Type == "serial";
                    _cursor.Check(
                        known, path, "must be \"ip\", \"ethernet\", \"wifi\", \"modem\" or \"serial\"");
                    break;
                case 1:
                    _cursor.Text(path, 0, MaxAccessPointLength, ref link.AccessPoint);
                    _cursor.Check(IsName(link.AccessPoint), path, "only A-Z, a-z, 0-9, . and - are allowed");
                    break;
                case 2:
                    _cursor.TextOrNull(path, MinPinLength, MaxPinLength, ref link.SimPin);
                    _cursor.Check(link.SimPin == null || IsDigits(link.SimPin), path, "must be digits");
                    break;
                case 3:
                    _cursor.Bool(path, ref link.AllowsRoaming);
                    break;
                case 4:
                    _cursor.Int(path, 0, MaxPort, ref link.Port);
                    break;
                default:
                    _cursor.Int(path, MinBaudRate, MaxBaudRate, ref link.BaudRate);
                    break;
            }
        }

        private void ReadPem(string path, ref string pem)
        {
            _cursor.Text(path, 1, MaxPemLength, ref pem);
            bool isPem = pem != null && pem.IndexOf("-----BEGIN ") == 0;
            _cursor.Check(isPem, path, "must be PEM text, beginning with -----BEGIN");
        }

        private static bool IsName(string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                char c = text[i];
                bool isGood = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                    || c == '.' || c == '-';
                if (!isGood)
                {
                    return false;
                }
            }

            return true;
        }

        private static bool IsDigits(string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] < '0' || text[i] > '9')
                {
                    return false;
                }
            }

            return true;
        }
    }
}
