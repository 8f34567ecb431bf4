// Which meters stand on a line: from a scenario's words to device models, and to the addresses under which the
// gateway's configuration has them.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Gateway.Simulator.Meters.Wired;
using Gateway.Simulator.Time;
using Gateway.Simulator.Wire;

namespace Gateway.Simulator.World;

/// <summary>Makes the devices of a line.</summary>
internal static class LineDevices
{
    /// <summary>Makes that a scenario can name on a kind of line.</summary>
    public static IReadOnlyList<string> Makes(WireKind kind) => kind == WireKind.MBus
        ? [.. MBusMake.All.Select(make => make.Name)]
        : [.. Dlt645Make.All.Select(make => make.Name)];

    /// <summary>Troubles that a scenario can name on a kind of line.</summary>
    public static IReadOnlyList<string> Troubles(WireKind kind) =>
        kind == WireKind.MBus ? Words<MBusTrouble>() : Words<Dlt645Trouble>();

    /// <summary>Ways of sending compact frames that a scenario can name for a make: there is none with several telegrams a
    /// reading.</summary>
    public static IReadOnlyList<string> CompactWords(WireKind kind, string make) =>
        kind == WireKind.MBus && MBusMake.All.Any(one => one.Name == make && one.Telegrams == 1)
            ? Words<MBusCompact>() : ["none"];

    /// <summary>Addresses of all meters of a line, in order, in the configuration's text form.</summary>
    public static IReadOnlyList<string> Addresses(ScenarioLine line) =>
        [.. line.Meters.SelectMany(group => Enumerable.Range(0, group.Count).Select(i =>
            line.Kind == WireKind.MBus ? Address(group, i) : MeterAddress(group, i)))];

    /// <summary>The devices, in the same order.</summary>
    public static IEnumerable<IWireDevice> Create(ScenarioLine line, RandomStreams random, string prefix)
    {
        var index = 0;
        foreach (var group in line.Meters)
        {
            for (var i = 0; i < group.Count; i++)
            {
                yield return line.Kind == WireKind.MBus
                    ? CreateMBus(line, group, i, random.Get($"{prefix}{line.Name} meter {index++}"))
                    : CreateDlt645(line, group, i);
            }
        }
    }

    private static MBusSlave CreateMBus(ScenarioLine line, ScenarioWiredGroup group, int index, RandomStream random)
    {
        var baudRate = group.BaudRate > 0 ? group.BaudRate : line.BaudRate;
        return new MBusSlave(
            new MBusSlaveOptions
            {
                Make = MBusMake.All.First(make => make.Name == group.Make),
                Primary = group.FirstPrimary + index,
                IdentificationNumber = Bcd(group.FirstNumber + index),
                BaudRate = baudRate,
                AnswerBits = group.AnswerMs < 0 ? 11 : Math.Max(11, group.AnswerMs * baudRate / 1000),
                ReplyBytes = group.ReplyBytes,
                Compact = group.Compact == null ? MBusCompact.None : Parse<MBusCompact>(group.Compact),
                Trouble = group.Trouble == null ? MBusTrouble.None : Parse<MBusTrouble>(group.Trouble),
            },
            random);
    }

    private static Dlt645Device CreateDlt645(ScenarioLine line, ScenarioWiredGroup group, int index) => new(
        new Dlt645DeviceOptions
        {
            Make = Dlt645Make.All.First(make => make.Name == group.Make),
            Address = (group.FirstNumber + index).ToString("D12", CultureInfo.InvariantCulture),
            BaudRate = group.BaudRate > 0 ? group.BaudRate : line.BaudRate,
            AnswerMs = group.AnswerMs < 0 ? 20 : group.AnswerMs,
            Trouble = group.Trouble == null ? Dlt645Trouble.None : Parse<Dlt645Trouble>(group.Trouble),
        });

    private static string MeterAddress(ScenarioWiredGroup group, int index) =>
        (group.FirstNumber + index).ToString("D12", CultureInfo.InvariantCulture) + Speed(group);

    private static string Speed(ScenarioWiredGroup group) =>
        group.BaudRate > 0 ? "@" + group.BaudRate.ToString(CultureInfo.InvariantCulture) : "";

    private static string Address(ScenarioWiredGroup group, int index)
    {
        var make = MBusMake.All.First(make => make.Name == group.Make);
        var number = (group.FirstNumber + index).ToString("D8", CultureInfo.InvariantCulture);
        var address = group.Addressing switch
        {
            "primary" => string.Create(CultureInfo.InvariantCulture, $"p{group.FirstPrimary + index}"),
            "number" => number,
            _ => $"{make.Manufacturer}-{number}-{make.Version:X2}-{make.DeviceType:X2}",
        };
        var interval = group.IntervalS > 0 ? "/" + group.IntervalS.ToString(CultureInfo.InvariantCulture) : "";
        var primary = group.TellsPrimary && group.Addressing != "primary"
            ? string.Create(CultureInfo.InvariantCulture, $"#{group.FirstPrimary + index}") : "";
        return address + primary + Speed(group) + interval;
    }

    private static uint Bcd(long number) =>
        Convert.ToUInt32(number.ToString("D8", CultureInfo.InvariantCulture), 16);

    private static string[] Words<T>()
        where T : struct, Enum =>
        [.. Enum.GetNames<T>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    private static T Parse<T>(string word)
        where T : struct, Enum =>
        Enum.GetValues<T>().First(value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()) == word);
}
