using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Gateway.Link;
using Gateway.Link.Apl;

namespace Gateway.Decoding.Compare;

/// <summary>Who the meter is, by wmbusmeters: identification number, and the device type in its words.</summary>
internal static class DriverHeads
{
    private const int IdentificationBytes = 8;

    // EN 13757-7:2018, device type table. Types that are not here are reserved, and makers use some of them.
    private static readonly Dictionary<int, string> Types = new()
    {
        [0x00] = "other",
        [0x02] = "electricity",
        [0x03] = "gas",
        [0x04] = "heat",
        [0x06] = "warm water",
        [0x07] = "water",
        [0x08] = "heat cost allocation",
        [0x0A] = "cooling load volume at outlet",
        [0x0C] = "heat volume at inlet",
        [0x0D] = "heat/cooling load",
        [0x0E] = "bus/system component",
        [0x16] = "cold water",
        [0x1A] = "smoke detector",
        [0x1B] = "room sensor",
        [0x37] = "radio converter (meter side)",
    };

    private const string TurnedClause = "EN 13757-4:2019, A-field: identification number, version, device type; the driver " +
        "takes its maker to send version and device type first";

    private const string UnitClause = "EN 13757-4:2019, A-field: of the radio converter; the driver takes the metering unit of " +
        "the record with VIF 79, EN 13757-3:2018 table 10";

    /// <summary>Compares them. A type that is reserved is the maker's own.</summary>
    public static void Compare(Comparison result, int line, DecodedTelegram telegram, JsonElement expected)
    {
        var meter = telegram.Meter ?? new MeterAddress();
        var unit = MeteringUnit(telegram);
        if (expected.TryGetProperty("id", out var id))
        {
            var wanted = id.GetString().ToUpperInvariant();
            var turned = (meter.IdentificationNumber >> 16) | ((uint)meter.Version << 16) | ((uint)meter.DeviceType << 24);
            Equal(result, line, "id", wanted, Text(meter),
                Text(turned) == wanted ? TurnedClause : unit != null && Text(unit) == wanted ? UnitClause : null);
        }

        if (!expected.TryGetProperty("media", out var media))
        {
            return;
        }

        if (Types.TryGetValue(meter.DeviceType, out var type))
        {
            var other = unit != null && Types.TryGetValue(unit.DeviceType, out var unitType) ? unitType : "";
            Equal(result, line, "media", media.GetString(), type, media.GetString() == other ? UnitClause : null);
        }
        else
        {
            result.NotOfTheStandard++;
        }
    }

    private static MeterAddress MeteringUnit(DecodedTelegram telegram)
    {
        var record = telegram.Records.FirstOrDefault(record =>
            record.Quantity == Quantity.Identification && record.DataCount == IdentificationBytes);
        if (record == null)
        {
            return null;
        }

        var unit = new MeterAddress();
        unit.ReadTransport(record.DataBytes, record.DataOffset);
        return unit;
    }

    private static string Text(MeterAddress meter) => Text(meter.IdentificationNumber);

    private static string Text(uint number) => number.ToString("X8", CultureInfo.InvariantCulture);

    private static void Equal(
        Comparison result, int line, string where, string expected, string actual, string clause)
    {
        if (expected == actual)
        {
            result.Equal++;
        }
        else
        {
            result.Add(new Difference(line, where, expected, actual, clause, clause != null));
        }
    }
}
