using System.Collections.Generic;
using System.Linq;

namespace Gateway.Simulator.Energy;

/// <summary>Adds up what each consumer takes: its current in the state it is in, over the time for which it is in
/// it.</summary>
public sealed class EnergyLedger(CurrentTable table)
{
    private const double NsPerHour = 3600e9;
    private readonly Dictionary<string, Consumer> _consumers = [];

    /// <summary>A consumer is in a state from now on.</summary>
    public void Set(string consumer, string state, long nowNs)
    {
        var one = Of(consumer);
        one.Settle(nowNs);
        if (one.State != state)
        {
            one.State = state;
            one.Ma = table.ValueOf(consumer, state);
        }
    }

    /// <summary>A consumer was in a state for a while, beside the one it is in.</summary>
    public void Add(string consumer, string state, long ns)
    {
        var one = Of(consumer);
        one.Mah += table.ValueOf(consumer, state) * ns / NsPerHour;
        one.Ns[state] = one.Ns.GetValueOrDefault(state) + ns;
    }

    /// <summary>Charge so far in mAh, by consumer.</summary>
    public IReadOnlyDictionary<string, double> ChargesMah(long nowNs) =>
        _consumers.ToDictionary(pair => pair.Key, pair => pair.Value.Settle(nowNs).Mah);

    /// <summary>Time in a state so far, in nanoseconds.</summary>
    public long TimeNs(string consumer, string state, long nowNs) =>
        Of(consumer).Settle(nowNs).Ns.GetValueOrDefault(state);

    private Consumer Of(string name) =>
        _consumers.TryGetValue(name, out var consumer) ? consumer : _consumers[name] = new Consumer();

    private sealed class Consumer
    {
        private long _sinceNs;

        public string State { get; set; }

        public double Ma { get; set; }

        public double Mah { get; set; }

        public Dictionary<string, long> Ns { get; } = [];

        public Consumer Settle(long nowNs)
        {
            if (State != null)
            {
                var ns = nowNs - _sinceNs;
                Mah += Ma * ns / NsPerHour;
                Ns[State] = Ns.GetValueOrDefault(State) + ns;
            }

            _sinceNs = nowNs;
            return this;
        }
    }
}
