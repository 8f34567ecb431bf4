using System.Globalization;
using Gateway.Link.Dlt645;
using Gateway.Simulator.Wire;
using Gateway.Wired.Dlt645;

namespace Gateway.Wired.Tests.Dlt645;

[TestClass]
public sealed class Dlt645FuzzTests
{
    private const int MaxSlices = 100;

    /// <summary>30,000 inputs; GATEWAY_FUZZ=1000000 makes it a million.</summary>
    [TestMethod]
    public void Filter_MutatedAnswers_NeverThrowsAndAsksForBoundedBytes()
    {
        const int Seed = 6_450;
        int inputs = Inputs(30_000);
        var random = new Random(Seed);
        AnswerFilter filter = new();
        byte[] buffer = new byte[SerialExchange.MaxBytes];
        int good = 0;
        for (int i = 0; i < inputs; i++)
        {
            int count = Fill(buffer, random);
            filter.Expect(0x123456789012, Dlt645Control.Read, 0x00010000, 4);
            for (int at = 0; at <= count; at += 1 + random.Next(40))
            {
                int missing = filter.Missing(buffer, at);
                for (int slice = 0; missing == ReplyLength.Unfinished && slice < MaxSlices; slice++)
                {
                    missing = filter.Missing(buffer, at);
                }

                if (missing < 0 || missing > Dlt645Frame.MaxBytes)
                {
                    Assert.Fail($"missing {missing}, input {i}, seed {Seed}");
                }
            }

            bool isDone = false;
            for (int slice = 0; !isDone && slice < MaxSlices; slice++)
            {
                isDone = filter.Finish(buffer, count);
            }

            Assert.IsTrue(isDone, $"input {i}, seed {Seed}");
            Assert.AreEqual(HasAnswer(buffer, count), filter.Status == Dlt645Status.Ok, $"input {i}, seed {Seed}");
            good += filter.Status == Dlt645Status.Ok ? 1 : 0;
        }

        Assert.IsGreaterThan(inputs / 10, good, "the inputs reach the good path");
    }

    [TestMethod]
    public void Reading_LineFullOfNoise_EndsAndTheNextMeterIsRead()
    {
        const int Seed = 6_451;
        var random = new Random(Seed);
        for (int round = 0; round < 60; round++)
        {
            Dlt645Bench bench = new();
            bench.Line.Bus.Attach(new Noise(random));
            bench.Reading.Meter = new Dlt645Meter(0x123456789012);
            bench.Reading.Identifiers = [0x00010000, 0x0201FF00];
            bench.Reading.Count = 2;

            bench.Line.Run(bench.Reading, 60_000_000);

            Assert.IsGreaterThanOrEqualTo(2, bench.Answers.Count, $"round {round}, seed {Seed}");
        }
    }

    // All at once, frame after frame, with a judgement of its own.
    private static bool HasAnswer(byte[] buffer, int count)
    {
        Dlt645Frame frame = new();
        for (int at = 0; Dlt645Codec.TryParse(buffer, at, count - at, true, frame, out _) == Dlt645Status.Ok; at = frame.End)
        {
            bool isOurs = frame.Control >= 0x80 &&
                frame.Address is 0x123456789012 or 0xAAAAAAAAAAAA;
            if (isOurs && ((frame.Control & 0x40) != 0 ||
                (frame.Control is 0x91 or 0xB1 && frame.Number(0, 4) == 0x00010000 && frame.DataCount >= 4)))
            {
                return true;
            }
        }

        return false;
    }

    private static int Inputs(int usual)
    {
        string? wanted = Environment.GetEnvironmentVariable("GATEWAY_FUZZ");
        return string.IsNullOrEmpty(wanted) ? usual : int.Parse(wanted, CultureInfo.InvariantCulture);
    }

    // Other frames, wake-ups, noise, and the answer, some with errors.
    private static int Fill(byte[] buffer, Random random)
    {
        int count = 0;
        byte[] data = new byte[random.Next(60)];
        for (int part = random.Next(4); part >= 0 && count < 350; part--)
        {
            random.NextBytes(data);
            switch (random.Next(5))
            {
                case 0:
                    buffer[count++] = 0xFE;
                    break;
                case 1:
                    data.CopyTo(buffer, count);
                    count += data.Length;
                    break;
                case 2:
                    count += Dlt645Codec.Put(buffer, count, random.Next(5), 0x99, 0x91, data, 0, data.Length);
                    break;
                default:
                    byte[] answer = [0, 0, 1, 0, 0x12, 0x34, 0x56, 0];
                    count += Dlt645Codec.Put(buffer, count, random.Next(5), 0x123456789012, 0x91, answer, 0, 8);
                    break;
            }
        }

        for (int errors = random.Next(3) == 0 ? 1 + random.Next(3) : 0; errors > 0 && count > 0; errors--)
        {
            buffer[random.Next(count)] ^= (byte)(1 << random.Next(8));
        }

        return count;
    }

    private sealed class Noise(Random random) : IWireDevice
    {
        public Core.SerialSettings Settings { get; } = Core.SerialSettings.Create8E1(2400);

        public void Hear(SerialBus bus, IReadOnlyList<WireByte> bytes)
        {
            byte[] noise = new byte[1 + random.Next(700)];
            random.NextBytes(noise);
            for (int i = 0; i < noise.Length; i += 1 + random.Next(8))
            {
                noise[i] = random.Next(2) == 0 ? (byte)0x68 : (byte)0x16;
            }

            bus.Send(this, noise, 20_000_000);
        }
    }
}
