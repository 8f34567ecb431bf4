namespace Gateway.Simulator.World;

// Light sleep and Wi-Fi of a board that runs on a battery.
public sealed partial class SimulatedBoard
{
    // Scan, association and DHCP, and the way out; estimates.
    private const long WifiUpNs = 2_500_000_000;
    private const long WifiDownNs = 20_000_000;

    /// <summary>The processor stands still until a time or a pin wakes it.</summary>
    public bool IsAsleep { get; private set; }

    /// <summary>Bit g: a high level at GPIO g ends the sleep.</summary>
    public ulong WakePins { get; private set; }

    /// <summary>Whether the Wi-Fi has its access point.</summary>
    public bool IsWifiOn { get; private set; } = true;

    /// <summary>Whether a pin that may end the sleep is high.</summary>
    public bool IsWokenByPin
    {
        get
        {
            foreach (var (pin, wired) in _wiredByPin)
            {
                if ((WakePins >> pin & 1) != 0 && !wired.Line.IsBoardOutput && wired.Chip.ReadPin(wired.Line.Signal))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <inheritdoc/>
    /// <remarks>It returns at once; <see cref="SimulatedGateway"/> lets the time pass.</remarks>
    public override void LightSleep(long timerUs, ulong pins)
    {
        WakePins = pins;
        IsAsleep = !IsWokenByPin;
    }

    /// <summary>The processor goes on.</summary>
    public void WakeUp() => IsAsleep = false;

    /// <inheritdoc/>
    public override void SetWifi(bool isOn)
    {
        ChargeBlocking(isOn ? WifiUpNs : WifiDownNs);
        IsWifiOn = isOn;
    }
}
