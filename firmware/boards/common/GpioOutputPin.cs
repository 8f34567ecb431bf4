using System.Device.Gpio;
using Gateway.Core;

namespace Gateway.Boards
{
    /// <summary>An output pin.</summary>
    public sealed class GpioOutputPin : IOutputPin
    {
        private readonly GpioPin _pin;

        /// <summary>Opens the pin as an output.</summary>
        /// <param name="gpio">The board's controller.</param>
        /// <param name="pinNumber">GPIO number.</param>
        public GpioOutputPin(GpioController gpio, int pinNumber)
        {
            _pin = gpio.OpenPin(pinNumber, PinMode.Output);
        }

        /// <inheritdoc/>
        public void Write(bool high)
        {
            _pin.Write(high ? PinValue.High : PinValue.Low);
        }
    }
}
