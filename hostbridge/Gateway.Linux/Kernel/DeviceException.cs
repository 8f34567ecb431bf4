using System;

namespace Gateway.Linux.Kernel;

/// <summary>A device cannot be used: its path, what was tried, why not, and what to do about it.</summary>
public sealed class DeviceException : Exception
{
    /// <summary>A refusal of the kernel.</summary>
    /// <param name="path">Of the device node.</param>
    /// <param name="what">What was tried, as "open".</param>
    /// <param name="result">The kernel's negative errno.</param>
    public DeviceException(string path, string what, int result)
        : base($"{path}: {what}: {Reason(path, -result)}")
    {
        Error = -result;
    }

    /// <summary>errno.</summary>
    public int Error { get; }

    private static string Reason(string path, int error) => error switch
    {
        Errno.Access or Errno.Permission =>
            $"permission denied: the user has to be in the group that owns it (ls -l {path}; usually {Group(path)}): "
            + $"sudo usermod -aG {Group(path)} $USER, then log in again",
        Errno.NoEntry or Errno.NoDevice or Errno.NotThere => "there is no such device: " + HowToGet(path),
        Errno.Busy => "somebody else has it",
        Errno.Invalid or Errno.NotThatDevice => "is not a device of that kind, or cannot do what is wanted",
        _ => "error " + error,
    };

    private static string Group(string path) =>
        path.Contains("spidev", StringComparison.Ordinal) ? "spi"
        : path.Contains("gpiochip", StringComparison.Ordinal) ? "gpio" : "dialout";

    private static string HowToGet(string path) =>
        path.Contains("spidev", StringComparison.Ordinal)
            ? "on a Raspberry Pi dtparam=spi=on in config.txt, or raspi-config, makes /dev/spidev0.0"
        : path.Contains("gpiochip", StringComparison.Ordinal) ? "ls /dev/gpiochip* shows those that are there"
        : "ls /dev/tty* shows those that are there; a USB adapter has /dev/serial/by-id";
}
