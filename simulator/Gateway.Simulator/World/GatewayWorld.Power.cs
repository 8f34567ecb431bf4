using Gateway.Config;

namespace Gateway.Simulator.World;

// Starts, and what goes wrong around the gateway.
public sealed partial class GatewayWorld
{
    /// <summary>The commissioning step: puts the configuration where the firmware looks for it.</summary>
    private void WriteConfig() =>
        Flash.Drive(BoardKind.DriveOf(Settings.Board).Letter).Files[ConfigStore.InstallerFile] =
            Settings.Links is ["serial"]
                ? ConfigDocument.Create(Settings, "bridge.invalid", 1883) // which broker is the bridge's business
                : ConfigDocument.Create(Settings, Broker.Host, Broker.Port, Broker.Tls);

    private void OnBooting(SimulatedBoard board)
    {
        var cost = new BoardBlockingCost(board);
        Flash.Cost = Energy == null ? board.ChargeBlocking : ns =>
        {
            Energy.Wrote(ns);
            board.ChargeBlocking(ns);
        };
        Flash.Stalled = board.StallFor;
        board.Network = () => Network.Connect(cost, board.IsWifiOn);

        if (Settings.Links is ["serial"])
        {
            return;
        }

        // A time server answers a second after the first question.
        board.TimeSync = () => Time.Schedule(Time.NowNs + 1_000_000_000, () =>
        {
            board.SetUnixMs(UnixMs(Time.NowNs));
            board.Signal();
        });
    }

    /// <summary>The network's time is off by so much more from now on; a gateway that has asked for it is told.</summary>
    public void StepClock(long ms)
    {
        _clockErrorMs += ms;
        if (Gateway.Board is { IsTimeSyncStarted: true } board)
        {
            board.SetUnixMs(UnixMs(Time.NowNs));
        }
    }

    /// <summary>Begins or ends a fault of the broker.</summary>
    public void FailBroker(string fault, bool begins)
    {
        if (!Broker.Fail(fault, begins))
        {
            Warn($"this broker cannot do \"{fault}\"");
        }
    }

    /// <summary>Pulls the plug now; not from within an event. <see cref="SimulatedGateway.RestorePower"/> puts it
    /// back.</summary>
    public void PullPlug()
    {
        PowerCuts++;
        GoDown("power");
        Network.Modem?.SetSupply(false);
    }

    /// <summary>The loop's thread stands still; what the chips hear meanwhile is lost for that.</summary>
    public void HangLoop()
    {
        foreach (var radio in Radios)
        {
            radio.Frames.IsRadioFaulty = true;
        }

        Gateway.HangLoop();
        _hangs = true;
    }

    /// <summary>The firmware has asked for a restart: what is in its memory is gone, the modem stays on.</summary>
    private void Restart()
    {
        Restarts++;
        GoDown("reboot");
        At(Time.NowNs + RestartNs, Gateway.RestorePower);
    }

    private void GoDown(string what)
    {
        Trace.Note(what, 0);
        if (_hangs)
        {
            _hangs = false;
            foreach (var radio in Radios)
            {
                radio.Frames.IsRadioFaulty = false;
            }
        }

        foreach (var radio in Radios)
        {
            radio.Frames.PowerCut();
        }

        Gateway.PowerOff();
        if (Cable == null)
        {
            Broker.CutConnections();
        }
    }
}
