namespace Gateway.Uplink
{
    /// <summary>The topics of one gateway (MQTT contract, version 1): the one place that builds
    /// them.</summary>
    public sealed class Topics
    {
        private readonly string _prefix;
        private readonly string _gatewayId;

        /// <summary>Topics for a prefix and a gateway id, both valid as <see cref="Core.GatewayName"/> has
        /// it.</summary>
        public Topics(string prefix, string gatewayId)
        {
            _prefix = prefix;
            _gatewayId = gatewayId;
            string root = prefix + "/gateway/" + gatewayId;
            Up = root + "/event/up";
            Alarm = root + "/event/alarm";
            Stats = root + "/event/stats";
            StateRoot = root + "/state/";
            ConnState = StateRoot + "conn";
            Response = root + "/event/resp";
            CommandRoot = root + "/command/";
            Commands = CommandRoot + "+";
        }

        /// <summary>Batches of records; QoS 1, not retained.</summary>
        public string Up { get; }

        /// <summary>Where a tenant's records go; QoS 1, not retained.</summary>
        /// <param name="tenant">Its id.</param>
        /// <param name="isAlarm">Alarm records, one a message.</param>
        public string OfTenant(string tenant, bool isAlarm)
        {
            return _prefix + "/tenant/" + tenant + "/gateway/" + _gatewayId
                + (isAlarm ? "/event/alarm" : "/event/up");
        }

        /// <summary>One alarm record a message; QoS 1, not retained.</summary>
        public string Alarm { get; }

        /// <summary>Counters; QoS 1, not retained.</summary>
        public string Stats { get; }

        /// <summary>online or offline; QoS 1, retained, also the will.</summary>
        public string ConnState { get; }

        /// <summary>Topic of a retained state without its name.</summary>
        public string StateRoot { get; }

        /// <summary>Answers to commands; QoS 1, not retained.</summary>
        public string Response { get; }

        /// <summary>Topic of a command without its name.</summary>
        public string CommandRoot { get; }

        /// <summary>Filter for all commands to this gateway.</summary>
        public string Commands { get; }
    }
}
