// Everything that goes into a simulated gateway and comes out of it, as lines of a recording: what is on the air, with
// the power at each antenna; bytes of the wired lines; messages at the bridge. Whoever replays it gets the same records.
using System;
using System.Text.Json.Nodes;
using Gateway.Bridge.Recording;
using Gateway.Core;
using Gateway.Simulator.Air;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Cli.Bridge;

/// <summary>Records a gateway of a run.</summary>
public sealed class RunRecorder
{
    private readonly GatewayWorld _world;
    private readonly RecordingWriter _to;

    /// <summary>Listens to a gateway and its bridge from now on.</summary>
    public RunRecorder(GatewayWorld world, BridgedGateway bridge, RecordingWriter to)
    {
        _world = world;
        _to = to;
        world.Scene.Traffic.Sent += OnAir;
        foreach (var line in world.Lines)
        {
            line.Bus.DeviceSending += (bytes, settings, delayNs) => OnBus(line, bytes, settings, delayNs);
            line.Bus.MasterSent += bytes => OnBus(line, bytes, null, 0);
        }

        bridge.Joined += (hello, connect) => Write("hello", BoardRecorder.Fields(hello, connect));
        bridge.Taken += message => Write("up", RecordingWriter.Fields(message));
        bridge.CommandCame += message => Write("down", RecordingWriter.Fields(message));
    }

    /// <summary>The last line: what the run came to.</summary>
    public void End(Report report) => Write("end", new JsonObject
    {
        ["trace_hash"] = report.TraceHash, ["records"] = report.Uplink.Records, ["unaccounted"] = report.Unaccounted,
    });

    private void OnAir(Transmission sent)
    {
        var line = new JsonObject
        {
            ["rate_hz"] = sent.RateHz,
            ["carrier_hz"] = sent.CarrierHz,
            ["deviation_hz"] = sent.DeviationHz,
            ["power_dbm"] = sent.PowerDbm,
            ["place_m"] = new JsonArray(sent.Place.X, sent.Place.Y, sent.Place.Z),
            ["bits"] = Convert.ToHexString(sent.Bits),
            ["bit_count"] = sent.BitCount,
            ["sync_end_bit"] = sent.SyncEndBit,
            ["sync_bits"] = sent.SyncBits,
            ["frame_end_bit"] = sent.FrameEndBit,
            ["bandwidth_hz"] = sent.ReceiverBandwidthHz,
            ["heard_dbm"] = HeardDbm(sent),
        };
        if (sent.IsInterference)
        {
            line["interference"] = true;
        }

        if (sent.Tag is SentFrame frame)
        {
            line["meter"] = frame.Meter?.Settings.Index;
            line["telegram"] = frame.Telegram == null ? null : Convert.ToHexString(frame.Telegram);
        }

        _to.Write(sent.StartNs, "air", line);
    }

    private JsonArray HeardDbm(Transmission sent)
    {
        JsonArray heard = [];
        foreach (var radio in _world.Radios)
        {
            var receiver = radio.Chip.Receiver;
            heard.Add(Math.Round(
                sent.PowerDbm + receiver.AntennaGainDbi - _world.Medium.PathLossDb(sent.Place, receiver), 1));
        }

        return heard;
    }

    private void OnBus(LineWorld line, byte[] bytes, SerialSettings settings, long delayNs)
    {
        var fields = new JsonObject
        {
            ["line"] = line.Line.Name,
            ["from"] = settings == null ? "gateway" : "meter",
            ["hex"] = Convert.ToHexString(bytes),
        };
        if (settings != null)
        {
            fields["delay_ns"] = delayNs;
            fields["uart"] = new JsonArray(
                settings.BaudRate, settings.DataBits, (int)settings.Parity, settings.StopBits);
        }

        Write("bus", fields);
    }

    private void Write(string what, JsonObject fields) => _to.Write(_world.Time.NowNs, what, fields);
}
