// Lamps, button and supply warning: what a person before the box sees and does. Driven by Upkeep, no
// stage of its own: a pass of the loop shall not ask one stage more.
using System;
using Gateway.Core;

namespace Gateway.App.Panel
{
    /// <summary>The front of the box.</summary>
    public sealed class FrontPanel
    {
        private const int Status = 1;
        private const int Power = 2;
        private const int Hearing = 4;
        private const int Uplink = 8;
        private const int Fault = 16;
        private const int All = 31;
        private const int Asked = 32;
        private const int CodeShift = 6;

        private readonly Concentrator _firmware;
        private readonly IOutputPin _status;
        private readonly IOutputPin _power;
        private readonly IOutputPin _hearing;
        private readonly IOutputPin _uplink;
        private readonly IOutputPin _fault;
        private readonly PanelState _state;
        private readonly ButtonReader _button;
        private readonly PowerWatch _supply;
        private Wipe _wipe; // made when somebody wants it

        // Which lamps are lit; whether the pins were ever asked; the code, from CodeShift on.
        private int _shown = All;

        /// <summary>Lamps are dark.</summary>
        /// <param name="wires">The board's pins.</param>
        /// <param name="firmware">What is shown.</param>
        /// <param name="call">Called from interrupts: <see cref="Step"/> is wanted.</param>
        /// <param name="hasBadConfig">A configuration was there and could not be used.</param>
        public FrontPanel(PanelWires wires, Concentrator firmware, Action call, bool hasBadConfig)
        {
            _firmware = firmware;
            _status = wires.Status;
            _power = wires.Power;
            _hearing = wires.Hearing;
            _uplink = wires.Uplink;
            _fault = wires.Fault;
            _state = new PanelState(hasBadConfig);
            Write(0, 0);
            if (wires.Button != null)
            {
                _button = new ButtonReader(wires.Button);
                wires.Button.Changed = call;
            }

            if (wires.PowerFail != null)
            {
                _supply = new PowerWatch(wires.PowerFail);
                wires.PowerFail.Changed = call;
            }
        }

        /// <summary>Whether the supply has warned and was not calm since.</summary>
        public bool IsPowerFailing
        {
            get { return _supply != null && _supply.IsFailing; }
        }

        /// <summary>Looks at the pins and sets the lamps.</summary>
        /// <param name="isCalled">A pin may have changed.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        /// <returns>When it wants to be called again, if no pin changes before.</returns>
        public long Step(bool isCalled, long nowUs)
        {
            ButtonPress press = ButtonPress.None;
            if (isCalled || IsBusy || (_shown & Asked) == 0)
            {
                _shown |= Asked;
                _supply?.Step(_firmware, nowUs);
                press = _button == null ? press : _button.Step(nowUs);
                StepButton(press, nowUs);
            }

            long wakeUs = IsPowerFailing ? Write(0, nowUs)
                : _wipe != null ? Write(~0, nowUs)
                : press == ButtonPress.Warned
                ? Write(BlinkCode.IsLit(BlinkCode.Warning, nowUs) ? ~0 : 0, nowUs)
                : Show(nowUs);
            return IsBusy ? nowUs + PowerWatch.LookUs : wakeUs;
        }

        private bool IsBusy
        {
            get { return IsPowerFailing || _wipe != null || (_button != null && _button.IsBusy); }
        }

        private void StepButton(ButtonPress press, long nowUs)
        {
            if (press == ButtonPress.Short)
            {
                _firmware.Installer?.Access.Open("button", nowUs);
            }
            else if (press == ButtonPress.Long)
            {
                _wipe = _wipe ?? _firmware.Upkeep.MakeWipe();
            }

            if (_wipe != null)
            {
                StepWipe(nowUs);
            }
        }

        // A flash that refused is asked again.
        private void StepWipe(long nowUs)
        {
            if (_wipe.IsOrdered)
            {
                _firmware.Upkeep.TryRestart("wipe", nowUs);
            }
            else if (!_wipe.IsBusy)
            {
                _wipe.TryOrder();
            }
        }

        // What is said is decided when a cycle begins: a count is never half of one code and half of
        // another.
        private long Show(long nowUs)
        {
            int code = _shown >> CodeShift;
            if (_hearing != null || nowUs % BlinkCode.CycleUs < BlinkCode.SlotUs)
            {
                int seen = _state.Look(_firmware, nowUs);
                code = nowUs % BlinkCode.CycleUs < BlinkCode.SlotUs ? seen : code;
                _shown = (_shown & ((1 << CodeShift) - 1)) | (code << CodeShift);
            }

            int lamps = code < BlinkCode.HearsNothing ? Status : Status | Fault;
            int lit = BlinkCode.IsLit(code, nowUs) ? lamps : 0;
            if (_hearing != null)
            {
                int uplink = PanelState.IsOnline(_firmware) ? BlinkCode.Lit : BlinkCode.NoBroker;
                lit |= (BlinkCode.IsLit(BlinkCode.Well, nowUs) ? Power : 0)
                    | (_state.HasHeard(nowUs) ? Hearing : 0)
                    | (BlinkCode.IsLit(uplink, nowUs) ? Uplink : 0);
            }

            long wakeUs = Write(lit, nowUs);
            long changeUs = BlinkCode.NextChangeUs(code == BlinkCode.Dark ? BlinkCode.Well : code, nowUs);
            return _hearing == null || changeUs < wakeUs ? changeUs : wakeUs;
        }

        private long Write(int lit, long nowUs)
        {
            int changed = (lit ^ _shown) & All;
            _shown = (_shown & ~All) | (lit & All);
            Write(_status, lit & Status, changed & Status);
            Write(_power, lit & Power, changed & Power);
            Write(_hearing, lit & Hearing, changed & Hearing);
            Write(_uplink, lit & Uplink, changed & Uplink);
            Write(_fault, lit & Fault, changed & Fault);
            return nowUs + BlinkCode.SlotUs;
        }

        private static void Write(IOutputPin lamp, int lit, int changed)
        {
            if (lamp != null && changed != 0)
            {
                lamp.Write(lit != 0);
            }
        }
    }
}
