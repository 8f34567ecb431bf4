// What the narrow channel is worth, in the air model's own terms: the power at which 90 % of packets with the
// same telegram arrive, C1 against the linkIQ-style mode, driver and link included.
using Gateway.Link;
using Gateway.Simulator.Meters;

namespace Gateway.Radio.Tests;

[TestClass]
public class SensitivityTests
{
    private const int TelegramBytes = 44;
    private const int Packets = 200;
    private const double PathLossDb = 60;

    // Energy a bit over noise density decides in the model, so the filter's width falls out of it:
    // 10 log(100 / 4.8) = 13.2 dB for the bit rate, of which 10 log(325 / 58) = 7.5 dB is less noise in the
    // filter.
    [TestMethod]
    [DataRow(RadioChip.Cc1101)]
    [DataRow(RadioChip.Sx1276)]
    public void Receive_NinetyPercentPower_LinkIqIsBetterByItsBitRate(RadioChip chip)
    {
        double c1Dbm = PowerForNinetyPercent(chip, AirMode.C1A);
        double linkIqDbm = PowerForNinetyPercent(chip, AirMode.LinkIq);
        double byRateDb = 10 * Math.Log10(
            (double)AirChannel.C1.ChipRateHz / AirChannel.LinkIq.ChipRateHz);
        double byFilterDb = 10 * Math.Log10(
            AirChannel.C1.ReceiverBandwidthHz / AirChannel.LinkIq.ReceiverBandwidthHz);
        double gainDb = c1Dbm - linkIqDbm;
        Console.WriteLine(
            $"{chip}, 90 % of packets: C1 {c1Dbm:F1} dBm, LIQ {linkIqDbm:F1} dBm, gain {gainDb:F1} dB; " +
            $"bit rate {byRateDb:F1} dB, of which noise in the filter {byFilterDb:F1} dB");

        Assert.AreEqual(byRateDb, gainDb, 1.0, "the model's own arithmetic");
        Assert.IsTrue(gainDb > byFilterDb);
    }

    /// <summary>Non-coherent FSK, half of e^(−Eb/2N0) of the bits wrong, and every bit of sync word and frame must be
    /// right; the simulator's README of the air states it. A chip may lose 0.7 dB of it: its deviation is not the
    /// sender's, its AFC leaves a rest, it must find the preamble.</summary>
    [TestMethod]
    [DataRow(RadioChip.Cc1101, AirMode.T1)]
    [DataRow(RadioChip.Cc1101, AirMode.C1A)]
    [DataRow(RadioChip.Cc1101, AirMode.C1B)]
    [DataRow(RadioChip.Cc1101, AirMode.S1)]
    [DataRow(RadioChip.Cc1101, AirMode.LinkIq)]
    [DataRow(RadioChip.Sx1276, AirMode.T1)]
    [DataRow(RadioChip.Sx1276, AirMode.C1A)]
    [DataRow(RadioChip.Sx1276, AirMode.C1B)]
    [DataRow(RadioChip.Sx1276, AirMode.S1)]
    [DataRow(RadioChip.Sx1276, AirMode.LinkIq)]
    public void Receive_AboutTheSensitivityLimit_PacketErrorRateFollowsTheCurve(RadioChip chip, AirMode mode)
    {
        const double noiseDbmHz = -174 + 11.5; // the medium's noise figure
        for (double ebN0Db = 9; ebN0Db <= 14; ebN0Db++)
        {
            double powerDbm = noiseDbmHz + ebN0Db + (10 * Math.Log10(AirChannel.Of(mode).ChipRateHz));
            double share = Share(chip, mode, powerDbm);
            double best = Curve(mode, ebN0Db);
            double worst = Curve(mode, ebN0Db - 0.7);
            Console.WriteLine(
                $"{chip} {mode}, Eb/N0 {ebN0Db} dB, {powerDbm:F1} dBm: {1 - share:P1} lost, {1 - best:P1} by the curve");
            Assert.IsTrue(
                share <= best + Spread(best) && share >= worst - Spread(worst),
                $"Eb/N0 {ebN0Db} dB: {share:P1} of the packets, the curve has {worst:P1} .. {best:P1}");
        }
    }

    private static double Curve(AirMode mode, double ebN0Db)
    {
        AirBits air = FrameEncoder.Encode(SlowModesOnModelTests.Telegram(TelegramBytes, 1), mode);
        double rate = 0.5 * Math.Exp(-0.5 * Math.Pow(10, ebN0Db / 10));
        return Math.Pow(1 - rate, air.FrameEndBit - air.SyncEndBit + air.Channel.SyncBits);
    }

    /// <summary>Four standard deviations of the share, and one packet.</summary>
    private static double Spread(double share) =>
        (4 * Math.Sqrt(share * (1 - share) / Packets)) + (1.0 / Packets);

    private static double PowerForNinetyPercent(RadioChip chip, AirMode mode)
    {
        // Halving: at the upper end all arrive, at the lower end none.
        double high = -90;
        double low = -125;
        Assert.IsTrue(Share(chip, mode, high) > 0.9 && Share(chip, mode, low) < 0.1);
        while (high - low > 0.25)
        {
            double middle = (high + low) / 2;
            if (Share(chip, mode, middle) >= 0.9)
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }

        return high;
    }

    private static double Share(RadioChip chip, AirMode mode, double powerDbm)
    {
        TelegramReceiver link = SlowModesOnModelTests.LinkFor(mode);
        ModelBench bench = ModelBench.Of(chip, link).Start(profile: AirChannel.Of(mode).Profile);
        int heard = 0;
        for (int i = 0; i < Packets; i++)
        {
            byte[] telegram = SlowModesOnModelTests.Telegram(TelegramBytes, i);
            var sent = bench.Send(
                FrameEncoder.Encode(telegram, mode), bench.NowUs + 1_000, powerDbm + PathLossDb);
            bench.Run((sent.EndNs / 1000) + 30_000);
            Telegram got = link.Pool.TryTake();
            heard += got != null && got.Bytes[..got.Length].SequenceEqual(telegram) ? 1 : 0;
            link.Pool.Release(got);
        }

        return (double)heard / Packets;
    }
}
