// What a meter of a device type measures and how it writes it down: data records of EN 13757-3 with plausible
// values. Device types are those of EN 13757-7; a type that is not here is refused when a scenario is read.
using System;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Meters;

/// <summary>The measuring part of a meter: readings as a function of time.</summary>
internal sealed class MeterReadings
{
    /// <summary>Device types that have readings here.</summary>
    public const byte Electricity = 0x02, Gas = 0x03, Heat = 0x04, WarmWater = 0x06;

    /// <summary>Further ones.</summary>
    public const byte Water = 0x07, HeatCostAllocator = 0x08;

    private static readonly double[] _waterShares =
        [1, 1, 1, 1, 1, 3, 9, 10, 8, 6, 5, 5, 6, 5, 4, 4, 5, 7, 9, 9, 7, 5, 3, 2];

    private static readonly double[] _powerShares =
        [3, 2, 2, 2, 2, 3, 4, 5, 5, 4, 4, 4, 5, 5, 4, 4, 5, 7, 9, 9, 8, 7, 5, 4];

    private static readonly double[] _heatShares =
        [3, 3, 3, 3, 4, 6, 8, 8, 6, 5, 4, 4, 3, 3, 3, 4, 5, 6, 6, 6, 5, 4, 3, 3];

    private readonly byte _deviceType;
    private readonly MeterRecords _kind;
    private readonly DateTime _start;
    private readonly LoadProfile _main;
    private readonly double _base;
    private readonly double _coldSideC;
    private readonly double _swing;

    /// <param name="deviceType">One of the types above.</param>
    /// <param name="kind">How much of it a telegram carries.</param>
    /// <param name="start">Wall time of simulated time 0, UTC.</param>
    /// <param name="random">The meter's own stream.</param>
    public MeterReadings(byte deviceType, MeterRecords kind, DateTime start, RandomStream random)
    {
        _deviceType = deviceType;
        _kind = kind;
        _start = start;
        var (shares, perDay, most) = deviceType switch
        {
            Electricity => (_powerShares, 9_000.0, 30_000_000.0),
            Gas => (_heatShares, 5_000.0, 9_000_000.0),
            Heat => (_heatShares, 40.0, 90_000.0),
            WarmWater => (_waterShares, 120.0, 300_000.0),
            HeatCostAllocator => (_heatShares, 8.0, 3_000.0),
            _ => (_waterShares, 260.0, 900_000.0),
        };
        _main = new LoadProfile(shares, perDay * (0.4 + (1.4 * random.NextDouble())), random.NextBits());
        _base = most * (0.02 + (0.9 * random.NextDouble()));
        _coldSideC = 8 + (6 * random.NextDouble());
        _swing = random.NextDouble() * Math.PI;
    }

    /// <summary>True when meters of this device type can be simulated.</summary>
    public static bool IsKnown(int deviceType) => deviceType
        is Electricity or Gas or Heat or WarmWater or Water or HeatCostAllocator;

    /// <summary>VIF of what the meter counts.</summary>
    public byte TotalVif => _deviceType switch
    {
        Electricity => 0x03,
        Heat => 0x06,
        HeatCostAllocator => 0x6E,
        _ => 0x13,
    };

    /// <summary>What the meter has counted at a wall time, UTC; before the start of the run as at its first
    /// midnight.</summary>
    public long TotalAt(DateTime utc) =>
        (long)(_base + _main.At(Math.Max(0, (utc - _start.Date).TotalHours)));

    /// <summary>The records at a simulated time.</summary>
    /// <param name="simTimeNs">Nanoseconds since the start of the run.</param>
    /// <param name="infoCodes">Manufacturer's information codes, 0 when all is well.</param>
    public RecordBuilder At(long simTimeNs, int infoCodes)
    {
        var now = _start.AddTicks(simTimeNs / 100);
        var hours = (now - _start.Date).TotalHours;
        var total = _base + _main.At(hours);
        var lastMidnight = _base + _main.At(Math.Floor(hours / 24) * 24);
        var rate = _main.RateAt(hours);
        var records = new RecordBuilder();
        if (_kind == MeterRecords.Short)
        {
            AddShort(records, total, lastMidnight, hours);
            records.Add([0x02, 0xFF, 0x20], infoCodes, 2);
            return records;
        }

        records.Add([0x04, 0x6D], RecordBuilder.TypeF(now), 4);
        switch (_deviceType)
        {
            case Electricity:
                records.Add([0x04, 0x03], (long)total, 4);
                records.Add([0x44, 0x03], (long)lastMidnight, 4);
                records.Add([0x04, 0x2B], (long)rate, 4);
                break;
            case Heat:
                AddHeat(records, total, lastMidnight, rate, hours);
                break;
            case HeatCostAllocator:
                records.Add([0x02, 0x6E], (long)total, 2);
                records.Add([0x42, 0x6E], (long)lastMidnight, 2);
                records.Add([0x02, 0x65], Temperature(21, 1.5, hours), 2);
                break;
            default:
                AddWater(records, total, lastMidnight, rate, hours);
                break;
        }

        records.Add([0x02, 0xFF, 0x20], infoCodes, 2);
        return records;
    }

    /// <summary>Total, total at midnight and a temperature: 9 bytes of values for every device type.</summary>
    private void AddShort(RecordBuilder records, double total, double lastMidnight, double hours)
    {
        byte vif = _deviceType switch { Electricity => 0x03, Heat => 0x06, HeatCostAllocator => 0x6E, _ => 0x13 };
        records.Add([0x04, vif], (long)total, 4);
        records.Add([0x44, vif], (long)lastMidnight, 4);
        records.Add([0x61, 0x5B], Temperature(_coldSideC, 2, hours) / 100, 1);
    }

    private void AddWater(RecordBuilder records, double litres, double atMidnight, double litresPerHour,
        double hours)
    {
        records.Add([0x04, 0x13], (long)litres, 4);
        records.Add([0x44, 0x13], (long)atMidnight, 4);
        records.Add([0x02, 0x3B], Math.Min(32_767, (long)litresPerHour), 2);
        if (_deviceType != Gas)
        {
            var flowC = _deviceType == WarmWater ? 55 : _coldSideC;
            records.Add([0x61, 0x5B], Temperature(flowC, 2, hours) / 100, 1);
            records.Add([0x61, 0x67], Temperature(19, 2, hours) / 100, 1);
        }
    }

    private void AddHeat(RecordBuilder records, double kWh, double atMidnight, double kilowatt, double hours)
    {
        var flow = Temperature(72, 6, hours);
        var back = Temperature(41, 3, hours);
        // Water that gives off these kWh when it cools from flow to return: 1.163 kWh for a cubic metre and
        // kelvin.
        var litresPerHour = kilowatt / 1.163 / ((flow - back) / 100.0) * 1000;
        records.Add([0x04, 0x06], (long)kWh, 4);
        records.Add([0x44, 0x06], (long)atMidnight, 4);
        records.Add([0x04, 0x14], (long)(kWh / 1.163 / 31 * 100), 4);
        records.Add([0x02, 0x59], flow, 2);
        records.Add([0x02, 0x5D], back, 2);
        records.Add([0x02, 0x2D], (long)(kilowatt * 10), 2);
        records.Add([0x02, 0x3B], Math.Min(32_767, (long)litresPerHour), 2);
    }

    /// <summary>Hundredths of a degree that swing once a day about a mean.</summary>
    private long Temperature(double meanC, double swingC, double hours) =>
        (long)(100 * (meanC + (swingC * Math.Sin(_swing + (hours * Math.PI / 12)))));
}
