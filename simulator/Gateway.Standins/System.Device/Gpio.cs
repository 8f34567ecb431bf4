using System;
using Gateway.Standins;
using nanoFramework.Runtime.Events;

namespace System.Device.Gpio
{
    /// <summary>Called when a pin changes.</summary>
    public delegate void PinValueChangedEventHandler(object sender, PinValueChangedEventArgs e);

    /// <summary>Direction and resistors of a pin.</summary>
    public enum PinMode
    {
        /// <summary>Input.</summary>
        Input = 0,

        /// <summary>Input with a resistor to ground.</summary>
        InputPullDown = 1,

        /// <summary>Input with a resistor to the supply.</summary>
        InputPullUp = 2,

        /// <summary>Output.</summary>
        Output = 3,
    }

    /// <summary>Edges.</summary>
    [Flags]
    public enum PinEventTypes
    {
        /// <summary>None.</summary>
        None = 0,

        /// <summary>Low to high.</summary>
        Rising = 1,

        /// <summary>High to low.</summary>
        Falling = 2,
    }

    /// <summary>Level of a pin.</summary>
    public readonly struct PinValue : IEquatable<PinValue>
    {
        private readonly byte _value;

        private PinValue(byte value)
        {
            _value = value;
        }

        /// <summary>High.</summary>
        public static PinValue High => new PinValue(1);

        /// <summary>Low.</summary>
        public static PinValue Low => new PinValue(0);

        /// <summary>From 0 or not 0.</summary>
        public static implicit operator PinValue(int value) => value == 0 ? Low : High;

        /// <summary>From false or true.</summary>
        public static implicit operator PinValue(bool value) => value ? High : Low;

        /// <summary>0 or 1.</summary>
        public static explicit operator byte(PinValue value) => value._value;

        /// <summary>0 or 1.</summary>
        public static explicit operator int(PinValue value) => value._value;

        /// <summary>Whether high.</summary>
        public static explicit operator bool(PinValue value) => value._value != 0;

        /// <summary>Same level.</summary>
        public static bool operator ==(PinValue a, PinValue b) => a._value == b._value;

        /// <summary>Other level.</summary>
        public static bool operator !=(PinValue a, PinValue b) => a._value != b._value;

        /// <inheritdoc/>
        public bool Equals(PinValue other) => other._value == _value;

        /// <inheritdoc/>
        public override bool Equals(object obj) => obj is PinValue other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => _value;

        /// <inheritdoc/>
        public override string ToString() => _value != 0 ? "High" : "Low";
    }

    /// <summary>What changed.</summary>
    public class PinValueChangedEventArgs : BaseEvent
    {
        /// <summary>An edge of a pin.</summary>
        public PinValueChangedEventArgs(PinEventTypes changeType, int pinNumber)
        {
            ChangeType = changeType;
            PinNumber = pinNumber;
        }

        /// <summary>The edge.</summary>
        public PinEventTypes ChangeType { get; }

        /// <summary>The pin.</summary>
        public int PinNumber { get; }
    }

    /// <summary>Opens pins.</summary>
    public sealed class GpioController : IDisposable
    {
        private readonly StandinHost _host = StandinHost.Required;

        /// <summary>Opens a pin.</summary>
        public GpioPin OpenPin(int pinNumber, PinMode mode) => new GpioPin(_host, pinNumber, mode);

        /// <inheritdoc/>
        public void Dispose()
        {
        }
    }

    /// <summary>One open pin.</summary>
    public sealed class GpioPin : IDisposable
    {
        private readonly StandinHost _host;
        private PinValueChangedEventHandler _valueChanged;
        private bool _isWatched;

        internal GpioPin(StandinHost host, int pinNumber, PinMode mode)
        {
            _host = host;
            PinNumber = pinNumber;
            _host.OpenPin(pinNumber, mode == PinMode.Output);
        }

        /// <summary>Edges of the pin.</summary>
        public event PinValueChangedEventHandler ValueChanged
        {
            add
            {
                _valueChanged += value;
                if (!_isWatched)
                {
                    _isWatched = true;
                    _host.WatchPin(PinNumber, OnEdge);
                }
            }

            remove
            {
                _valueChanged -= value;
            }
        }

        /// <summary>Number of the pin.</summary>
        public int PinNumber { get; }

        /// <summary>Level.</summary>
        public PinValue Read() => _host.ReadPin(PinNumber);

        /// <summary>Drives the pin.</summary>
        public void Write(PinValue value) => _host.WritePin(PinNumber, (bool)value);

        /// <inheritdoc/>
        public void Dispose()
        {
            _valueChanged = null;
        }

        private void OnEdge(bool rising)
        {
            var edge = rising ? PinEventTypes.Rising : PinEventTypes.Falling;
            _valueChanged?.Invoke(this, new PinValueChangedEventArgs(edge, PinNumber));
        }
    }
}
