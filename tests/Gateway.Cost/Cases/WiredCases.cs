using Gateway.Core;
using Gateway.Link.MBus;
using Gateway.Wired;
using Gateway.Wired.MBus;

namespace Gateway.Cost;

/// <summary>A received byte of a wired line: taken from the port, checked and looked through for its records, by the
/// slope over replies of all lengths. The port's own calls are native and counted at that price.</summary>
internal static class WiredCases
{
    private const int ShortReply = 60;
    private const int LongReply = 260;
    private const int RecordBytes = 6;

    public static void Measure(Figures figures)
    {
        var line = new Line();
        long longest = 0, steps = 0, stepsSlow = 0;
        for (var length = ShortReply; length <= LongReply; length += 10)
        {
            var bill = Read(Reply(length), 9600);
            line.Add(length, bill.Ops);
            longest = Math.Max(longest, bill.Longest);
            steps = bill.Steps;
            stepsSlow = Read(Reply(length), 300).Steps;
        }

        figures.Add("wired M-Bus, byte", line.Slope);
        figures.Add("wired M-Bus, reading beside its bytes", line.Intercept);
        figures.Add("wired M-Bus, longest step", longest);
        figures.Add($"wired M-Bus, steps of a reading of {LongReply} bytes, 9600 baud", steps);
        figures.Add($"wired M-Bus, steps of a reading of {LongReply} bytes, 300 baud", stepsSlow);
    }

    private static byte[] Reply(int length)
    {
        var data = new byte[length - MBusEncoder.LongOverhead];
        for (var at = 12; at + RecordBytes <= data.Length; at += RecordBytes)
        {
            (data[at], data[at + 1]) = (0x04, 0x13);
        }

        for (var at = 12 + ((data.Length - 12) / RecordBytes * RecordBytes); at < data.Length; at++)
        {
            data[at] = 0x2F;
        }

        var frame = new byte[length];
        MBusEncoder.WriteLong(frame, MBusCField.RspUd, 1, MBusCiField.Variable, data, data.Length);
        return frame;
    }

    private static (long Ops, long Longest, long Steps) Read(byte[] reply, int baudRate)
    {
        var port = new WiredPort(reply);
        var slaves = new MBusSlaves(1);
        slaves.AddPrimary(1, baudRate);
        slaves.Set(0, MBusTraits.FcbKnown);
        var task = new MBusReadTask(new MBusMaster(new MBusOptions(), slaves), null);
        var line = new WiredLine(port, new LineOptions(), null);
        long ops = 0, longest = 0, steps = 0;

        // The first reading configures the port.
        for (var reading = 0; reading < 2; reading++)
        {
            (ops, longest, steps) = (0, 0, 0);
            line.TryEnqueue(task);
            while (!line.IsIdle)
            {
                port.NowUs = Math.Max(port.NowUs + 1, line.NextWakeUs);
                var calls = port.Calls;
                var step = Counter.Of(() => line.Step(port.NowUs));
                step += (port.Calls - calls) * Prices.NativeCall;
                (ops, longest, steps) = (ops + step, Math.Max(longest, step), steps + 1);
            }
        }

        return task.Result == MBusResult.Ok
            ? (ops, longest, steps)
            : throw new InvalidOperationException($"{baudRate} baud: {task.Result}");
    }
}
