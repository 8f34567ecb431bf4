using Gateway.Core;
using Gateway.Link;
using Gateway.Link.Tests;
using Gateway.Link.LinkIq;
using Gateway.Link.Wmbus;
using Gateway.Radio;

namespace Gateway.Cost;

/// <summary>A received air byte, link mode by link mode: drained by the driver through the board's adapters, decoded,
/// CRC-checked. The price of a byte is the slope over frames of all lengths, what does not depend on the length is the
/// price of a frame.</summary>
internal static class AirCases
{
    private const int Seed = 45;

    // The telegram of the figures for a whole frame, by its L-field.
    private const int UsualLField = 92;

    private const int ShortLField = 20;
    private const int LongLField = 250;

    public static void Measure(Figures figures)
    {
        foreach (var chip in new[] { RadioChip.Cc1101, RadioChip.Sx1276 })
        {
            Mode(figures, chip, "T1", RadioProfile.T1C1, 80, FrameEncoder.T1);
            Mode(figures, chip, "C1-A", RadioProfile.T1C1, 80, FrameEncoder.C1A);
            Mode(figures, chip, "C1-B", RadioProfile.T1C1, 80, FrameEncoder.C1B);
            Mode(figures, chip, "S1", RadioProfile.S1, 244, telegram => FrameEncoder.Encode(FrameKind.S1, telegram));
        }

        Mode(figures, RadioChip.Cc1101, "LIQ", RadioProfile.LinkIq, 1667,
            telegram => FrameEncoder.LinkIq(telegram, (int)PacketType.Hourly, 1, 1, 0));
        foreach (var kind in new[] { FrameKind.T1, FrameKind.C1A, FrameKind.C1B })
        {
            figures.Add($"decode {kind}, byte, chunks of 32", Decode(kind, 32));
            figures.Add($"decode {kind}, byte, chunks of 48", Decode(kind, 48));
        }
    }

    /// <summary>A T1 frame that is ready to be heard.</summary>
    public static Action PrepareUsual()
    {
        var bench = new AirBench(RadioChip.Cc1101, RadioProfile.T1C1, 80);
        var raw = FrameEncoder.T1(FrameEncoder.RandomTelegram(new Random(Seed), UsualLField));
        return () => bench.Hear(raw);
    }

    private static void Mode(
        Figures figures, RadioChip chip, string mode, RadioProfile profile, int byteUs, Func<byte[], byte[]> encode)
    {
        var total = new Line();
        var own = new Line();
        var isLinkIq = profile == RadioProfile.LinkIq;
        var usualLField = isLinkIq ? LinkIqReceiver.MaxTelegramBytes - 1 : UsualLField;
        for (var lField = ShortLField; lField <= (isLinkIq ? usualLField : LongLField); lField++)
        {
            // Format B has no frame of these lengths.
            if (lField is not (126 or 127))
            {
                var bill = Hear(chip, profile, byteUs, encode(FrameEncoder.RandomTelegram(new Random(Seed), lField)));
                total.Add(bill.Bytes, bill.Ops);
                own.Add(bill.Bytes, bill.OwnOps);
            }
        }

        var usual = Hear(chip, profile, byteUs, encode(FrameEncoder.RandomTelegram(new Random(Seed), usualLField)));
        mode = chip == RadioChip.Cc1101 ? mode : mode + " SX1276";
        figures.Add($"air {mode}, byte", total.Slope);
        figures.Add($"air {mode}, frame beside its bytes", total.Intercept);
        figures.Add($"air {mode}, whole frame of L-field {usualLField}, a byte", (double)usual.Ops / usual.Bytes);
        figures.Add($"air {mode}, whole frame of L-field {usualLField}, interrupts", usual.InterruptOps);
        figures.Add($"receive {mode}, byte, without SPI and pins", own.Slope);
        figures.Add($"receive {mode}, frame, without SPI and pins", own.Intercept);
    }

    private static AirBill Hear(RadioChip chip, RadioProfile profile, int byteUs, byte[] raw)
    {
        var bench = new AirBench(chip, profile, byteUs);
        bench.Hear(raw);
        bench.ForgetBill();
        bench.Hear(raw);
        return bench.Bill;
    }

    // The link's share alone, for frames drained by whatever driver.
    private static double Decode(FrameKind kind, int chunkBytes)
    {
        var raw = FrameEncoder.Encode(kind, FrameEncoder.RandomTelegram(new Random(Seed), UsualLField));
        var receiver = new WmbusReceiver(1);
        receiver.Begin(RadioProfile.T1C1, 0);
        long ops = 0;
        for (var at = 0; at < raw.Length; at += chunkBytes)
        {
            var count = Math.Min(chunkBytes, raw.Length - at);
            ops += Counter.Of(() => receiver.Push(raw, at, count));
        }

        receiver.End(RxEnd.Complete, 0, 0, 0);
        return receiver.LastStatus == LinkStatus.Ok
            ? (double)ops / raw.Length
            : throw new InvalidOperationException($"{kind}: {receiver.LastStatus}");
    }
}
