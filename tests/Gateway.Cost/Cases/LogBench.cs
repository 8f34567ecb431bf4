using Gateway.Boards;
using Gateway.Core;
using Gateway.Standins;
using Gateway.Store;
using Gateway.Store.Tests;
using Gateway.Uplink;

namespace Gateway.Cost;

/// <summary>The log on the board's file code and the uplink on the board's MQTT code, without the stages before
/// them.</summary>
internal sealed class LogBench
{
    private const long StartMs = 1_768_456_800_000;
    private const int Seed = 7;
    private readonly CostHost _host = new();
    private readonly StepWorker _files = new();
    private readonly StepWorker _network = new();
    private readonly LogStore _store;
    private readonly Random _random = new(Seed);

    /// <summary>Steps of the log so far.</summary>
    public Steps LogSteps { get; }

    /// <summary>What those steps did.</summary>
    public LogWork LogWork { get; } = new();

    /// <summary>What the steps of the uplink did.</summary>
    public UplinkWork UplinkWork { get; } = new();

    /// <summary>Steps of the uplink so far.</summary>
    public Steps UplinkSteps { get; }

    // Longer than a record of the profile may wait for its commit.
    private const long SettleUs = 15_000_000;

    public LogBench(bool isProfiled = false)
    {
        LogSteps = new Steps { IsProfiled = isProfiled };
        UplinkSteps = new Steps { IsProfiled = isProfiled };
        _store = new LogStore(new NanoFileStore("I:\\", FileSystemKind.Littlefs, 0), _files,
            StoreProfile.InternalFlash2M());
        var status = _store.Open(1);
        if (status != StoreStatus.Formatted)
        {
            throw new InvalidOperationException($"log: {status}");
        }
    }

    /// <summary>Ops of appending so many records, one after the other with the log's own work done in between, and of
    /// everything that makes them durable: seals, commits.</summary>
    public (long Append, long Commit) Append(int records, int payloadBytes)
    {
        StandinHost.Current = _host;
        long append = 0;
        long commit = 0;
        var record = new LogRecord
        {
            Class = RecordClass.Regular, Protocol = Protocol.Wmbus, Mode = LinkMode.T1, Quality = TimeQuality.Ntp,
            RssiDbm = -80, Lqi = 20, FrequencyOffsetHz = -1500, PayloadLength = payloadBytes,
        };
        for (var i = 0; i < records; i++)
        {
            _random.NextBytes(record.Payload.AsSpan(0, payloadBytes));
            record.TimeMs = StartMs + (_host.NowUs / 1000);
            append += Counter.Of(() =>
            {
                if (!_store.Append(record))
                {
                    throw new InvalidOperationException("the log refuses a record");
                }
            });
            commit += RunLog(20_000);
        }

        commit += RunLog(SettleUs);
        return _store.IsSettled
            ? (append, commit)
            : throw new InvalidOperationException("the log does not settle");
    }

    /// <summary>Ops of handing every record to the broker: read back, checked, written, published, acknowledged. The
    /// connection, its hello and the statistics are not part of it.</summary>
    public long Publish()
    {
        StandinHost.Current = _host;
        var options = new UplinkOptions
        {
            GatewayId = "gw-cost", FirmwareVersion = "1.0.0", BrokerHost = "broker", BatchMaxAgeMs = 1000,
        };
        var uplink = new MqttUplink(options, _store, new M2MqttSessionFactory(), _network, new RandomSource(3), null, null);
        uplink.Start(_host.NowUs);
        for (var i = 0; i < 100_000 && uplink.State != UplinkState.Online; i++)
        {
            Turn(uplink);
        }

        long ops = 0;
        for (var i = 0; i < 1_000_000 && !uplink.IsDrained; i++)
        {
            ops += Turn(uplink);
        }

        // "online" is in it: one short message among many.
        return uplink.IsDrained
            ? ops
            : throw new InvalidOperationException("the uplink does not drain");
    }

    private long Turn(MqttUplink uplink)
    {
        var nowUs = _host.NowUs;
        var wakeUs = Math.Min(_store.NextWakeUs, uplink.NextWakeUs);
        long ops = 0;
        if (_network.IsBusy)
        {
            ops += Counter.Of(() => _network.Step(nowUs));
        }

        ops += Counter.Of(() => _host.Network.Acknowledge()) - Prices.ManagedCall;
        if (uplink.NextWakeUs <= nowUs)
        {
            var step = UplinkSteps.Count(() => uplink.Step(nowUs));
            UplinkWork.Add(step, uplink);
            ops += step;
        }

        ops += StepLog(nowUs);
        _host.NowUs = Math.Max(nowUs + 100, Math.Min(wakeUs, nowUs + 10_000));
        return ops;
    }

    private long RunLog(long us)
    {
        long ops = 0;
        for (var untilUs = _host.NowUs + us; _host.NowUs < untilUs;)
        {
            ops += StepLog(_host.NowUs);
            var wakeUs = _files.IsBusy ? 0 : _store.NextWakeUs;
            _host.NowUs = Math.Clamp(wakeUs, _host.NowUs + 100, Math.Max(untilUs, _host.NowUs + 100));
        }

        return ops;
    }

    private long StepLog(long nowUs)
    {
        long ops = 0;
        if (_files.IsBusy)
        {
            ops += Counter.Of(() => _files.Step(nowUs));
        }

        if (_store.NextWakeUs <= nowUs)
        {
            var (bytes, staged) = (_store.Counters.BytesChecked, _store.Counters.Staged);
            var step = LogSteps.Count(() => _store.Step(nowUs));
            LogWork.Add(step, _store.Counters.BytesChecked - bytes, _store.Counters.Staged - staged);
            ops += step;
        }

        return ops;
    }
}
