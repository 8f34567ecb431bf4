// Carries out what a scenario breaks on one gateway, as commands between two events; each is in the trace and in the
// report. A chip fault goes on through a power cut: what is broken is not healed by the plug. Not done: bus lines
// other than the chip's data line.
using System;
using System.Collections.Generic;
using Gateway.Simulator.Chips;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Faults;

/// <summary>The faults of one gateway.</summary>
/// <param name="world">The gateway's world.</param>
/// <param name="drive">The drive of its log.</param>
/// <param name="random">Chooses what the scenario does not name: bits that rot.</param>
public sealed class FaultRunner(GatewayWorld world, FlashDrive drive, RandomStream random)
{
    private readonly DiskFaults _disk = new(drive, random);

    /// <summary>The faults that have begun.</summary>
    public IList<ReportFault> Report { get; } = new List<ReportFault>();

    /// <summary>Schedules those faults that concern this gateway.</summary>
    public void Schedule(IEnumerable<ScenarioFault> faults)
    {
        foreach (var fault in faults)
        {
            if (fault.Gateway != null && fault.Gateway != world.Settings.Id)
            {
                continue;
            }

            world.At(fault.AtNs, () => Begin(fault));
            if (fault.ForNs is { } lengthNs)
            {
                world.At(fault.AtNs + lengthNs, () => End(fault));
            }
        }
    }

    private void Begin(ScenarioFault fault)
    {
        world.Trace.Note("fault", (int)fault.Kind, 1);
        var (component, type) = NameOf(fault);
        Report.Add(new ReportFault
        {
            AtS = world.Time.NowNs / 1e9,
            ForS = fault.ForNs / 1e9,
            Gateway = world.Settings.Id,
            Component = component,
            Type = type,
            Amount = fault.Amount != 0 ? fault.Amount : null,
        });
        switch (fault.Kind)
        {
            case FaultKind.RadioDead:
                FailRadio(fault, ChipFault.Dead);
                break;
            case FaultKind.RadioStuckHigh:
                FailRadio(fault, ChipFault.StuckHigh);
                break;
            case FaultKind.RadioBrownOut:
                FailRadio(fault, ChipFault.BrownOutReset);
                break;
            case FaultKind.CrystalStep:
                world.Radios[fault.Radio].Chip.CrystalErrorPpm += fault.Amount;
                break;
            case FaultKind.AntennaLoss:
                world.Radios[fault.Radio].Chip.Receiver.AntennaGainDbi -= fault.Amount;
                break;
            case FaultKind.InterfaceDown:
                world.Network.SetInterface(fault.Name, false);
                break;
            case FaultKind.Modem:
                world.Network.FailModem(fault.Name, true);
                break;
            case FaultKind.Broker:
                world.FailBroker(fault.Name, true);
                break;
            case FaultKind.PowerCut:
                world.PullPlug();
                break;
            case FaultKind.PowerWarning:
                world.Gateway.Panel.WarnOfPower(true);
                break;
            case FaultKind.ButtonPressed:
                world.Gateway.Panel.Press(true);
                break;
            case FaultKind.ClockStep:
                world.StepClock((long)(fault.Amount * 1000));
                break;
            default:
                _disk.Begin(fault.Kind, fault.Amount);
                break;
        }
    }

    private void End(ScenarioFault fault)
    {
        world.Trace.Note("fault", (int)fault.Kind, 0);
        switch (fault.Kind)
        {
            case FaultKind.RadioDead:
            case FaultKind.RadioStuckHigh:
                FailRadio(fault, ChipFault.None);
                break;
            case FaultKind.CrystalStep:
                world.Radios[fault.Radio].Chip.CrystalErrorPpm -= fault.Amount;
                break;
            case FaultKind.AntennaLoss:
                world.Radios[fault.Radio].Chip.Receiver.AntennaGainDbi += fault.Amount;
                break;
            case FaultKind.InterfaceDown:
                world.Network.SetInterface(fault.Name, true);
                break;
            case FaultKind.Modem:
                world.Network.FailModem(fault.Name, false);
                break;
            case FaultKind.Broker:
                world.FailBroker(fault.Name, false);
                break;
            case FaultKind.PowerCut:
                world.Gateway.RestorePower();
                break;
            case FaultKind.PowerWarning:
                world.Gateway.Panel.WarnOfPower(false);
                break;
            case FaultKind.ButtonPressed:
                world.Gateway.Panel.Press(false);
                break;
            case FaultKind.ClockStep:
                world.StepClock(-(long)(fault.Amount * 1000));
                break;
            default:
                _disk.End(fault.Kind);
                break;
        }
    }

    private void FailRadio(ScenarioFault fault, ChipFault state)
    {
        world.Radios[fault.Radio].Frames.IsRadioFaulty = state is ChipFault.Dead or ChipFault.StuckHigh;
        world.Gateway.FailRadio(fault.Radio, state);
    }

    private static (string Component, string Type) NameOf(ScenarioFault fault) => fault.Kind switch
    {
        FaultKind.RadioDead => ("radio", "dead"),
        FaultKind.RadioStuckHigh => ("radio", "stuck_high"),
        FaultKind.RadioBrownOut => ("radio", "brown_out"),
        FaultKind.CrystalStep => ("crystal", "step"),
        FaultKind.InterfaceDown => (fault.Name, "down"),
        FaultKind.Modem => ("modem", fault.Name),
        FaultKind.Broker => ("broker", fault.Name),
        FaultKind.PowerCut => ("power", "cut"),
        FaultKind.PowerWarning => ("power", "warning"),
        FaultKind.ButtonPressed => ("button", "pressed"),
        FaultKind.DiskDead => ("disk", "dead"),
        FaultKind.DiskFull => ("disk", "full"),
        FaultKind.DiskRot => ("disk", "rot"),
        FaultKind.DiskSlow => ("disk", "slow"),
        FaultKind.ClockStep => ("clock", "step"),
        FaultKind.AntennaLoss => ("antenna", "loss"),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
