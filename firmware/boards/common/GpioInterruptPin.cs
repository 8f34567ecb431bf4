using System.Device.Gpio;
using Gateway.Core;

namespace Gateway.Boards
{
    /// <summary>An input pin whose rising edge sets a flag and wakes the loop.</summary>
    public sealed class GpioInterruptPin : IInterruptPin
    {
        private readonly GpioPin _pin;
        private readonly LoopSignal _signal;

        // Set by the callback, cleared by the loop. A lost update only costs a wake-up: the driver works on
        // levels.
        private bool _edge;

        /// <summary>Opens the pin as an input.</summary>
        /// <param name="gpio">The board's controller.</param>
        /// <param name="pinNumber">GPIO number.</param>
        /// <param name="signal">What to wake.</param>
        public GpioInterruptPin(GpioController gpio, int pinNumber, LoopSignal signal)
        {
            _signal = signal;
            _pin = gpio.OpenPin(pinNumber, PinMode.Input);
            _pin.ValueChanged += OnValueChanged;
        }

        /// <inheritdoc/>
        public bool Read()
        {
            // The comparison with PinValue.High makes four calls of it.
            return (byte)_pin.Read() != 0;
        }

        /// <inheritdoc/>
        public bool TakeEdge()
        {
            if (!_edge)
            {
                return false;
            }

            _edge = false;
            return true;
        }

        private void OnValueChanged(object sender, PinValueChangedEventArgs e)
        {
            if (e.ChangeType == PinEventTypes.Rising)
            {
                _edge = true;
                _signal.Set();
            }
        }
    }
}
