// Answers of two lengths from a scripted port: their difference is what a byte costs, the exchange, the filter and the
// reading included; the values are taken apart as the uplink does.
using Gateway.Core;
using Gateway.Link.Dlt645;
using Gateway.Wired;
using Gateway.Wired.Dlt645;

namespace Gateway.Cost;

/// <summary>A DL/T 645 reading.</summary>
internal static class Dlt645Cases
{
    private const uint Block = 0x0001FF00;
    private const int Short = 5;
    private const int Long = 45;

    public static void Measure(Figures figures)
    {
        var few = new Bench(Short).Read();
        var many = new Bench(Long).Read();
        var perByte = (double)(many.Ops - few.Ops) / ((Long - Short) * 4);
        figures.Add("dlt645, byte of an answer", perByte);
        figures.Add("dlt645, reading beside its bytes", few.Ops - (Short * 4 * perByte));
        figures.Add("dlt645, longest step, 180 bytes of data", many.Longest);
        figures.Add("dlt645, value of a block", Values(Long) / (double)Long);
    }

    private static long Values(int registers)
    {
        var reader = new RegisterReader();
        var value = new RegisterValue();
        var data = new byte[registers * 4];
        reader.Begin(Dlt645Edition.Edition2007, Block, data, 0, data.Length);
        long ops = 0;
        for (var more = true; more;)
        {
            ops += Counter.Of(() => more = reader.TryNext(value));
        }

        return ops;
    }

    private sealed class Bench : ISerialPort
    {
        private readonly byte[] _answer = new byte[400];
        private readonly int _count;
        private readonly SerialSettings _settings = SerialSettings.Create8E1(2400);
        private long _nowUs = 1_000_000;
        private long _beginUs = long.MaxValue;
        private int _taken;

        public Bench(int registers)
        {
            var data = new byte[4 + (registers * 4)];
            data[1] = 0xFF;
            data[2] = 1;
            _count = Dlt645Codec.Put(_answer, 0, 4, 0x123456789012, 0x91, data, 0, data.Length);
        }

        public Steps Read()
        {
            var line = new WiredLine(this, new LineOptions(), null);
            var task = new Dlt645ReadTask(new Dlt645Master(new Dlt645Options()), null)
            {
                Meter = new Dlt645Meter(0x123456789012) { Edition = Dlt645Edition.Edition2007 },
                Identifiers = [Block],
                Count = 1,
            };
            var steps = new Steps();
            line.TryEnqueue(task);
            while (!line.IsIdle)
            {
                _nowUs = Math.Max(_nowUs, line.NextWakeUs) + 100;
                steps.Count(() => line.Step(_nowUs));
            }

            return task.Result == Dlt645Result.Ok ? steps : throw new InvalidOperationException($"{task.Result}");
        }

        public bool Configure(SerialSettings settings) => true;

        public int Read(byte[] buffer, int offset, int count)
        {
            var there = _nowUs < _beginUs ? 0 : (int)Math.Min(_count, (_nowUs - _beginUs) / _settings.BytesUs(1));
            var taken = Math.Min(count, there - _taken);
            Array.Copy(_answer, _taken, buffer, offset, taken);
            _taken += taken;
            return taken;
        }

        public bool Write(byte[] buffer, int offset, int count)
        {
            _taken = 0;
            _beginUs = _nowUs + _settings.BytesUs(count) + 20_000;
            return true;
        }

        public void Discard()
        {
        }
    }
}
