using System;
using System.Globalization;
using Gateway.Link.Dlt645;

namespace Gateway.Link.Tests.Dlt645;

[TestClass]
public sealed class Dlt645FuzzTests
{
    private readonly byte[] _input = new byte[600];

    /// <summary>50,000 inputs; GATEWAY_FUZZ=1000000 makes it a million.</summary>
    [TestMethod]
    public void CodecReader_MutatedFrames_NoExceptionNoAllocationBounded() =>
        Assert.AreEqual(0L, Allocations.Least(MutatedFrames), "bytes allocated");

    private long MutatedFrames()
    {
        const int Seed = 20_645;
        string wanted = Environment.GetEnvironmentVariable("GATEWAY_FUZZ");
        int inputs = string.IsNullOrEmpty(wanted) ? 50_000 : int.Parse(wanted, CultureInfo.InvariantCulture);
        var random = new Random(Seed);
        var frame = new Dlt645Frame();
        var reader = new RegisterReader();
        var value = new RegisterValue();
        long allocated = 0;
        int good = 0;
        for (int i = 0; i < inputs; i++)
        {
            int length = NextInput(random);
            allocated -= i > 100 ? GC.GetAllocatedBytesForCurrentThread() : 0;
            try
            {
                good += Feed(frame, reader, value, length, i) ? 1 : 0;
            }
            catch (Exception e) when (e is not AssertFailedException)
            {
                Assert.Fail($"input {i}, seed {Seed}, {Convert.ToHexString(_input, 0, length)}: {e}");
            }

            allocated += i > 100 ? GC.GetAllocatedBytesForCurrentThread() : 0;
        }

        Assert.IsGreaterThan(inputs / 4, good, "the inputs reach the good path");
        return allocated;
    }

    private bool Feed(Dlt645Frame frame, RegisterReader reader, RegisterValue value, int length, int input)
    {
        var open = Dlt645Codec.TryParse(_input, 0, length, false, frame, out int missing);
        if ((open == Dlt645Status.Incomplete) != (missing > 0) || missing > Dlt645Frame.MaxBytes)
        {
            Assert.Fail($"missing {missing} with {open}, input {input}");
        }

        if (Dlt645Codec.TryParse(_input, 0, length, true, frame, out _) != Dlt645Status.Ok)
        {
            return false;
        }

        if (frame.Start < 0 || frame.End > length || frame.DataCount != frame.End - frame.Start - 12)
        {
            Assert.Fail($"outside the input, input {input}");
        }

        var edition = (frame.Control & 0x10) == 0 ? Dlt645Edition.Edition1997 : Dlt645Edition.Edition2007;
        int size = edition == Dlt645Edition.Edition1997 ? 2 : 4;
        if (frame.DataCount < size)
        {
            return true;
        }

        reader.Begin(edition, (uint)frame.Number(0, size), frame.Data, size, frame.DataCount - size);
        int at = size;
        while (reader.TryNext(value))
        {
            if (value.Count < 1 || value.Offset < at || value.Offset + value.Count > frame.DataCount)
            {
                Assert.Fail($"value outside the data, input {input}");
            }

            at = value.Offset + value.Count;
        }

        return true;
    }

    // Whole frames with identifiers near those of the table, often changed; and noise.
    private int NextInput(Random random)
    {
        int kind = random.Next(8);
        if (kind == 0)
        {
            int noise = random.Next(_input.Length);
            random.NextBytes(_input.AsSpan(0, noise));
            for (int i = 0; i < noise; i += 1 + random.Next(9))
            {
                _input[i] = random.Next(2) == 0 ? (byte)0x68 : (byte)0x16;
            }

            return noise;
        }

        byte[] data = new byte[random.Next(4) == 0 ? random.Next(256) : 4 + random.Next(40)];
        random.NextBytes(data);
        if (data.Length >= 4)
        {
            data[0] = (byte)(random.Next(3) == 0 ? 0xFF : random.Next(14));
            data[1] = (byte)(random.Next(3) == 0 ? 0xFF : random.Next(20));
            data[2] = (byte)random.Next(10);
            data[3] = (byte)random.Next(7);
        }

        byte[] frame = Frames.Make("123456789012", random.Next(2) == 0 ? 0x91 : 0x81, data);
        if (data.Length >= 2 && frame[8] == 0x81)
        {
            frame = Frames.Make("123456789012", 0x81, [data[0], (byte)(0x90 + random.Next(0x40)), .. data[2..]]);
        }

        frame.CopyTo(_input, 0);
        for (int errors = kind >= 6 ? 1 + random.Next(3) : 0; errors > 0; errors--)
        {
            _input[random.Next(frame.Length)] ^= (byte)(1 << random.Next(8));
        }

        return kind == 5 ? random.Next(frame.Length + 1) : frame.Length;
    }
}
