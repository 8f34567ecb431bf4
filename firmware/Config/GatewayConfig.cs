using Gateway.Core;

namespace Gateway.Config
{
    /// <summary>
    /// The gateway's settings as a plain object. A new one holds the defaults, with which everything works
    /// but the broker's address; there is no default user and no default secret.
    /// </summary>
    public sealed class GatewayConfig
    {
        /// <summary>gateway.id: 1 .. 32 of [A-Za-z0-9_-].</summary>
        public string GatewayId = "gateway";

        /// <summary>gateway.size: the size profile, "full" (PSRAM), "mini" or "battery".</summary>
        public string SizeProfile = "full";

        /// <summary>gateway.log: the drive of the log, "internal" or "card".</summary>
        public string LogDrive = "internal";

        /// <summary>radios: what is mounted at the places of the board and what it listens to; 1 or
        /// more.</summary>
        public RadioConfig[] Radios = new RadioConfig[] { new RadioConfig() };

        /// <summary>wired.ports: lines with their meters and jobs.</summary>
        public LineConfig[] Lines = new LineConfig[0];

        /// <summary>wired.offset_minutes: local time of schedules minus UTC, −840 .. 840.</summary>
        public int OffsetMinutes;

        /// <summary>security.command_key: this device's key for authenticated commands, 16 .. 64 bytes in
        /// hexadecimal digits; null = such commands are refused. A secret.</summary>
        public string CommandKey;

        /// <summary>security.update_key: key of the manifests of new firmware, of the fleet or of the device,
        /// 16 .. 64 bytes in hexadecimal digits; null = every update is refused. A secret.</summary>
        public string UpdateKey;

        /// <summary>installer.code: code printed on this device that opens the installer's page and console,
        /// 8 .. 32 of A-Z, 0-9 and hyphens; null = they stay closed. A secret.</summary>
        public string InstallerCode;

        /// <summary>installer.minutes: minutes without use after which they close, 0 .. 1,440; 0 = they are
        /// off.</summary>
        public int InstallerMinutes = 15;

        /// <summary>installer.console: number of the board's wired port that is the text console, 0 .. 3;
        /// −1 = there is no console.</summary>
        public int InstallerConsole = -1;

        /// <summary>uplink.prefix: first levels of every topic.</summary>
        public string TopicPrefix = "metering";

        /// <summary>uplink.stats_interval_s: seconds between two statistics, 10 .. 86,400; 0 =
        /// none.</summary>
        public int StatsIntervalS = 900;

        /// <summary>uplink.broker.host: name or address.</summary>
        public string BrokerHost = "localhost";

        /// <summary>uplink.broker.port: 1 .. 65535.</summary>
        public int BrokerPort = 1883;

        /// <summary>uplink.broker.keep_alive_s: seconds, 5 .. 3,600.</summary>
        public int KeepAliveS = 60;

        /// <summary>uplink.broker.user, or null.</summary>
        public string UserName;

        /// <summary>uplink.broker.password, or null. Never shown, logged or sent anywhere but to the
        /// broker.</summary>
        public string Password;

        /// <summary>uplink.broker.tls.ca: PEM text of the authority that signed the broker's certificate;
        /// null = without TLS.</summary>
        public string TlsAuthority;

        /// <summary>uplink.broker.tls.cert: PEM text of the own certificate, or null.</summary>
        public string TlsCertificate;

        /// <summary>uplink.broker.tls.key: PEM text of its private key, or null. A secret.</summary>
        public string TlsKey;

        /// <summary>uplink.links: ways to the broker in order of preference.</summary>
        public UplinkLinkConfig[] Links = { new UplinkLinkConfig() };

        /// <summary>uplink.failover.after_failures: connects in a row that may fail, 1 .. 100.</summary>
        public int FailoverFailures = 3;

        /// <summary>uplink.failover.return_after_s: time for which a preferred link must have been up, 10 ..
        /// 86,400 seconds.</summary>
        public int ReturnAfterS = 300;

        /// <summary>uplink.session.every_s: seconds from one connection of a gateway of size battery to the
        /// next, 300 .. 86,400.</summary>
        public int SessionEveryS = 21_600;

        /// <summary>uplink.session.records: records that make one due before, 1 .. 1,000.</summary>
        public int SessionRecords = 64;

        /// <summary>uplink.batch.max_records: 1 .. <see cref="Limits.MaxBatchRecords"/>.</summary>
        public int BatchMaxRecords = Limits.MaxBatchRecords;

        /// <summary>uplink.batch.max_bytes: 2,560 (the largest record alone) .. 16,384.</summary>
        public int BatchMaxBytes = 4096;

        /// <summary>uplink.batch.max_age_s: seconds, 1 .. <see cref="Limits.MaxBatchAgeS"/>.</summary>
        public int BatchMaxAgeS = Limits.MaxBatchAgeS;

        /// <summary>uplink.format: true for "cbor", false for "json", the default.</summary>
        public bool UsesCbor;

        /// <summary>filter.rules: the meter list, one rule a line; the filter reads the lines.</summary>
        public string[] FilterRules = new string[0];

        /// <summary>filter.unknown: true for "forward", every telegram of meters that no rule names; false
        /// for "count", the default.</summary>
        public bool ForwardsUnknown;

        /// <summary>tenants: who else gets telegrams, and which.</summary>
        public TenantConfig[] Tenants = new TenantConfig[0];

        /// <summary>Takes over all settings of another one.</summary>
        public void CopyFrom(GatewayConfig other)
        {
            GatewayId = other.GatewayId;
            SizeProfile = other.SizeProfile;
            LogDrive = other.LogDrive;
            Radios = other.Radios;
            Lines = other.Lines;
            OffsetMinutes = other.OffsetMinutes;
            CommandKey = other.CommandKey;
            UpdateKey = other.UpdateKey;
            InstallerCode = other.InstallerCode;
            InstallerMinutes = other.InstallerMinutes;
            InstallerConsole = other.InstallerConsole;
            TopicPrefix = other.TopicPrefix;
            StatsIntervalS = other.StatsIntervalS;
            BrokerHost = other.BrokerHost;
            BrokerPort = other.BrokerPort;
            KeepAliveS = other.KeepAliveS;
            UserName = other.UserName;
            Password = other.Password;
            TlsAuthority = other.TlsAuthority;
            TlsCertificate = other.TlsCertificate;
            TlsKey = other.TlsKey;
            Links = other.Links;
            FailoverFailures = other.FailoverFailures;
            SessionEveryS = other.SessionEveryS;
            SessionRecords = other.SessionRecords;
            ReturnAfterS = other.ReturnAfterS;
            BatchMaxRecords = other.BatchMaxRecords;
            BatchMaxBytes = other.BatchMaxBytes;
            BatchMaxAgeS = other.BatchMaxAgeS;
            UsesCbor = other.UsesCbor;
            FilterRules = other.FilterRules;
            ForwardsUnknown = other.ForwardsUnknown;
            Tenants = other.Tenants;
        }
    }
}
