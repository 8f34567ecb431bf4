// Where libmbus leaves EN 13757-3, each as a second reading of the same raw record: an explanation of a difference counts only
// when that reading gives exactly what libmbus publishes.
using System;
using System.Globalization;
using System.Linq;
using System.Numerics;
using Gateway.Link.Apl;

namespace Gateway.Decoding.Compare;

/// <summary>Records as libmbus reads them.</summary>
internal static class LibmbusDeviations
{
    private const int HistoricUnit = 0x3E;
    private const int YearOfType = 1900;
    private const int EveryYear = 127;
    private const int LinearWithoutTable = 0x7B;
    private const int CountersOffset = 8;
    private const int CounterBytes = 4;
    private const int UnitsOffset = 6;

    private static readonly (string Clause, Func<DataRecord, string> Read)[] All =
    [
        ("EN 13757-3:2018 table 15, VIFE 50 .. 6F: the value is a duration or a date of an event; libmbus passes over the VIFE",
            EventPassedOver),
        ("EN 13757-3:2018 annex A, type A: digits A .. E are no number; libmbus adds up the low one of a byte and " +
            "leaves out the high one", DigitsAddedUp),
        ("EN 13757-3:2018 annex A, types F and G: year 127 is every year; libmbus counts it on from 1900", YearCountedOn),
        ("MBDOC48 6.2, unit 3E of the fixed data structure: the unit of the other counter, a stored value", UnitNotLookedUp),
        ("EN 13757-3:2018 table 10: the VIF is reserved, its data is kept; libmbus has an empty record", EmptyRecord),
    ];

    /// <summary>The clause whose deviation makes the expected text of a record.</summary>
    /// <returns>null when none does.</returns>
    public static string Of(DataRecord record, string expected) =>
        All.FirstOrDefault(one => one.Read(record) == expected).Clause;

    // Unit, scale and kind are then those of the VIF, and the integer is read in them.
    private static string EventPassedOver(DataRecord record) =>
        Enumerable.Range(0, record.ModifierCount).Any(i => record.Modifiers[i] is >= 0x50 and <= 0x6F)
            ? LibmbusNames.Record(WithoutEventVifes.Of(record)) : null;

    private static string DigitsAddedUp(DataRecord record)
    {
        if (record.Status != RecordStatus.InvalidBcd)
        {
            return null;
        }

        var number = BigInteger.Zero;
        for (var i = record.DataOffset + record.DataCount - 1; i >= record.DataOffset; i--)
        {
            var high = record.DataBytes[i] >> 4;
            number = (number * 100) + (high < 10 ? high * 10 : 0) + (record.DataBytes[i] & 0x0F);
        }

        return LibmbusNames.Record(record, FixedSix.Text(number, record.Exponent));
    }

    // Type F and G have the year's bits in the same two bytes: 0 .. 2 in the day's, 3 .. 6 in the month's.
    private static string YearCountedOn(DataRecord record)
    {
        if (record.ValueKind is not (ValueKind.Date or ValueKind.DateTime))
        {
            return null;
        }

        var day = record.DataOffset + record.DataCount - 2;
        var year = (record.DataBytes[day] >> 5) | ((record.DataBytes[day + 1] & 0xF0) >> 1);
        var text = LibmbusNames.Value(record);
        var rest = text.IndexOf('-', StringComparison.Ordinal);
        return year != EveryYear || rest < 0 ? null : LibmbusNames.Record(
            record, (YearOfType + year).ToString(CultureInfo.InvariantCulture) + text[rest..]);
    }

    private static string UnitNotLookedUp(DataRecord record)
    {
        if (record.HeaderCount > 0 || record.Kind != RecordKind.Value)
        {
            return null;
        }

        var index = (record.DataOffset - record.HeaderOffset - CountersOffset) / CounterBytes;
        return (record.HeaderBytes[record.HeaderOffset + UnitsOffset + index] & 0x3F) == HistoricUnit
            ? "reserved but historic " + record.Mantissa.ToString(CultureInfo.InvariantCulture) : null;
    }

    private static string EmptyRecord(DataRecord record) =>
        record.Status == RecordStatus.ReservedVif && record.HeaderCount > 0 &&
        record.HeaderBytes[record.HeaderOffset + record.HeaderCount - 1] == LinearWithoutTable
            ? " |  |  |  | 0 | 0 | 0" : null;
}
