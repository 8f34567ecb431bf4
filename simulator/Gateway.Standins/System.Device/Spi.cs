using System;
using Gateway.Standins;

namespace System.Device.Spi
{
    /// <summary>Clock polarity and phase.</summary>
    public enum SpiMode
    {
        /// <summary>CPOL 0, CPHA 0.</summary>
        Mode0 = 0,

        /// <summary>CPOL 0, CPHA 1.</summary>
        Mode1 = 1,

        /// <summary>CPOL 1, CPHA 0.</summary>
        Mode2 = 2,

        /// <summary>CPOL 1, CPHA 1.</summary>
        Mode3 = 3,
    }

    /// <summary>A device's settings on its bus.</summary>
    public sealed class SpiConnectionSettings
    {
        /// <summary>A bus and a chip select.</summary>
        public SpiConnectionSettings(int busId, int chipSelectLine = -1)
        {
            BusId = busId;
            ChipSelectLine = chipSelectLine;
        }

        /// <summary>Bus number.</summary>
        public int BusId { get; set; }

        /// <summary>Pin of the chip select.</summary>
        public int ChipSelectLine { get; set; }

        /// <summary>Mode.</summary>
        public SpiMode Mode { get; set; }

        /// <summary>Bits a word.</summary>
        public int DataBitLength { get; set; } = 8;

        /// <summary>Clock in hertz.</summary>
        public int ClockFrequency { get; set; } = 1_000_000;
    }

    /// <summary>A device on an SPI bus.</summary>
    public class SpiDevice : IDisposable
    {
        private readonly StandinHost _host = StandinHost.Required;

        /// <summary>Opens a device.</summary>
        public SpiDevice(SpiConnectionSettings settings)
        {
            ConnectionSettings = settings;
        }

        /// <summary>The settings.</summary>
        public SpiConnectionSettings ConnectionSettings { get; }

        /// <summary>Opens a device.</summary>
        public static SpiDevice Create(SpiConnectionSettings settings) => new SpiDevice(settings);

        /// <summary>Sends and receives the same number of bytes.</summary>
        public void TransferFullDuplex(SpanByte writeBuffer, SpanByte readBuffer)
        {
            if (writeBuffer.Length != readBuffer.Length)
            {
                throw new ArgumentException("write and read buffer differ in length");
            }

            var settings = ConnectionSettings;
            _host.SpiTransfer(
                settings.BusId, settings.ChipSelectLine, settings.ClockFrequency, (int)settings.Mode,
                writeBuffer, readBuffer);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Releases the device.</summary>
        protected virtual void Dispose(bool disposing)
        {
        }
    }
}
