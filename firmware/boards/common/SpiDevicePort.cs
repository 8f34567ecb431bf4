using System;
using System.Device.Spi;
using Gateway.Core;

namespace Gateway.Boards
{
    /// <summary>An SPI device as a port.</summary>
    public sealed class SpiDevicePort : ISpiPort
    {
        private readonly SpiDevice _device;

        /// <summary>Opens the device.</summary>
        /// <param name="busId">Number of the SPI bus.</param>
        /// <param name="chipSelectPin">GPIO number of the chip select.</param>
        /// <param name="clockHz">SCLK in hertz; the chip's limit for burst access is the caller's
        /// business.</param>
        public SpiDevicePort(int busId, int chipSelectPin, int clockHz)
        {
            SpiConnectionSettings settings = new SpiConnectionSettings(busId, chipSelectPin);
            settings.ClockFrequency = clockHz;
            settings.Mode = SpiMode.Mode0;
            _device = SpiDevice.Create(settings);
        }

        /// <inheritdoc/>
        public void Transfer(byte[] write, byte[] read, int count)
        {
            _device.TransferFullDuplex(new SpanByte(write, 0, count), new SpanByte(read, 0, count));
        }
    }
}
