using Gateway.Core;
using Gateway.Radio.Sx1276;

namespace Gateway.Radio.Tests.Sx1276;

[TestClass]
public class Sx1276FuzzTests : DriverFuzzTests
{
    private protected override int MaxTransfers => 2 * (Sx1276Timing.CalibrationPauses + 50);

    private protected override FuzzSpi NewSpi(Random random, FakePin syncPin) => new Spi(random, syncPin);

    private protected override RadioStage NewRadio(
        ISpiPort spi, IInterruptPin fifoPin, IInterruptPin syncPin) =>
        new Sx1276Radio(spi, fifoPin, syncPin, null);

    /// <summary>Version, mode, registers and a DIO2 that shows whether the FIFO was filled answer.</summary>
    private sealed class Spi(Random random, FakePin dio2) : FuzzSpi(random)
    {
        private readonly Random _random = random;
        private readonly byte[] _registers = new byte[0x80];

        protected override void Answer(byte[] write, byte[] read, int count)
        {
            int address = write[0] & 0x7F;
            if (write[0] == 0x80)
            {
                dio2.Level = true;
            }
            else if (write[0] == 0xBE)
            {
                dio2.Level = false;
            }
            else if ((write[0] & 0x80) != 0)
            {
                Array.Copy(write, 1, _registers, address, count - 1);
            }
            else if (address == 0x42)
            {
                read[1] = 0x12;
            }
            else if (address == 0x3E && _random.Next(4) != 0)
            {
                read[1] |= 0x80;
                read[2] &= 0x3F;
            }
            else if (address is not 0x00 and not 0x11 and not 0x3B and not 0x3E)
            {
                Array.Copy(_registers, address, read, 1, count - 1);
                read[1] = address == 0x01 && _random.Next(4) != 0 ? (byte)0x05 : read[1];
            }
        }
    }
}
