// Texts of quantities and units: enums have no names on the board.
namespace Gateway.Link.Dlt645
{
    /// <summary>Names for output.</summary>
    public static class RegisterNames
    {
        // Made when first asked for: a board that has no use for them does not pay for them.
        private static string[] _units;
        private static string[] _flows;
        private static string[] _variables;
        private static string[] _events;
        private static string[] _settings;

        private static string[] Units => _units ??= new string[]
        {
            "", "kWh", "kvarh", "kVAh", "kW", "kvar", "kVA", "V", "A", "Hz", "%", "°", "°C", "min", "s",
            "ms", "CNY", "CNY/kWh", "imp/kWh", "imp/kvarh", "Ah",
        };

        private static string[] Flows => _flows ??= new string[]
        {
            "unknown", "active energy combined", "active energy forward", "active energy reverse",
            "reactive energy combined 1", "reactive energy combined 2", "reactive energy quadrant 1",
            "reactive energy quadrant 2", "reactive energy quadrant 3", "reactive energy quadrant 4",
            "apparent energy forward", "apparent energy reverse", "associated energy",
            "fundamental energy forward", "fundamental energy reverse", "harmonic energy forward",
            "harmonic energy reverse",
            "copper loss energy", "iron loss energy", "reactive energy forward", "reactive energy reverse",
            "remaining energy", "overdraft energy", "remaining amount", "overdraft amount",
            "purchased energy", "purchased amount", "remaining energy before purchase",
            "remaining amount before purchase", "purchased energy in all", "purchased amount in all",
            "active energy combined of the settlement period",
        };

        private static string[] Variables => _variables ??= new string[]
        {
            "voltage", "current", "active power", "reactive power", "apparent power", "power factor",
            "phase angle", "voltage distortion", "current distortion", "voltage harmonic", "current harmonic",
            "neutral current", "frequency", "average active power", "active demand", "reactive demand",
            "apparent demand", "temperature", "clock battery voltage", "reading battery voltage",
            "battery operating time", "price",
        };

        private static string[] Events => _events ??= new string[]
        {
            "events", "event time", "event record", "programmings", "programming time", "demand resets",
            "demand reset time", "phase losses", "phase loss duration", "phase loss start", "phase loss end",
            "trips", "trip time", "closings", "closing time", "event start", "event end", "operator code",
            "data identifier", "time before", "time after", "ampere-hours", "unbalance",
            "voltage monitoring time", "voltage within limits", "voltage beyond limits",
            "time above upper limit", "time below lower limit", "highest voltage", "lowest voltage",
            "purchases", "purchase time",
        };

        private static string[] Settings => _settings ??= new string[]
        {
            "date", "time of day", "date and time", "demand period", "sliding period", "pulse width",
            "switch time", "setting", "display setting", "transformer ratio", "address", "meter number",
            "asset number",
            "customer number", "rated voltage", "rated current", "maximum current", "accuracy class",
            "meter constant", "meter model", "production date", "protocol version", "status word",
            "feature word", "settlement day", "power limit", "voltage limit", "energy limit", "amount limit",
            "trip delay", "tariff table", "freeze time", "load record", "software version",
            "step limit", "step price", "initial reading",
        };

        /// <summary>Makes the tables at start, so that the first decoding does not.</summary>
        public static void Prepare()
        {
            _units = Units;
            _flows = Flows;
            _variables = Variables;
            _events = Events;
            _settings = Settings;
        }

        /// <summary>Unit text, empty for none.</summary>
        public static string Unit(RegisterUnit unit)
        {
            int index = (int)unit;
            return index < Units.Length ? Units[index] : "";
        }

        /// <summary>Quantity text; newly allocated for demands.</summary>
        public static string Quantity(RegisterQuantity quantity)
        {
            int index = (int)quantity;
            if (index >= (int)RegisterQuantity.Date)
            {
                return Pick(Settings, index - (int)RegisterQuantity.Date);
            }

            if (index >= (int)RegisterQuantity.Events)
            {
                return Pick(Events, index - (int)RegisterQuantity.Events);
            }

            if (index >= (int)RegisterQuantity.Voltage)
            {
                return Pick(Variables, index - (int)RegisterQuantity.Voltage);
            }

            string flow = Pick(Flows, index & 31);
            return index >= (int)RegisterQuantity.DemandTime ? "time of maximum demand, " + flow
                : index >= (int)RegisterQuantity.Demand ? "maximum demand, " + flow : flow;
        }

        private static string Pick(string[] names, int index)
        {
            return index < names.Length ? names[index] : "unknown";
        }
    }
}
