// A dispatcher with lines that a test ends, files in memory, and workers whose jobs end at the next step.
using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Core;

namespace Gateway.Commands.Tests;

internal sealed class CommandBench : ILineService, IEventLog, ITimeSetter, ICommandCatalogue
{
    public const string Root = "metering/gateway/gw-7/command/";
    public static readonly byte[] Key = Encoding.ASCII.GetBytes("a key of this device alone");

    private readonly JsonWriter _json = new(new byte[600]);
    private readonly FakeWorker _worker = new();
    private readonly FakeWorker _fileWorker = new();
    private RefusalLog _refusals;
    private EventLevel _level;

    public CommandBench(MemoryFiles files = null, byte[] key = null, bool isClockSet = true)
    {
        Files = files ?? new MemoryFiles();
        Restart(key ?? Key);
        if (isClockSet)
        {
            Clock.Set(NowMs, 0, TimeQuality.Ntp);
        }
    }

    public static long NowMs => 1_790_000_000_000;

    public MemoryFiles Files { get; }

    public WallClock Clock { get; } = new();

    public CommandDispatcher Dispatcher { get; private set; }

    public List<string> Calls { get; } = [];

    public List<LineTicket> Tickets { get; } = [];

    public List<JsonElement> Events { get; } = [];

    public List<JsonElement> Alarms { get; } = [];

    public List<long> TimesSet { get; } = [];

    public bool RefusesTime { get; init; }

    /// <summary>As a gateway with a command key does.</summary>
    public bool GuardsTransparent { get; init; }

    public long NowUs { get; set; }

    public void Restart(byte[] key)
    {
        _refusals = new RefusalLog(this);
        Dispatcher = new CommandDispatcher("gw-7", Root, this, new CommandSetup
        {
            Key = key,
            RememberedIds = 4,
            Worker = _worker,
            Clock = Clock,
            Guard = new ReplayGuard(Files, _fileWorker),
            Events = this,
        });
    }

    public Command Make(string name) => name switch
    {
        "read" => new ReadCommand(this),
        "transparent" => new TransparentCommand(this, _refusals, GuardsTransparent),
        "control" => new ControlCommand(this, _refusals),
        "time" => new TimeCommand(this),
        "search" => new SearchCommand(this),
        "commission" => new CommissionCommand(this, _refusals),
        _ => null,
    };

    public void Send(string name, string payload) =>
        Dispatcher.OnMessage(Root + name, Encoding.UTF8.GetBytes(payload));

    /// <summary>Steps until nothing moves any more, and takes the answers.</summary>
    public List<JsonElement> Run()
    {
        List<JsonElement> answers = [];
        StepOnly();
        while (Dispatcher.HasReply)
        {
            byte[] reply = Dispatcher.PeekReply();
            answers.Add(JsonDocument.Parse(reply).RootElement);
            Dispatcher.ReplyDelivered(reply);
        }

        return answers;
    }

    /// <summary>Steps as well, and leaves the answers where they are.</summary>
    public void StepOnly()
    {
        for (int i = 0; i < 160; i++)
        {
            _worker.Step(NowUs);
            _fileWorker.Step(NowUs);
            Dispatcher.Step(NowUs);
            NowUs += 5000;
        }
    }

    public JsonElement Answer(string name, string payload)
    {
        Send(name, payload);
        List<JsonElement> answers = Run();
        Assert.HasCount(1, answers);
        return answers[0];
    }

    public static string Signed(string body, string id = "c-1", long aheadMs = 60_000, string name = "control",
        byte[] key = null)
    {
        long expiresMs = NowMs + aheadMs;
        byte[] message = Encoding.UTF8.GetBytes($"{Root}{name}\n{id}\n{expiresMs}\n{body}");
        string mac = Convert.ToHexString(HMACSHA256.HashData(key ?? Key, message));
        return $"{{\"id\":\"{id}\",\"exp\":{expiresMs},\"body\":{body},\"mac\":\"{mac}\"}}";
    }

    public void Read(string port, string meter, LineTicket ticket) => Take($"read {port} {meter}", ticket);

    public void StartJob(string port, string job, LineTicket ticket)
    {
        Take($"job {port} {job}", ticket);
        ticket.Frames = 25;
        ticket.End(CommandStatus.Ok, null);
    }

    public void Transparent(TransparentRequest request, LineTicket ticket) =>
        Take($"transparent {request.Port} {request.Settings.BaudRate} {request.Settings.Parity} " +
            $"{request.TimeoutMs} {request.GapMs} {request.ExpiresMs} " +
            Convert.ToHexString(request.Bytes, 0, request.Count), ticket);

    public void Control(ControlRequest request, LineTicket ticket) =>
        Take($"control {request.Port} {request.Meter} {request.Action} {request.Who}", ticket);

    public void Commission(CommissionRequest request, LineTicket ticket) =>
        Take($"commission {request.Port} {request.Meter} {request.NewAddress} {request.Who}", ticket);

    public void Search(SearchRequest request, LineTicket ticket) =>
        Take($"search {request.Port} {request.What} {request.BaudRate} {request.Parity}", ticket);

    public bool TrySet(long unixMs, long nowUs)
    {
        if (!RefusesTime)
        {
            TimesSet.Add(unixMs);
        }

        return !RefusesTime;
    }

    public JsonWriter Begin(string kind) => Begin(kind, EventLevel.Event);

    public JsonWriter Begin(string kind, EventLevel level)
    {
        _level = level;
        _json.Reset();
        _json.BeginObject();
        _json.Name("event");
        _json.Word(kind);
        return _json;
    }

    public void End(long nowUs)
    {
        _json.EndObject();
        Assert.IsFalse(_json.Overflow);
        (_level == EventLevel.Alarm ? Alarms : Events).Add(JsonDocument.Parse(_json.ToArray()).RootElement);
    }

    private void Take(string call, LineTicket ticket)
    {
        Calls.Add(call);
        Tickets.Add(ticket);
    }

    private sealed class FakeWorker : IWorker
    {
        private IJob _job;

        public bool IsBusy => _job != null;

        public bool TryStart(IJob job)
        {
            if (_job != null)
            {
                return false;
            }

            _job = job;
            job.Run();
            return true;
        }

        public void Step(long nowUs)
        {
            IJob job = _job;
            _job = null;
            job?.Completed(nowUs, false);
        }
    }
}
