// A SIMCom A76xx on a UART, as its manuals have it ("A7600 Series AT Command Manual" V1.09, "A76XX Series MQTT(S)
// Application Note", "A7670 Hardware Design"), transcribed for itself: nothing of the driver is used. Modelled: power
// key and reset line, boot reports, echo, SIM, registration, network time, certificate store, the MQTT client with
// its order of commands and its result codes. Not modelled: SMS, calls, sockets, TLS itself (a handshake succeeds
// when the files are there and the clock is set, unless told otherwise), and time-outs of a command that waits for data.
using System;
using System.Collections.Generic;
using System.Text;
using Gateway.Core;
using Gateway.Mqtt;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Network.Modem;

/// <summary>The modem. Its MQTT client is whatever the given factory makes: a model broker's or a real one's.</summary>
public sealed partial class ModemModel
{
    private const long MsNs = 1_000_000;
    private const long AnswerNs = 15 * MsNs;
    private const long SlowNs = 800 * MsNs;
    private const long KeyOnNs = 50 * MsNs;
    private const long KeyOffNs = 2_500 * MsNs;
    private const long ResetNs = 2_000 * MsNs;
    private const long BootNs = 6_000 * MsNs;
    private const long ShutDownNs = 1_900 * MsNs;
    private const int MaxCommandBytes = 1_024;

    private readonly EventQueue _time;
    private readonly ModemSettings _settings;
    private readonly Func<IBlockingCost, IMqttConnection> _network;
    private readonly HashSet<ModemFault> _faults = [];
    private readonly StringBuilder _line = new();
    private readonly List<byte> _data = [];
    private int _dataWanted;
    private Action<byte[]> _dataTaken;
    private bool _hasSupply = true;
    private bool _isOn;
    private bool _isBooted;
    private bool _echo = true;
    private bool _numericErrors;
    private bool _isAnswering;
    private int _life;
    private int _keyPresses;
    private int _resetPresses;

    /// <summary>A modem at the end of a UART.</summary>
    /// <param name="time">Simulated time.</param>
    /// <param name="random">For what happens by chance.</param>
    /// <param name="settings">What it is like.</param>
    /// <param name="network">Makes an MQTT connection that books its time with the given account.</param>
    public ModemModel(
        EventQueue time, RandomStream random, ModemSettings settings,
        Func<IBlockingCost, IMqttConnection> network)
    {
        _time = time;
        _settings = settings;
        _network = network;
        Uart = new ModemUart(time, random, settings.BaudRate, Take);
        Key = new Pin(OnKey);
        Reset = new Pin(OnReset);
        if (settings.IsOn)
        {
            _isOn = true;
            FinishBoot(_life);
        }
    }

    /// <summary>The gateway's end of the UART.</summary>
    public ModemUart Uart { get; }

    /// <summary>The power key; high = pressed, by the board's transistor.</summary>
    public IOutputPin Key { get; }

    /// <summary>The reset line; high = reset, by the board's transistor.</summary>
    public IOutputPin Reset { get; }

    /// <summary>Whether it is running.</summary>
    public bool IsRunning => _isBooted;

    /// <summary>Starts of its firmware.</summary>
    public int Boots { get; private set; }

    /// <summary>Every command line that it took, for tests and traces.</summary>
    public List<string> Commands { get; } = [];

    /// <summary>Commands that came before the one before was answered.</summary>
    public int CommandsTooEarly { get; private set; }

    /// <summary>Begins a fault.</summary>
    public void Fail(ModemFault fault)
    {
        _faults.Add(fault);
        Uart.ErrorRate = Has(ModemFault.GarbledAnswers) ? 0.005 : 0;
        if (fault is ModemFault.NetworkLost or ModemFault.RegistrationDenied)
        {
            LoseNetwork();
        }
    }

    /// <summary>Ends a fault.</summary>
    public void Repair(ModemFault fault)
    {
        _faults.Remove(fault);
        Uart.ErrorRate = Has(ModemFault.GarbledAnswers) ? 0.005 : 0;
        if (fault is ModemFault.NetworkLost or ModemFault.RegistrationDenied)
        {
            SearchNetwork();
        }
    }

    /// <summary>It restarts by itself, as on a dip of its supply.</summary>
    public void Reboot()
    {
        if (_isOn)
        {
            ShutDown();
            _isOn = true;
            Boot();
        }
    }

    /// <summary>The supply is switched, or pulled with the gateway's plug: off without a word.</summary>
    public void SetSupply(bool isOn)
    {
        if (!isOn && _isOn)
        {
            ShutDown();
        }

        _hasSupply = isOn;
    }

    private bool Has(ModemFault fault) => _faults.Contains(fault);

    private void OnKey(bool isPressed)
    {
        var press = ++_keyPresses;
        if (!isPressed || !_hasSupply || Has(ModemFault.StuckHard))
        {
            return;
        }

        var wasOn = _isOn;
        _time.Schedule(_time.NowNs + (wasOn ? KeyOffNs : KeyOnNs), () =>
        {
            if (press != _keyPresses || wasOn != _isOn)
            {
                return;
            }

            if (wasOn)
            {
                var life = ++_life;
                _time.Schedule(_time.NowNs + ShutDownNs, () => IfAlive(life, ShutDown));
            }
            else
            {
                _isOn = true;
                Boot();
            }
        });
    }

    private void OnReset(bool isPressed)
    {
        var press = ++_resetPresses;
        if (isPressed)
        {
            _time.Schedule(_time.NowNs + ResetNs, () =>
            {
                if (press == _resetPresses && _isOn)
                {
                    ShutDown();
                    _isOn = true;
                    _faults.Remove(ModemFault.StuckHard);
                    Boot();
                }
            });
        }
    }

    private void ShutDown()
    {
        _life++;
        _isOn = false;
        _isBooted = false;
        _faults.Remove(ModemFault.Stuck);
        _connection?.Abort();
        _connection = null;
    }

    private void Boot()
    {
        Boots++;
        var life = ++_life;
        _time.Schedule(_time.NowNs + BootNs, () => IfAlive(life, () => FinishBoot(life)));
    }

    private void FinishBoot(int life)
    {
        _isBooted = true;
        _echo = true;
        _numericErrors = false;
        _isAnswering = false;
        _dataWanted = 0;
        _line.Clear();
        ForgetMqtt();
        _sim = Has(ModemFault.SimMissing) ? Sim.Missing : Has(ModemFault.SimPin) ? Sim.Pin : Sim.Ready;
        _time.Schedule(_time.NowNs, () => IfAlive(life, () =>
        {
            Say("*ATREADY: 1");
            Say(_sim == Sim.Ready ? "+CPIN: READY" : _sim == Sim.Pin ? "+CPIN: SIM PIN" : "+CPIN: NOT READY");
            Say("SMS DONE");
        }));
        SearchNetwork();
    }

    private void IfAlive(int life, Action action)
    {
        if (life == _life)
        {
            action();
        }
    }

    private void Take(byte[] bytes)
    {
        if (!_isBooted || Has(ModemFault.Stuck) || Has(ModemFault.StuckHard))
        {
            return;
        }

        foreach (var one in bytes)
        {
            if (_dataWanted > 0)
            {
                TakeData(one);
                continue;
            }

            if (_echo)
            {
                Uart.Send([one]);
            }

            if (one == '\r')
            {
                var line = _line.ToString();
                _line.Clear();
                if (line.Length > 0)
                {
                    TakeCommand(line);
                }
            }
            else if (one != '\n' && _line.Length < MaxCommandBytes)
            {
                _line.Append((char)one);
            }
        }
    }

    private void TakeData(byte one)
    {
        _data.Add(one);
        if (--_dataWanted == 0)
        {
            var taken = _dataTaken;
            var data = _data.ToArray();
            _data.Clear();
            taken(data);
        }
    }

    private void TakeCommand(string line)
    {
        Commands.Add(line);
        if (_isAnswering)
        {
            CommandsTooEarly++;
            return;
        }

        _isAnswering = true;
        Later(AnswerNs, () => Execute(line));
    }

    // What takes time is over when the modem has been off in between.
    private void Later(long ns, Action action)
    {
        var life = _life;
        var slowNs = Has(ModemFault.SlowAnswers) ? SlowNs : 0;
        _time.Schedule(_time.NowNs + ns + slowNs, () => IfAlive(life, () =>
        {
            if (!Has(ModemFault.Stuck) && !Has(ModemFault.StuckHard))
            {
                action();
            }
        }));
    }

    private void Say(string line) => Uart.Send(Encoding.UTF8.GetBytes($"\r\n{line}\r\n"));

    private void Ok()
    {
        _isAnswering = false;
        Say("OK");
    }

    private void Error(int code = -1, string text = "")
    {
        _isAnswering = false;
        Say(code < 0 ? "ERROR" : _numericErrors ? $"+CME ERROR: {code}" : $"+CME ERROR: {text}");
    }

    private void AskForData(int count, Action<byte[]> taken)
    {
        _dataWanted = count;
        _dataTaken = data => Later(AnswerNs, () => taken(data));
        if (!Has(ModemFault.LostPrompt))
        {
            Uart.Send("\r\n>"u8);
        }
    }

    private sealed class Pin(Action<bool> changed) : IOutputPin
    {
        private bool _level;

        public void Write(bool high)
        {
            if (high != _level)
            {
                _level = high;
                changed(high);
            }
        }
    }
}
