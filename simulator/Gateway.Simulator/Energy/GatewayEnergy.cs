// What one gateway takes from its battery. States are sampled where the firmware gives the processor back: a chip that
// changes its state within a pass is counted as it was before until the pass ends, some milliseconds.
using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Simulator.Chips;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Energy;

/// <summary>The energy ledger of a gateway.</summary>
public sealed class GatewayEnergy
{
    // A message of a batch or a packet of the handshakes keeps the transmitter on for about so long (estimate).
    private const long TransmitNs = 5_000_000;
    private const string Cpu = "esp32";
    private const string Wifi = "wifi";
    private readonly CurrentTable _table;
    private readonly EnergyLedger _ledger;
    private readonly string _chip;
    private IReadOnlyDictionary<string, double> _before = new Dictionary<string, double>();
    private long _beforeNs;
    private long _receivedBeforeNs;
    private uint _messages;

    /// <summary>Nothing taken yet.</summary>
    /// <param name="table">Currents.</param>
    /// <param name="chip">The receiver, "cc1101" or "sx1276".</param>
    public GatewayEnergy(CurrentTable table, string chip)
    {
        _table = table;
        _ledger = new EnergyLedger(table);
        _chip = chip;
        _ledger.Set("board", "always", 0);
    }

    /// <summary>When the meters' windows were known for the first time; −1 before.</summary>
    public long LearnedNs { get; private set; } = -1;

    /// <summary>A pass of the loop begins.</summary>
    public void Runs(long nowNs) => _ledger.Set(Cpu, "active", nowNs);

    /// <summary>A pass of the loop is over.</summary>
    public void Rests(SimulatedGateway gateway, long nowNs)
    {
        if (gateway.Board is not { } board)
        {
            return;
        }

        _ledger.Set(Cpu, board.IsAsleep ? "light_sleep" : "waiting", nowNs);
        _ledger.Set(_chip, StateOf(gateway.ChipPower), nowNs);
        _ledger.Set(Wifi, board.IsWifiOn ? "on" : "off", nowNs);
        var published = (uint)gateway.Firmware.Uplink.Counters.Published;
        if (published != _messages)
        {
            _ledger.Add(Wifi, "transmit", TransmitNs * (published > _messages ? published - _messages : 1));
            _messages = published;
        }

        if (LearnedNs < 0 && gateway.Firmware.Telegrams.Wake?.Plan is { } plan
            && plan.Listed > 0 && plan.KnownCount == plan.Listed)
        {
            LearnedNs = nowNs;
            _before = _ledger.ChargesMah(nowNs);
            _beforeNs = nowNs;
            _receivedBeforeNs = _ledger.TimeNs(_chip, "receive", nowNs);
        }
    }

    /// <summary>The flash was busy for so long.</summary>
    public void Wrote(long ns) => _ledger.Add("flash", "write", ns);

    /// <summary>What it comes to.</summary>
    public ReportEnergy Report(SimulatedGateway gateway, long nowNs)
    {
        var days = Math.Max(1, nowNs - _beforeNs) / 86_400e9;
        var daily = _ledger.ChargesMah(nowNs)
            .ToDictionary(pair => pair.Key, pair => (pair.Value - _before.GetValueOrDefault(pair.Key)) / days);
        var perDay = daily.Values.Sum();
        var report = new ReportEnergy
        {
            LearnedS = LearnedNs < 0 ? null : LearnedNs / 1e9,
            LearningMah = _before.Values.Sum(),
            MahPerDay = perDay,
            Listening = (_ledger.TimeNs(_chip, "receive", nowNs) - _receivedBeforeNs) / (double)Math.Max(1, nowNs - _beforeNs),
            BatteryAh = _table.ValueOf("battery", "capacity"),
        };
        foreach (var (consumer, mah) in daily)
        {
            report.Consumers[consumer] = mah;
        }

        report.LifeYears = _table.LifeYears(report.LearningMah, perDay);
        if (gateway.Firmware is { Session: { } session } firmware)
        {
            var plan = firmware.Telegrams.Wake.Plan;
            (report.Windows, report.WindowsMissed, report.Searches) = (plan.Met + plan.Missed, plan.Missed, plan.Searches);
            (report.Sessions, report.SessionsFailed) = (session.Sessions, session.Failures);
        }

        return report;
    }

    private static string StateOf(ChipPower power) => power switch
    {
        ChipPower.Sleep => "sleep",
        ChipPower.Idle => "idle",
        _ => "receive",
    };
}
