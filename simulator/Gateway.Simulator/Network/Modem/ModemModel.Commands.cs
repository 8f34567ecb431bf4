using System;
using System.Collections.Generic;
using System.Globalization;

namespace Gateway.Simulator.Network.Modem;

/// <summary>General commands, SIM, registration, clock, certificates.</summary>
public sealed partial class ModemModel
{
    private const long SearchNs = 4_000 * MsNs;

    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _tls = [];
    private Sim _sim;
    private int _pinAttempts = 3;
    private bool _isRegistered;
    private bool _followsNetworkTime;
    private bool _isClockSet;

    private enum Sim
    {
        Missing,
        Pin,
        Puk,
        Ready,
    }

    /// <summary>Names of the files in the certificate store.</summary>
    public IReadOnlyCollection<string> Files => _files.Keys;

    /// <summary>PIN attempts that are left.</summary>
    public int PinAttempts => _pinAttempts;

    /// <summary>Access point name that was set; null = none.</summary>
    public string AccessPoint { get; private set; }

    private void SearchNetwork()
    {
        Later(SearchNs, () =>
        {
            _isRegistered = _isBooted && _sim == Sim.Ready && !Has(ModemFault.NetworkLost)
                && !Has(ModemFault.RegistrationDenied);
            _isClockSet |= _isRegistered && _followsNetworkTime;
        });
    }

    private void LoseNetwork()
    {
        _isRegistered = false;
        if (_isStarted)
        {
            // Some seconds go by until the modem believes it.
            Later(3_000 * MsNs, () =>
            {
                if (!_isRegistered && _isStarted)
                {
                    _connection?.Abort();
                    ForgetMqtt();
                    Say("+CMQTTNONET");
                }
            });
        }
    }

    private void Execute(string line)
    {
        var command = line.ToUpperInvariant();
        if (!command.StartsWith("AT", StringComparison.Ordinal))
        {
            Error();
            return;
        }

        var equals = line.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? command[2..] : command[2..equals];
        var arguments = equals < 0 ? [] : Split(line[(equals + 1)..]);
        if (name.StartsWith("+CMQTT", StringComparison.Ordinal))
        {
            ExecuteMqtt(name[6..], arguments);
        }
        else
        {
            ExecuteGeneral(name, arguments);
        }
    }

    private void ExecuteGeneral(string name, string[] arguments)
    {
        switch (name)
        {
            case "":
                Ok();
                break;
            case "E0" or "E1":
                _echo = name == "E1";
                Ok();
                break;
            case "+CMEE":
                _numericErrors = arguments[0] == "1";
                Ok();
                break;
            case "+CPIN?":
                AnswerSim();
                break;
            case "+CPIN":
                EnterPin(arguments[0]);
                break;
            case "+SPIC":
                Say($"+SPIC: {_pinAttempts},10,3,10");
                Ok();
                break;
            case "+CTZU":
                _followsNetworkTime = arguments[0] == "1";
                _isClockSet |= _isRegistered && _followsNetworkTime;
                Ok();
                break;
            case "+CGDCONT" when arguments is ["1", "IP", _]:
                AccessPoint = arguments[2];
                Ok();
                break;
            case "+CEREG?":
                Say($"+CEREG: 0,{RegistrationState()}");
                Ok();
                break;
            case "+CSQ":
                Say($"+CSQ: {(_isRegistered ? _settings.Signal : 99)},99");
                Ok();
                break;
            case "+CCLK?":
                Say($"+CCLK: \"{LocalTime()}\"");
                Ok();
                break;
            case "+CCERTLIST":
                foreach (var file in _files.Keys)
                {
                    Say($"+CCERTLIST: \"{file}\"");
                }

                Ok();
                break;
            case "+CCERTDOWN" when arguments.Length == 2:
                TakeFile(arguments[0], Number(arguments[1]));
                break;
            case "+CSSLCFG" when arguments is [_, "0", _]:
                SetTls(arguments[0], arguments[2]);
                break;
            default:
                Error();
                break;
        }
    }

    private void AnswerSim()
    {
        if (_sim == Sim.Missing)
        {
            Error(10, "SIM not inserted");
            return;
        }

        Say("+CPIN: " + (_sim == Sim.Ready ? "READY" : _sim == Sim.Pin ? "SIM PIN" : "SIM PUK"));
        Ok();
    }

    private void EnterPin(string pin)
    {
        if (_sim != Sim.Pin)
        {
            Error(3, "operation not allowed");
        }
        else if (pin == _settings.Pin)
        {
            _pinAttempts = 3;
            _sim = Sim.Ready;
            SearchNetwork();
            Ok();
        }
        else
        {
            _pinAttempts--;
            _sim = _pinAttempts == 0 ? Sim.Puk : Sim.Pin;
            Error(16, "incorrect password");
        }
    }

    private int RegistrationState() =>
        _isRegistered ? _settings.IsRoaming ? 5 : 1
        : _sim == Sim.Ready && Has(ModemFault.RegistrationDenied) ? 3
        : _sim == Sim.Ready ? 2 : 0;

    private string LocalTime()
    {
        // Without network time the clock begins in 1970 with the modem.
        var utc = _isClockSet
            ? _settings.StartUtc.AddTicks(_time.NowNs / 100)
            : new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(_time.NowNs / 100);
        var quarters = _isClockSet ? _settings.ZoneQuarters : 0;
        var local = utc.AddMinutes(15 * quarters);
        var zone = (quarters < 0 ? "-" : "+") + Math.Abs(quarters).ToString("00", CultureInfo.InvariantCulture);
        return local.ToString("yy/MM/dd,HH:mm:ss", CultureInfo.InvariantCulture) + zone;
    }

    private void TakeFile(string name, int length)
    {
        if (length is < 1 or > 10_240)
        {
            Error();
            return;
        }

        AskForData(length, data =>
        {
            _files[name] = data;
            Ok();
        });
    }

    private void SetTls(string setting, string value)
    {
        var isFile = setting is "cacert" or "clientcert" or "clientkey";
        var isKnown = isFile || setting is "sslversion" or "authmode" or "ignorelocaltime" or "enableSNI";
        if (!isKnown || (isFile && !_files.ContainsKey(value)))
        {
            Error();
            return;
        }

        _tls[setting] = value;
        Ok();
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    // Commas part arguments, unless in quotes; quotes are taken off.
    private static string[] Split(string text)
    {
        var all = new List<string>();
        var one = new System.Text.StringBuilder();
        var isQuoted = false;
        foreach (var character in text)
        {
            if (character == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (character == ',' && !isQuoted)
            {
                all.Add(one.ToString());
                one.Clear();
            }
            else
            {
                one.Append(character);
            }
        }

        all.Add(one.ToString());
        return [.. all];
    }
}
