// The receiver's design on its values: answers of the weakest and the strongest meter at each speed, with few meters and
// with sixty, behind the pulses that the master's own sending makes.
using System;
using System.Collections.Generic;
using System.Globalization;

namespace Gateway.Profile.Tests.Hardware;

[TestClass]
public sealed class MBusReceiverTests
{
    private const double UnitLoadAmperes = 1.5e-3;
    private const double LimitAmperes = 0.171;
    private static readonly byte[] Answer = [0x68, 0x00, 0x00, 0xFF, 0x55, 0xAA, 0x01, 0x80, 0x00, 0x16];

    [TestMethod]
    [DataRow(300)]
    [DataRow(2400)]
    [DataRow(9600)]
    public void Receiver_AnswersOfEveryStrength_AreRead(int baud)
    {
        foreach (int loads in new[] { 1, 20, 60 })
        {
            foreach (double space in new[] { 11e-3, 15e-3, 20e-3 })
            {
                MBusReceiverModel receiver = new(loads * UnitLoadAmperes);
                string what = string.Create(
                    CultureInfo.InvariantCulture, $"{loads} unit loads, {space * 1000} mA, {baud} baud");
                Assert.AreEqual(0, Errors(receiver, loads, space, baud), what);
            }
        }
    }

    [TestMethod]
    [DataRow(2400)]
    [DataRow(9600)]
    public void Receiver_BehindTheMastersRequest_IsRead(int baud)
    {
        // 1 km of cable with 60 unit loads: the amplifier charges it at its limit, less what the meters draw.
        const int chargeUs = 18;
        const int dischargeUs = 6;
        double rest = 60 * UnitLoadAmperes;
        MBusReceiverModel receiver = new(rest);
        int bitUs = 1000000 / baud;
        bool last = true;
        foreach (bool bit in Bits([0x10, 0x5B, 0x01, 0x5C, 0x16]))
        {
            for (int us = 0; us < bitUs; us++)
            {
                bool isCharging = bit && !last && us < chargeUs;
                bool isDischarging = !bit && last && us < dischargeUs;
                receiver.Step(isCharging ? LimitAmperes : isDischarging ? -LimitAmperes : rest);
                Assert.IsTrue(us != bitUs / 2 || receiver.IsMark, "the request comes back as an echo");
            }

            last = bit;
        }

        Assert.AreEqual(0, Errors(receiver, 60, 11e-3, baud));
    }

    [TestMethod]
    public void Receiver_TwentyMetersPluggedIn_HearsAgainAfterSeconds()
    {
        MBusReceiverModel receiver = new(UnitLoadAmperes);
        int us = 0;
        do
        {
            receiver.Step(21 * UnitLoadAmperes);
            us++;
        }
        while (us < 100 || (!receiver.IsMark && us < 10_000_000));

        Assert.IsTrue(receiver.IsMark, "never again");
        Assert.IsGreaterThan(100_000, us, "an answer must not be taken for a meter that was plugged in");
        Assert.AreEqual(0, Errors(receiver, 21, 11e-3, 2400));
    }

    [TestMethod]
    public void Receiver_ThresholdAboveTheWeakestMeter_IsDeaf()
    {
        Assert.IsGreaterThan(0, Errors(new MBusReceiverModel(UnitLoadAmperes, dataOhms: 2400), 1, 11e-3, 2400));
    }

    // Eleven bits of rest, the shortest pause before an answer, then the answer; each bit is looked at in its middle, as a UART does.
    private static int Errors(MBusReceiverModel receiver, int loads, double spaceAmperes, int baud)
    {
        double rest = loads * UnitLoadAmperes;
        int bitUs = 1000000 / baud;
        for (int us = 0; us < 11 * bitUs; us++)
        {
            receiver.Step(rest);
        }

        int errors = 0;
        foreach (bool bit in Bits(Answer))
        {
            for (int us = 0; us < bitUs; us++)
            {
                receiver.Step(bit ? rest : rest + spaceAmperes);
                errors += us == bitUs / 2 && receiver.IsMark != bit ? 1 : 0;
            }
        }

        return errors;
    }

    // 8E1: start, eight bits from the lowest, even parity, stop.
    private static IEnumerable<bool> Bits(byte[] bytes)
    {
        foreach (byte value in bytes)
        {
            yield return false;
            bool parity = false;
            for (int i = 0; i < 8; i++)
            {
                bool bit = ((value >> i) & 1) != 0;
                parity ^= bit;
                yield return bit;
            }

            yield return parity;
            yield return true;
        }
    }
}
