using System;
using Gateway.Core;
using Gateway.Filter;
using Gateway.Link;

namespace Gateway.Installer.Tests;

/// <summary>A gateway of the test's making; the meters are the real filter's.</summary>
internal sealed class FakeFacts : IGatewayFacts
{
    public FakeFacts(params string[] rules)
    {
        var config = new FilterConfig(Size);
        foreach (var text in rules)
        {
            Assert.IsTrue(MeterRule.TryParse(text, out var rule, out var error), error);
            Assert.IsTrue(config.Rules.TryAdd(rule, out error), error);
        }

        Filter = new TelegramFilter(Size, config, 1);
    }

    public static SizeProfile Size { get; } = SizeProfile.CreateFull();

    public string Name { get; set; } = "gw-1";

    public string Meter { get; set; } = "17";

    public (int Line, int Meter) Tested { get; private set; } = (-1, -1);

    public TelegramFilter Filter { get; }

    public int LineCount => 1;

    public Action<GatewayFacts> Change { get; set; } = _ => { };

    public void Watch(long nowUs)
    {
    }

    public void Read(GatewayFacts into, long nowUs)
    {
        into.GatewayId = Name;
        into.FirmwareVersion = "1.2.3";
        into.UptimeS = nowUs / 1_000_000;
        into.Radios = 1;
        into.RadioWorks[0] = true;
        into.HearsT1C1[0] = true;
        into.NoiseDbm[0] = -104;
        into.QuietestDbm[0] = -106;
        into.Frames[0] = 12;
        into.Link = "wifi";
        into.Sim = WayStep.NotUsed;
        into.Registration = WayStep.NotUsed;
        into.Ip = WayStep.Ok;
        into.Tls = WayStep.Ok;
        into.Broker = WayStep.Ok;
        into.AckAgeS = 7;
        Change(into);
    }

    public string LineName(int line) => "mbus1";

    public int MeterCount(int line) => 2;

    public string MeterName(int line, int meter) => Meter;

    public bool TryBeginRead(int line, int meter)
    {
        Tested = (line, meter);
        return true;
    }

    public bool TryBeginSearch(int line, string what)
    {
        Searched = (line, what);
        return true;
    }

    public (int Line, string What) Searched { get; private set; } = (-1, null);

    public string[] FoundMeters { get; set; } = [];

    public ReadTest SearchState(int line) => Searched.Line == line ? ReadTest.Running : ReadTest.NotTried;

    public int FoundCount(int line) => Searched.Line == line ? FoundMeters.Length : 0;

    public string FoundName(int line, int index, out bool isKnown)
    {
        isKnown = index > 0;
        return FoundMeters[index];
    }

    public ReadTest ReadState(int line, int meter) =>
        (line, meter) == Tested ? ReadTest.Ok : ReadTest.NotTried;

    /// <summary>A telegram of a meter.</summary>
    public void Hear(uint number, long nowUs, ushort manufacturer = 0x2C2D, byte status = 0)
    {
        var telegram = new Telegram { Length = 40, Mode = LinkMode.C1, RssiDbm = -80, ReceivedUs = nowUs, FrequencyOffsetHz = -2500 };
        telegram.Bytes[0] = 39;
        BitConverter.TryWriteBytes(telegram.Bytes.AsSpan(20), nowUs);
        var facts = new TelegramFacts
        {
            Manufacturer = manufacturer, IdentificationNumber = number, Version = 27, DeviceType = 7, CiField = 0x7A,
            HasStatus = true, Status = status, IsEncrypted = true,
        };
        Filter.Decide(telegram, facts, nowUs, 0);
    }

    /// <summary>A damaged frame.</summary>
    public void Damage(uint number, long nowUs)
    {
        var bytes = new byte[16];
        bytes[0] = 30;
        bytes[1] = 0x44;
        bytes[2] = 0x2D;
        bytes[3] = 0x2C;
        BitConverter.TryWriteBytes(bytes.AsSpan(4), number);
        bytes[8] = 27;
        bytes[9] = 7;
        Filter.Sightings.OnBadFrame(FrameKind.C1B, false, bytes, -101, nowUs);
    }
}
