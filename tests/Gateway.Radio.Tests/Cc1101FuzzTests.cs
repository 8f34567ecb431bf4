using Gateway.Core;
using Gateway.Radio.Cc1101;

namespace Gateway.Radio.Tests;

[TestClass]
public class Cc1101FuzzTests : DriverFuzzTests
{
    private protected override int MaxTransfers => Cc1101Timing.ReadyPolls + Cc1101Timing.ReceivePolls + 20;

    private protected override FuzzSpi NewSpi(Random random, FakePin syncPin) => new Spi(random, syncPin);

    private protected override RadioStage NewRadio(
        ISpiPort spi, IInterruptPin fifoPin, IInterruptPin syncPin) =>
        new Cc1101Radio(spi, fifoPin, syncPin);

    /// <summary>Identification, registers and a GDO2 that is set to a constant level answer.</summary>
    private sealed class Spi(Random random, FakePin gdo2) : FuzzSpi(random)
    {
        private readonly Random _random = random;
        private readonly byte[] _registers = new byte[0x40];

        protected override void Answer(byte[] write, byte[] read, int count)
        {
            int address = write[0] & 0x3F;
            if (count == 1)
            {
                read[0] = 0x1F;
            }
            else if (write[0] == 0xF0 || write[0] == 0xF1)
            {
                read[1] = write[0] == 0xF0 ? (byte)0 : (byte)0x14;
            }
            else if (write[0] == 0xF5)
            {
                read[1] = _random.Next(4) == 0 ? read[1] : (byte)0x0D;
            }
            else if (write[0] == 0xFB)
            {
                read[3] = _random.Next(4) == 0 ? read[3] : read[1];
            }
            else if ((write[0] & 0xC0) == 0x40)
            {
                Array.Copy(write, 1, _registers, address, count - 1);
                if ((_registers[0] & 0x3F) == 0x2F)
                {
                    gdo2.Level = _registers[0] == 0x6F;
                }
            }
            else if ((write[0] & 0xC0) == 0xC0 && address < 0x2F)
            {
                Array.Copy(_registers, address, read, 1, count - 1);
            }
        }
    }
}
