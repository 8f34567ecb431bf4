// Texts of the application layer's enumerations, since the board's enum.ToString() gives the number only. For
// output: nothing of the decoder reads them.
namespace Gateway.Link.Apl
{
    /// <summary>Plain words for what a <see cref="DataRecord"/> says. Never null; empty where nothing is to
    /// be said.</summary>
    public static class AplNames
    {
        // Made when first asked for: a board that has no use for them does not pay for them.
        private static string[] _quantities;
        private static string[] _units;
        private static string[] _functions;
        private static string[] _statuses;
        private static string[] _compacts;
        private static string[] _modifiers;
        private static string[] _recordErrors;
        private static string[] _applicationErrors;

        private static string[] Quantities => _quantities ??= new string[]
        {
            "reserved", "energy", "volume", "mass", "on time", "operating time", "power", "volume flow",
            "mass flow", "flow temperature", "return temperature", "temperature difference",
            "external temperature", "pressure", "date", "date and time", "heat cost allocation",
            "averaging duration", "actuality duration", "fabrication number", "enhanced identification",
            "bus address", "any value", "plain text", "manufacturer specific", "reactive energy",
            "apparent energy", "reactive power", "apparent power", "relative humidity",
            "phase voltage to voltage", "phase voltage to current", "frequency",
            "cold/warm temperature limit", "cumulated maximum of active power",
            "resulting rating factor K", "thermal output rating factor Kq",
            "thermal coupling rating factor Kc", "thermal coupling rating factor Kcr",
            "thermal coupling rating factor Kch", "low temperature rating factor Kt",
            "display output scaling factor KD", "credit", "debit", "access number", "device type",
            "manufacturer", "parameter set identification", "model version", "hardware version",
            "firmware version", "software version", "customer location", "customer", "access code user",
            "access code operator", "access code system operator", "access code developer", "password",
            "error flags", "error mask", "security key", "digital output", "digital input", "baud rate",
            "response delay time", "retry", "remote control", "first storage number",
            "last storage number", "size of storage block", "descriptor of tariff and subunit",
            "storage interval", "operator specific data", "time point second",
            "duration since last readout", "start of tariff", "duration of tariff", "period of tariff",
            "dimensionless", "wireless M-Bus container", "nominal transmission period", "voltage",
            "current", "reset counter", "cumulation counter", "control signal", "day of week",
            "week number", "time point of day change", "state of parameter activation",
            "special supplier information", "duration since last cumulation", "battery operating time",
            "battery change", "radio level", "daylight saving", "listening window",
            "remaining battery life time", "times the meter was stopped", "manufacturer container",
            "selected application",
        };

        private static string[] Units => _units ??= new string[]
        {
            "", "Wh", "J", "cal", "varh", "VAh", "m3", "ft3", "gal", "kg", "s", "min", "h", "d", "month",
            "a", "W", "J/h", "var", "VA", "m3/h", "m3/min", "m3/s", "gal/min", "gal/h", "kg/h", "°C", "K",
            "°F", "bar", "%", "°", "Hz", "V", "A", "dBm", "HCA", "currency", "Bd", "bit times",
        };

        private static string[] Functions => _functions ??= new string[]
        {
            "instantaneous", "maximum", "minimum", "error state",
        };

        // By RecordStatus.
        private static string[] Statuses => _statuses ??= new string[]
        {
            "", "value not available", "invalid BCD digit", "invalid date", "not a number",
            "value out of range",
            "data type does not fit the VIF", "unsupported data type", "reserved VIF",
            "error reported by the meter",
            "record is cut off", "more than 10 DIFEs", "more than 10 VIFEs", "reserved DIF",
            "reserved length of variable data", "bytes after the last record of the format",
        };

        // By CompactStatus.
        private static string[] Compacts => _compacts ??= new string[]
        {
            "", "", "compact frame of an unknown format", "compact frame is cut off",
            "compact frame does not fit its format", "wrong CRC of a compact frame",
        };

        // By VIFE code, EN 13757-3 clause 6.4.7; from 80 on the codes behind FC. Empty: reserved, or folded
        // into the value.
        private static string[] Modifiers => _modifiers ??= new string[]
        {
            "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "average",
            "inverse compact profile", "relative deviation", "", "", "", "", "", "", "", "",
            "standard conform data content", "compact profile with register numbers", "compact profile",
            "per second", "per minute", "per hour", "per day", "per week", "per month", "per year",
            "per revolution or measurement", "per pulse of input channel 0",
            "per pulse of input channel 1", "per pulse of output channel 0",
            "per pulse of output channel 1", "per l", "per m3", "per kg", "per K", "per kWh", "per GJ",
            "per kW", "per K l", "per V", "per A", "times s", "times s/V", "times s/A", "start date",
            "uncorrected value", "forward flow", "backward flow", "non-metric units",
            "value at base conditions", "OBIS declaration", "lower limit",
            "number of exceeds of lower limit", "begin of first lower limit exceed",
            "end of first lower limit exceed", "", "", "begin of last lower limit exceed",
            "end of last lower limit exceed", "upper limit", "number of exceeds of upper limit",
            "begin of first upper limit exceed", "end of first upper limit exceed", "", "",
            "begin of last upper limit exceed", "end of last upper limit exceed",
            "duration of first lower limit exceed", "duration of first lower limit exceed",
            "duration of first lower limit exceed", "duration of first lower limit exceed",
            "duration of last lower limit exceed", "duration of last lower limit exceed",
            "duration of last lower limit exceed", "duration of last lower limit exceed",
            "duration of first upper limit exceed", "duration of first upper limit exceed",
            "duration of first upper limit exceed", "duration of first upper limit exceed",
            "duration of last upper limit exceed", "duration of last upper limit exceed",
            "duration of last upper limit exceed", "duration of last upper limit exceed",
            "duration of first", "duration of first", "duration of first", "duration of first",
            "duration of last", "duration of last", "duration of last", "duration of last",
            "value during lower limit exceed", "leakage", "begin of first", "end of first",
            "value during upper limit exceed", "overflow", "begin of last", "end of last", "", "", "", "",
            "", "", "", "", "additive correction 10^-3", "additive correction 10^-2",
            "additive correction 10^-1", "additive correction 10^0", "", "", "future value", "", "",
            "phase L1", "phase L2", "phase L3", "neutral", "between L1 and L2", "between L2 and L3",
            "between L3 and L1", "quadrant Q1", "quadrant Q2", "quadrant Q3", "quadrant Q4",
            "import minus export", "", "", "", "accumulation of absolute values", "data type C",
            "data type D",
        };

        // By error code of a VIFE, EN 13757-3 clause 6.4.8.
        private static string[] RecordErrors => _recordErrors ??= new string[]
        {
            "none", "too many DIFEs", "storage number not implemented", "subunit not implemented",
            "tariff not implemented", "function not implemented", "data class not implemented",
            "data size not implemented", "", "", "", "too many VIFEs", "illegal VIF group",
            "illegal VIF exponent",
            "VIF and DIF mismatch", "unimplemented action", "", "", "", "", "", "no data available",
            "data overflow", "data underflow", "data error", "", "", "", "premature end of record",
        };

        // By code after CI 70, EN 13757-3 clause on application errors.
        private static string[] ApplicationErrors => _applicationErrors ??= new string[]
        {
            "unspecified error", "unimplemented CI-field", "buffer too long, truncated", "too many records",
            "premature end of record", "more than 10 DIFEs", "more than 10 VIFEs", "reserved",
            "application busy",
            "too many readouts",
        };

        /// <summary>Makes the tables that every decoding reads, so that the first one does not.</summary>
        public static void Prepare()
        {
            _quantities = Quantities;
            _units = Units;
            _functions = Functions;
            _statuses = Statuses;
            _compacts = Compacts;
            _modifiers = Modifiers;
            _recordErrors = RecordErrors;
            _applicationErrors = ApplicationErrors;
        }

        /// <summary>Quantity in words, such as "flow temperature".</summary>
        public static string OfQuantity(Quantity quantity)
        {
            return At(Quantities, (int)quantity);
        }

        /// <summary>Unit as it is written, such as "m3/h"; empty when there is none.</summary>
        public static string OfUnit(ValueUnit unit)
        {
            return At(Units, (int)unit);
        }

        /// <summary>Function in words.</summary>
        public static string OfFunction(RecordFunction function)
        {
            return At(Functions, (int)function);
        }

        /// <summary>Why the value is not to be used; empty when it is good.</summary>
        public static string OfStatus(RecordStatus status)
        {
            return At(Statuses, (int)status);
        }

        /// <summary>Why a compact frame cannot be read.</summary>
        public static string OfCompact(CompactStatus status)
        {
            return At(Compacts, (int)status);
        }

        /// <summary>What a VIFE adds to the meaning.</summary>
        /// <param name="modifier">As <see cref="DataRecord.Modifiers"/> has them.</param>
        public static string OfModifier(int modifier)
        {
            string text = At(Modifiers, modifier);
            return text.Length == 0 ? "reserved VIFE" : text;
        }

        /// <summary>Error that a VIFE reports.</summary>
        /// <param name="code"><see cref="DataRecord.ErrorCode"/>.</param>
        public static string OfRecordError(int code)
        {
            string text = At(RecordErrors, code);
            return text.Length == 0 ? "reserved error code" : text;
        }

        /// <summary>Error that a telegram with CI 70, 6E or 6F reports.</summary>
        /// <param name="code">The byte behind the header; −1 when there is none.</param>
        public static string OfApplicationError(int code)
        {
            if (code < 0)
            {
                return ApplicationErrors[0];
            }

            return code >= 0xF0 ? "manufacturer specific error"
                : code < ApplicationErrors.Length ? ApplicationErrors[code] : "reserved error code";
        }

        private static string At(string[] names, int index)
        {
            return index >= 0 && index < names.Length ? names[index] : "";
        }
    }
}
