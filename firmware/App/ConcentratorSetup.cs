using Gateway.App.Battery;
using Gateway.App.Readout;
using Gateway.Commands;
using Gateway.Config;
using Gateway.Core;
using Gateway.Filter;
using Gateway.Installer;
using Gateway.Radio;
using Gateway.Radio.Wake;
using Gateway.Store;
using Gateway.Uplink;
using Gateway.Uplink.Links;

namespace Gateway.App
{
    /// <summary>What the stages are made with: the configuration, checked and split by stage.</summary>
    public sealed partial class ConcentratorSetup
    {
        private ConcentratorSetup()
        {
        }

        /// <summary>Name of the gateway.</summary>
        public string GatewayId { get; private set; }

        /// <summary>The configuration's sets; filled in at the start.</summary>
        public ConfigStore Configs { get; set; }

        /// <summary>Checks other configurations; filled in at the start.</summary>
        public IConfigUser ConfigUser { get; set; }

        /// <summary>How much of everything the board holds.</summary>
        public SizeProfile Size { get; private set; }

        /// <summary>The radios, by their place on the board.</summary>
        public RadioSetup[] Radios { get; private set; }

        /// <summary>What the filter wants.</summary>
        public FilterConfig Filter { get; private set; }

        /// <summary>Tells whether the configuration's rules are those of another time.</summary>
        public uint RulesCheck { get; private set; }

        /// <summary>Tenants, with their rules.</summary>
        public TenantRules[] Tenants { get; private set; }

        /// <summary>Sizes of the log.</summary>
        public StoreProfile Store { get; private set; }

        /// <summary>The log is on an SD card, not where the configuration is.</summary>
        public bool IsLogOnCard { get; private set; }

        /// <summary>The wired lines.</summary>
        public LineSetup[] Lines { get; private set; }

        /// <summary>Local time of schedules minus UTC, in minutes.</summary>
        public int OffsetMinutes { get; private set; }

        /// <summary>How commands are taken; services are filled in by the stage.</summary>
        public CommandSetup Commands { get; private set; }

        /// <summary>What new firmware has to be signed with; null = none is taken.</summary>
        public byte[] UpdateKey { get; private set; }

        /// <summary>How the installer gets in.</summary>
        public InstallerSetup Installer { get; private set; }

        /// <summary>Where records go.</summary>
        public UplinkOptions Uplink { get; private set; }

        /// <summary>The ways there, in order of preference.</summary>
        public UplinkLinkConfig[] Links { get; private set; }

        /// <summary>How much listening is paid for; null = the radio listens at all times.</summary>
        public WakeOptions Wake { get; private set; }

        /// <summary>When there is a network; null = at all times.</summary>
        public SessionOptions Session { get; private set; }

        /// <summary>When the way is changed.</summary>
        public LinkOptions Failover { get; private set; }

        /// <summary>Checks a configuration and makes the parts.</summary>
        /// <param name="config">As <see cref="ConfigReader"/> has read it.</param>
        /// <param name="setup">The parts, or null.</param>
        /// <param name="error">Path and reason, or null.</param>
        public static bool TryCreate(GatewayConfig config, out ConcentratorSetup setup, out string error)
        {
            setup = null;
            bool isSmall = config.SizeProfile != "full";
            SizeProfile size = config.SizeProfile == "battery" ? SizeProfile.CreateBattery()
                : isSmall ? SizeProfile.CreateMini() : SizeProfile.CreateFull();
            error = SizeProblem(config, size);
            if (error != null)
            {
                return false;
            }

            bool isOnCard = config.LogDrive == "card";
            FilterConfig filter = CreateFilter(config, size, out error);
            TenantRules[] tenants = filter == null ? null : TenantSetup.Create(config, size, out error);
            if (tenants == null)
            {
                return false;
            }

            LineSetup[] lines;
            if (!LineSetup.TryCreate(config, size, out lines, out error))
            {
                return false;
            }

            setup = new ConcentratorSetup();
            setup.GatewayId = config.GatewayId;
            setup.Size = size;
            setup.Radios = CreateRadios(config.Radios);
            setup.Filter = filter;
            setup.RulesCheck = MeterListFile.CheckOf(config.FilterRules);
            setup.Tenants = tenants;
            setup.IsLogOnCard = isOnCard;
            setup.Store = isSmall ? StoreProfile.InternalFlash256K()
                : isOnCard ? StoreProfile.SdCard() : StoreProfile.InternalFlash2M();
            setup.Uplink = CreateUplink(config, size);
            TenantSetup.Reserve(tenants, setup);
            setup.Uplink.Values = lines.Length > 0
                ? new ValueWriter(LineSetup.HasKind(lines, true), LineSetup.HasKind(lines, false)) : null;
            setup.Lines = lines;
            setup.OffsetMinutes = config.OffsetMinutes;
            setup.Commands = CreateCommands(config, size);
            setup.UpdateKey = HexText.ToBytes(config.UpdateKey);
            setup.Installer = new InstallerSetup();
            setup.Installer.Code = config.InstallerCode;
            setup.Installer.Minutes = config.InstallerMinutes;
            setup.Installer.ConsolePort = config.InstallerConsole;
            setup.Wake = size.WakeMeters > 0 ? BatterySetup.CreateWake() : null;
            setup.Session = size.WakeMeters > 0 ? BatterySetup.CreateSession(config) : null;
            setup.Links = config.Links;
            setup.Failover = CreateFailover(config);
            return true;
        }

        // What a smaller size has no room for.
        private static string SizeProblem(GatewayConfig config, SizeProfile size)
        {
            if (config.Radios.Length > size.MaxRadios)
            {
                return "radios[" + size.MaxRadios.ToString() + "]: size " + config.SizeProfile
                    + " has room for " + size.MaxRadios.ToString();
            }

            if (config.LogDrive == "card" && config.SizeProfile != "full")
            {
                return "gateway.log: size " + config.SizeProfile + " has no memory for the log of a card";
            }

            string problem = size.WakeMeters > 0 ? BatterySetup.Problem(config, size) : null;
            if (problem != null)
            {
                return problem;
            }

            return config.InstallerConsole >= 0 && size.PageBytes == 0
                ? "installer.console: size " + config.SizeProfile + " has no memory for the console" : null;
        }

        private static CommandSetup CreateCommands(GatewayConfig config, SizeProfile size)
        {
            CommandSetup commands = new CommandSetup();
            commands.RememberedIds = size.RememberedCommands;
            commands.AnswerBytes = config.Lines.Length == 0 || size.AnswerBytes > CommandSetup.LineAnswerBytes
                ? size.AnswerBytes : CommandSetup.LineAnswerBytes;
            commands.Key = HexText.ToBytes(config.CommandKey);
            return commands;
        }

        /// <summary>Whether the board has places for all the radios and lines.</summary>
        /// <param name="board">The board.</param>
        /// <param name="error">Path and reason, or null.</param>
        public bool FitsOn(IBoard board, out string error)
        {
            int places = board.RadioPlaces;
            bool fits = Radios.Length <= places;
            error = fits ? null
                : "radios[" + places.ToString() + "]: the board has pins for " + places.ToString();
            if (fits && Wake != null && !(board is IBoardSleep))
            {
                fits = false;
                error = "gateway.size: this board cannot sleep";
            }

            if (fits && IsLogOnCard)
            {
                fits = board.HasCardSlot;
                error = fits ? null : "gateway.log: the board has no card slot";
            }

            BoardUse use = BoardUse.Of(this);
            int console = Installer.ConsolePort;
            for (int i = 0; i < Lines.Length && fits; i++)
            {
                int place = Lines[i].Port;
                string problem = place == console ? "the console has it" : use.PlaceProblem(board, place);
                fits = problem == null;
                error = fits ? null : "wired.ports[" + i.ToString() + "].port: " + problem;
            }

            error = fits ? use.LinkProblem(this, board) ?? use.ConsoleProblem(this, board) : error;
            return error == null;
        }

        private static RadioSetup[] CreateRadios(RadioConfig[] radios)
        {
            RadioSetup[] setups = new RadioSetup[radios.Length];
            for (int i = 0; i < radios.Length; i++)
            {
                RadioConfig radio = radios[i];
                RadioProfile[] profiles = new RadioProfile[radio.Profiles.Length];
                for (int slot = 0; slot < profiles.Length; slot++)
                {
                    string word = radio.Profiles[slot];
                    profiles[slot] = word == "S1" ? RadioProfile.S1
                        : word == "LIQ" ? RadioProfile.LinkIq : RadioProfile.T1C1;
                }

                setups[i] = new RadioSetup(
                    radio.Chip == "sx1276" ? RadioChip.Sx1276 : RadioChip.Cc1101,
                    new ProfilePlan(profiles, radio.DwellS), radio.Id);
            }

            return setups;
        }

        private static FilterConfig CreateFilter(GatewayConfig config, SizeProfile size, out string error)
        {
            error = null;
            FilterConfig filter = config.ForwardsUnknown
                ? FilterConfig.ForwardAll(size)
                : new FilterConfig(size);

            // A gateway that forwards everything is no less wanted to say at once that a meter is in trouble.
            filter.RaisesStatusAlarms = true;
            for (int i = 0; i < config.FilterRules.Length; i++)
            {
                MeterRule rule;
                if (!MeterRule.TryParse(config.FilterRules[i], out rule, out error) ||
                    !filter.Rules.TryAdd(rule, out error))
                {
                    error = "filter.rules[" + i.ToString() + "]: " + error;
                    return null;
                }
            }

            return filter;
        }

        private static LinkOptions CreateFailover(GatewayConfig config)
        {
            LinkOptions options = new LinkOptions();
            options.FailuresToChange = config.FailoverFailures;
            options.StableMs = config.ReturnAfterS * 1000;
            return options;
        }
    }
}
