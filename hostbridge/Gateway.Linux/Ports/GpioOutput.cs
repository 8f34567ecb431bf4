using Gateway.Core;
using Gateway.Linux.Kernel;

namespace Gateway.Linux.Ports;

/// <summary>An output, such as the reset of a chip or the power key of a modem.</summary>
public sealed class GpioOutput : GpioLine, IOutputPin
{
    /// <summary>Takes the line.</summary>
    /// <param name="chip">As /dev/gpiochip0.</param>
    /// <param name="line">Number on the chip.</param>
    /// <param name="signal">Shown by gpioinfo.</param>
    /// <param name="high">First level.</param>
    /// <exception cref="DeviceException">The kernel refuses.</exception>
    public GpioOutput(IKernel kernel, string chip, int line, string signal, bool high)
        : base(kernel, chip, line, signal, GpioLayout.Output, high)
    {
    }

    /// <inheritdoc/>
    public void Write(bool high) => WriteLevel(high);
}
