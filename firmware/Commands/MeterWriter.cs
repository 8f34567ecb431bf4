using Gateway.Core;
using Gateway.Filter;

namespace Gateway.Commands
{
    /// <summary>Meters on the air in answers.</summary>
    internal static class MeterWriter
    {
        /// <summary>Most bytes of one of <see cref="Write"/> or <see cref="WriteSurvey"/>, with the comma
        /// before it.</summary>
        public const int MaxBytes = 260;

        /// <summary>Most bytes that hours add to it.</summary>
        public const int HoursBytes = 50;

        private const int NoNoise = -128;

        /// <summary>A member <c>meter</c>: manufacturer, identification number, version, device type, as
        /// rules have it.</summary>
        public static void WriteAddress(JsonWriter json, long key)
        {
            MeterRule rule = new MeterRule();
            rule.Manufacturer = (int)(key >> 48) & 0x7FFF;
            rule.IdentificationNumber = (uint)(key >> 16);
            rule.IdentificationMask = 0xFFFFFFFF;
            rule.Version = (int)(key >> 8) & 0xFF;
            rule.DeviceType = (int)key & 0xFF;
            json.Name("meter");
            json.String(rule.AddressText());
        }

        /// <summary>An object about one meter.</summary>
        /// <param name="hours">Of the last whole hours too, 1 or 24, which the report has; 0 = not.</param>
        public static void Write(JsonWriter json, MeterReport report, int noiseFloorDbm, int hours)
        {
            json.BeginObject();
            WriteAddress(json, report.Key);
            json.Name("hearing");
            json.Word(Word(report.Hearing));
            if (report.Hearing != MeterHearing.NotYet)
            {
                Number(json, "silent_s", report.SilentS);
                Number(json, "rssi_dbm", report.RssiDbm);
                if (noiseFloorDbm > NoNoise)
                {
                    Number(json, "margin_db", report.RssiDbm - noiseFloorDbm);
                }
            }

            if (report.Hearing > MeterHearing.BadCrc)
            {
                Number(json, "received", report.Received);
                Number(json, "expected", report.Expected);
                Number(json, "interval_s", report.IntervalS);
                Number(json, "status", report.Status);
                Number(json, "rule", report.Rule);
            }

            if (hours > 0)
            {
                Number(json, "hours_received", hours == 1 ? report.HourReceived : report.DayReceived);
                Number(json, "hours_expected", hours == 1 ? report.HourExpected : report.DayExpected);
            }

            if (report.Bad > 0)
            {
                Number(json, "bad_crc", report.Bad);
                json.Name("verified");
                json.Bool(report.IsAddressSound);
            }

            if (report.HasDetails)
            {
                WriteDetails(json, report.Mode, report.FrequencyOffsetHz, report.IsEncrypted);
            }

            json.EndObject();
        }

        /// <summary>An object about one address of a survey.</summary>
        /// <param name="list">What the list says of it.</param>
        public static void WriteSurvey(JsonWriter json, SurveyEntry entry, string list)
        {
            json.BeginObject();
            WriteAddress(json, entry.Key);
            Number(json, "count", entry.Count);
            Number(json, "bad_crc", entry.Bad);
            json.Name("verified");
            json.Bool(entry.IsSound);
            Number(json, "rssi_dbm", entry.RssiDbm);
            Number(json, "last_s", entry.LastS);
            WriteDetails(json, entry.Mode, entry.FrequencyOffsetHz, entry.IsEncrypted);
            json.Name("list");
            json.Word(list);
            json.EndObject();
        }

        /// <summary>A member that is a number.</summary>
        public static void Number(JsonWriter json, string name, long value)
        {
            json.Name(name);
            json.Number(value);
        }

        private static void WriteDetails(JsonWriter json, LinkMode mode, int offsetHz, bool isEncrypted)
        {
            json.Name("mode");
            json.Word(mode == LinkMode.T1 ? "T1" : mode == LinkMode.S1 ? "S1"
                : mode == LinkMode.LinkIq ? "LIQ" : "C1");
            Number(json, "foff_hz", offsetHz);
            json.Name("encrypted");
            json.Bool(isEncrypted);
        }

        private static string Word(MeterHearing hearing)
        {
            return hearing == MeterHearing.Heard ? "heard" : hearing == MeterHearing.Filtered ? "filtered"
                : hearing == MeterHearing.BadCrc ? "bad_crc" : "not_yet";
        }
    }
}
