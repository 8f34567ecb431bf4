using Gateway.Link.Wmbus;
using Gateway.Simulator.Meters;

namespace Gateway.Radio.Tests;

/// <summary>What the loop keeps of a radio's times is right for as long as the radio does not say that it has
/// moved.</summary>
[TestClass]
public class TimesOnModelTests
{
    [TestMethod]
    [DataRow(RadioChip.Cc1101, 50)]
    [DataRow(RadioChip.Cc1101, 1_500)]
    [DataRow(RadioChip.Sx1276, 50)]
    [DataRow(RadioChip.Sx1276, 1_500)]
    public void HasMoved_QuietUntilChanges_IsSet(RadioChip chip, int latencyUs)
    {
        ModelBench bench = ModelBench.Of(chip, new WmbusReceiver(100));
        bench.LatencyUs = latencyUs;
        bench.Start();
        RadioStage radio = bench.Radio;
        Random random = new(latencyUs);
        int changes = 0;
        long keptUs = long.MinValue;
        for (int length = 12; length <= 250; length += 7)
        {
            foreach (AirMode mode in new[] { AirMode.T1, AirMode.C1A, AirMode.C1B })
            {
                byte[] telegram = new byte[length + 1];
                random.NextBytes(telegram);
                telegram[0] = (byte)length;
                telegram[1] = 0x44;
                var bits = FrameEncoder.Encode(telegram, mode);
                var sent = bench.Send(bits, bench.NowUs + 1_000);
                while (bench.NowUs < (sent.EndNs / 1000) + 4_000)
                {
                    bench.Run(bench.NowUs + 20);
                    Assert.AreEqual(radio.IsReceiving, radio.Times.IsReceiving);
                    Assert.AreEqual(radio.NextWakeUs, radio.Times.WakeUs);
                    if (radio.IsReceiving)
                    {
                        Assert.IsTrue(
                            radio.Times.HasMoved || radio.QuietUntilUs == keptUs,
                            $"{mode}, length {length}: {keptUs} kept, {radio.QuietUntilUs} true");
                        changes += radio.QuietUntilUs == keptUs ? 0 : 1;
                        keptUs = radio.QuietUntilUs;
                        radio.Times.HasMoved = false;
                    }
                }
            }
        }

        Assert.IsGreaterThan(200, changes);
        Assert.IsGreaterThan(latencyUs < 1_000 ? 100u : 50u, radio.Counters.Completed);
    }
}
