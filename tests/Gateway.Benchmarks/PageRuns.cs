// The installer's page: what each answer weighs, and how long the modelled ESP32 takes for it. Instructions are counted
// while the firmware answers (Gateway.Cost) and priced by CpuModel's estimate; the network's own time is not in it, nor
// what the radio takes of the loop meanwhile.
using System;
using System.Globalization;
using System.Linq;
using Gateway.Core;
using Gateway.Cost;
using Gateway.Filter;
using Gateway.Installer;
using Gateway.Link;
using Gateway.Simulator.World;

namespace Gateway.Benchmarks;

public static class PageRuns
{
    private const int MaxPageBytes = 30 * 1024;
    private const int MaxSliceOps = 5000;
    private const int Meters = 63_000;
    private const string Code = "SIM47K2M";

    private static readonly string[] _requests =
    [
        "/?l=de", "/?t=hear&n=20001234&l=de", "/?t=hear&n=99&l=de", "/api?t=hear&n=20001234", "/api?t=antenna",
        "/api?t=wayout", "/api?t=worst", "/api?t=drops", "/api?t=report",
        "/api?t=worst&h=24", "/?t=survey", "/survey.csv",
    ];

    internal static void Run(Results results)
    {
        var cpu = new CpuModel();
        results.Begin($"page: {Meters:N0} meters in the table, {cpu.NsPerOp:F0} ns an IL-op (estimate)");
        var figures = (string[])CountingRuns.Call(typeof(PageRuns), nameof(Measure), 0);
        for (var i = 0; i < figures.Length; i += 4)
        {
            var bytes = double.Parse(figures[i + 1], CultureInfo.InvariantCulture);
            var ops = double.Parse(figures[i + 2], CultureInfo.InvariantCulture);
            var longest = double.Parse(figures[i + 3], CultureInfo.InvariantCulture);
            results.AtMost(figures[i] + ": bytes", bytes, MaxPageBytes, $"{bytes:N0}", "30 KB");
            results.Line(figures[i] + ": time of the loop, ms", $"{ops * cpu.NsPerOp / 1e6:N1}");
            results.AtMost(figures[i] + ": longest slice, IL-ops", longest, MaxSliceOps, $"{longest:N0}", "5,000");
        }
    }

    /// <summary>Name, bytes, ops, longest slice of each request. Runs on the counted copy.</summary>
    public static string[] Measure(int unused)
    {
        var bench = new Bench();
        return [.. _requests.SelectMany(bench.Ask)];
    }

    private sealed class Bench : IPageServer, IGatewayFacts, IEventLog
    {
        private readonly JsonWriter _json = new(new byte[512]);
        private readonly InstallerStage _stage;
        private bool _waits;
        private long _nowUs = 10_000_000_000;
        private PageReply _reply;

        public Bench()
        {
            var size = SizeProfile.CreateFull();
            Filter = new TelegramFilter(size, FilterConfig.ForwardAll(size), 1);
            var telegram = new Telegram { Length = 40, Mode = LinkMode.T1, RssiDbm = -90 };
            telegram.Bytes[0] = 39;
            Filter.BeginSurvey(AirSurvey.MaxMinutes, 0);
            for (var i = 0; i < 2 * Meters; i++)
            {
                BitConverter.TryWriteBytes(telegram.Bytes.AsSpan(20), i);
                var facts = new TelegramFacts
                {
                    Manufacturer = 0x2C2D, Version = 1, DeviceType = 7, CiField = 0x7A,
                    IdentificationNumber = uint.Parse(
                        (20_000_000 + (i % Meters)).ToString(CultureInfo.InvariantCulture), NumberStyles.HexNumber,
                        CultureInfo.InvariantCulture),
                };
                Filter.Decide(telegram, facts, i * 10_000L, 0);
            }

            var access = new InstallerAccess(Code, 1440, this);
            _stage = new InstallerStage(this, access, this, null, size.PageBytes);
            access.Open("start", _nowUs);
            Request.FreshToken = "token";
            Send("POST", "/", "c=" + Code, out _, out _);
            Request.Cookie = "s=token";
        }

        public TelegramFilter Filter { get; }

        public int LineCount => 0;

        public bool HasRequest => _waits;

        public PageRequest Request { get; } = new();

        public string[] Ask(string url)
        {
            Send("GET", url, "", out var ops, out var longest);
            return [url, Text(_reply.Length), Text(ops), Text(longest)];
        }

        public void Answer(PageReply reply)
        {
            _waits = false;
            _reply = reply;
        }

        public bool TryBeginSearch(int line, string what) => false;

        public ReadTest SearchState(int line) => ReadTest.NotTried;

        public int FoundCount(int line) => 0;

        public string FoundName(int line, int index, out bool isKnown) => throw new NotSupportedException();

        public void Read(GatewayFacts into, long nowUs)
        {
            into.GatewayId = "gateway-1";
            into.FirmwareVersion = "1.0.0";
            into.UptimeS = nowUs / 1_000_000;
            into.Radios = 1;
            into.RadioWorks[0] = true;
            into.NoiseDbm[0] = -104;
            into.QuietestDbm[0] = -106;
            into.Frames[0] = 2 * Meters;
            into.Link = "wifi";
        }

        public void Watch(long nowUs)
        {
        }

        public string LineName(int line) => "";

        public int MeterCount(int line) => 0;

        public string MeterName(int line, int meter) => "";

        public bool TryBeginRead(int line, int meter) => false;

        public ReadTest ReadState(int line, int meter) => ReadTest.NotTried;

        public JsonWriter Begin(string kind) => Begin(kind, EventLevel.Note);

        public JsonWriter Begin(string kind, EventLevel level)
        {
            _json.Reset();
            _json.BeginObject();
            return _json;
        }

        public void End(long nowUs)
        {
        }

        private void Send(string method, string url, string body, out long ops, out long longest)
        {
            Request.Method = method;
            Request.Url = url;
            Request.Body = body;
            _waits = true;
            ops = 0;
            longest = 0;
            while (_waits)
            {
                var slice = Counter.Of(() => _stage.Step(_nowUs));
                _nowUs += 1000;
                ops += slice;
                longest = Math.Max(longest, slice);
            }
        }

        private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
    }
}
