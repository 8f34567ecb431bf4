using System;
using System.Device.Gpio;
using Gateway.Core;

namespace Gateway.Boards
{
    /// <summary>An input for a button or a warning: any edge calls who asked for it.</summary>
    public sealed class GpioAlertPin : IAlertPin
    {
        private readonly GpioPin _pin;
        private readonly bool _activeHigh;

        /// <summary>Opens the pin as an input; its resistor is in the circuit.</summary>
        /// <param name="gpio">The board's controller.</param>
        /// <param name="pinNumber">GPIO number.</param>
        /// <param name="activeHigh">Which level is active.</param>
        public GpioAlertPin(GpioController gpio, int pinNumber, bool activeHigh)
        {
            _activeHigh = activeHigh;
            _pin = gpio.OpenPin(pinNumber, PinMode.Input);
            _pin.ValueChanged += OnValueChanged;
        }

        /// <inheritdoc/>
        public bool IsActive
        {
            get { return ((byte)_pin.Read() != 0) == _activeHigh; }
        }

        /// <inheritdoc/>
        public Action Changed { private get; set; }

        private void OnValueChanged(object sender, PinValueChangedEventArgs e)
        {
            Changed?.Invoke();
        }
    }
}
