// The MQTT client inside the modem: client 0 only. Result codes as in the manual's table: 9 network not opened, 11 no
// connection, 12 invalid parameter, 14 busy, 17 time-out, 18 topic empty, 19 client used, 20 not acquired, 21 not
// released, 23 network opened, 25 DNS, 30 bad user or password, 32 handshake, 33 no certificate.
using System;
using System.Collections.Generic;
using System.Text;
using Gateway.Mqtt;

namespace Gateway.Simulator.Network.Modem;

/// <summary>AT+CMQTT*.</summary>
public sealed partial class ModemModel
{
    private const int PacketBytes = 512;

    private IMqttConnection _connection;
    private bool _isStarted;
    private bool _isAcquired;
    private bool _isTls;
    private string _clientId;
    private byte[] _willTopic;
    private byte[] _willMessage;
    private byte[] _topic;
    private byte[] _payload;
    private int _publishId;
    private bool _isPublishing;
    private int _publishes;

    /// <summary>Whether the last connection was made with a broker that is not checked.</summary>
    public bool WasUnchecked { get; private set; }

    /// <summary>Whether the last connection was one with TLS.</summary>
    public bool WasTls { get; private set; }

    private void ForgetMqtt()
    {
        if (_connection != null)
        {
            _connection.Published -= OnPublished;
            _connection.MessageReceived -= OnMessage;
            _connection.Lost -= OnLost;
        }

        _connection = null;
        _isStarted = false;
        _isPublishing = false;
        ForgetClient();
    }

    private void ForgetClient()
    {
        _isAcquired = false;
        _willTopic = null;
        _willMessage = null;
        _topic = null;
        _payload = null;
    }

    private void ExecuteMqtt(string name, string[] arguments)
    {
        switch (name)
        {
            case "START":
                StartMqtt();
                break;
            case "STOP":
                StopMqtt();
                break;
            case "ACCQ" when arguments.Length == 3:
                Acquire(arguments[1], arguments[2] == "1");
                break;
            case "REL":
                Finish("REL", !_isAcquired ? 20 : _connection != null ? 14 : 0, ForgetClient);
                break;
            case "SSLCFG" when arguments is ["0", "0"]:
                Finish("SSLCFG", _isAcquired ? 0 : 20, () => { });
                break;
            case "WILLTOPIC" when arguments.Length == 2:
                TakeText(name, arguments[1], 1_024, _isAcquired ? 0 : 20, data => _willTopic = data);
                break;
            case "WILLMSG" when arguments.Length == 3:
                TakeText(name, arguments[1], 10_240, _isAcquired ? 0 : 20, data => _willMessage = data);
                break;
            case "CONNECT" when arguments.Length is >= 4 and <= 6:
                Connect(arguments);
                break;
            case "DISC":
                Disconnect();
                break;
            case "TOPIC" when arguments.Length == 2:
                TakeText(name, arguments[1], 1_024, _connection != null ? 0 : 11, data => _topic = data);
                break;
            case "PAYLOAD" when arguments.Length == 2:
                TakeText(name, arguments[1], 10_240, _connection != null ? 0 : 11, data => _payload = data);
                break;
            case "PUB" when arguments.Length is >= 3 and <= 5:
                Publish(Number(arguments[1]), Number(arguments[2]), arguments is [_, _, _, "1", ..]);
                break;
            case "SUB" when arguments.Length == 3:
                TakeSubscription(arguments[1], Number(arguments[2]));
                break;
            default:
                Error();
                break;
        }
    }

    // A command that ends at once: OK, or its result line and ERROR.
    private void Finish(string name, int code, Action done)
    {
        if (code == 0)
        {
            done();
            Ok();
            return;
        }

        Say($"+CMQTT{name}: 0,{code}");
        Error();
    }

    private void TakeText(string name, string count, int most, int code, Action<byte[]> taken)
    {
        var length = Number(count);
        if (code != 0 || length < 1 || length > most)
        {
            Finish(name, code != 0 ? code : 22, () => { });
            return;
        }

        AskForData(length, data =>
        {
            taken(data);
            Ok();
        });
    }

    private void StartMqtt()
    {
        if (_isStarted)
        {
            Say("+CMQTTSTART: 23");
            Error();
            return;
        }

        var isGood = _isRegistered && !Has(ModemFault.NoData);
        if (_settings.ResultBeforeOk)
        {
            Later(400 * MsNs, () =>
            {
                _isStarted = isGood;
                Say(isGood ? "+CMQTTSTART: 0" : "+CMQTTSTART: 7");
                Ok();
            });
            return;
        }

        Ok();
        Later(400 * MsNs, () =>
        {
            _isStarted = isGood;
            Say(isGood ? "+CMQTTSTART: 0" : "+CMQTTSTART: 7");
        });
    }

    private void StopMqtt()
    {
        if (!_isStarted || _isAcquired)
        {
            Say(_isStarted ? "+CMQTTSTOP: 21" : "+CMQTTSTOP: 9");
            Error();
            return;
        }

        ForgetMqtt();
        Ok();
        Later(100 * MsNs, () => Say("+CMQTTSTOP: 0"));
    }

    private void Acquire(string clientId, bool isTls)
    {
        var code = !_isStarted ? 9 : _isAcquired ? 19 : clientId.Length is < 1 or > 128 ? 12 : 0;
        Finish("ACCQ", code, () =>
        {
            _isAcquired = true;
            _clientId = clientId;
            _isTls = isTls;
        });
    }

    private void Connect(string[] arguments)
    {
        var address = arguments[1];
        var colon = address.LastIndexOf(':');
        var isAddress = address.StartsWith("tcp://", StringComparison.Ordinal) && colon > 6;
        if (!_isAcquired || _connection != null || !isAddress)
        {
            Finish("CONNECT", !_isAcquired ? 20 : isAddress ? 14 : 12, () => { });
            return;
        }

        var options = new MqttConnectOptions
        {
            Host = address[6..colon],
            Port = Number(address[(colon + 1)..]),
            ClientId = _clientId,
            KeepAliveS = Number(arguments[2]),
            CleanSession = arguments[3] == "1",
            UserName = arguments.Length > 4 ? arguments[4] : null,
            Password = arguments.Length > 5 ? arguments[5] : null,
            WillTopic = _willTopic == null ? null : Encoding.UTF8.GetString(_willTopic),
            WillPayload = _willMessage,
            WillQos = 1,
            TimeoutMs = 30_000,
        };
        Ok();
        var tlsCode = TlsCode();
        if (tlsCode != 0)
        {
            Later(900 * MsNs, () => Say($"+CMQTTCONNECT: 0,{tlsCode}"));
            return;
        }

        WasTls = _isTls;
        WasUnchecked = _isTls && _tls.GetValueOrDefault("authmode", "0") == "0";
        var cost = new BlockingCost();
        var connection = _network(cost);
        var result = Has(ModemFault.BrokerRefused) ? MqttConnectResult.NotAuthorized
            : !_isRegistered ? MqttConnectResult.Unreachable : connection.Connect(options);
        Later(cost.Take() + (100 * MsNs), () => EndConnect(connection, result));
        _connection = connection;
    }

    private int TlsCode()
    {
        if (!_isTls)
        {
            return 0;
        }

        var hasAuthority = _tls.TryGetValue("cacert", out var name) && _files.ContainsKey(name);
        var checksDate = _tls.GetValueOrDefault("ignorelocaltime", "1") == "0";
        return !hasAuthority ? 33 : Has(ModemFault.TlsRefused) || (checksDate && !_isClockSet) ? 32 : 0;
    }

    private void EndConnect(IMqttConnection connection, MqttConnectResult result)
    {
        if (connection != _connection)
        {
            return;
        }

        if (result == MqttConnectResult.Ok)
        {
            connection.Published += OnPublished;
            connection.MessageReceived += OnMessage;
            connection.Lost += OnLost;
        }
        else
        {
            connection.Dispose();
            _connection = null;
        }

        var code = result switch
        {
            MqttConnectResult.Ok => 0,
            MqttConnectResult.NameNotResolved => 25,
            MqttConnectResult.Unreachable => 3,
            MqttConnectResult.TimedOut => 17,
            MqttConnectResult.NotAuthorized => 30,
            _ => 29,
        };
        Say($"+CMQTTCONNECT: 0,{code}");
    }

    private void Disconnect()
    {
        if (_connection == null)
        {
            Finish("DISC", _isAcquired ? 11 : 20, () => { });
            return;
        }

        var connection = _connection;
        _connection = null;
        _isPublishing = false;
        connection.Published -= OnPublished;
        connection.MessageReceived -= OnMessage;
        connection.Lost -= OnLost;
        connection.Disconnect();
        Ok();
        Later(100 * MsNs, () => Say("+CMQTTDISC: 0,0"));
    }

    private void Publish(int qos, int timeoutS, bool retain)
    {
        var code = _connection == null ? 11 : _topic == null ? 18 : _isPublishing ? 14
            : qos is < 0 or > 2 || timeoutS is < 60 or > 180 ? 12 : 0;
        if (code != 0)
        {
            Finish("PUB", code, () => { });
            return;
        }

        Ok();
        _isPublishing = true;
        var number = ++_publishes;
        var connection = _connection;
        _publishId = -1;
        _publishId = connection.Publish(Encoding.UTF8.GetString(_topic), _payload ?? [], qos, retain);
        _topic = null;
        _payload = null;
        if (_publishId == 0)
        {
            _isPublishing = false;
            Say("+CMQTTPUB: 0,11");
            return;
        }

        Later(timeoutS * 1_000 * MsNs, () =>
        {
            if (_isPublishing && number == _publishes)
            {
                _isPublishing = false;
                Say("+CMQTTPUB: 0,17");
            }
        });
    }

    private void TakeSubscription(string count, int qos)
    {
        TakeText("SUB", count, 1_024, _connection != null ? 0 : 11, data =>
        {
            var isGood = _connection?.Subscribe(Encoding.UTF8.GetString(data), qos) ?? false;
            Later(200 * MsNs, () => Say(isGood ? "+CMQTTSUB: 0,0" : "+CMQTTSUB: 0,11"));
        });
    }

    private void OnPublished(int id)
    {
        if (_isPublishing && id == _publishId)
        {
            _isPublishing = false;
            Later(0, () => Say("+CMQTTPUB: 0,0"));
        }
    }

    private void OnLost()
    {
        _connection = null;
        var wasPublishing = _isPublishing;
        _isPublishing = false;
        Later(0, () =>
        {
            if (wasPublishing)
            {
                Say("+CMQTTPUB: 0,11");
            }

            Say("+CMQTTCONNLOST: 0,1");
        });
    }

    private void OnMessage(string topic, byte[] payload, bool isRetained) => Later(0, () =>
    {
        var name = Encoding.UTF8.GetBytes(topic);
        Say($"+CMQTTRXSTART: 0,{name.Length},{payload.Length}");
        SayParts("+CMQTTRXTOPIC", name);
        SayParts("+CMQTTRXPAYLOAD", payload);
        Say("+CMQTTRXEND: 0");
    });

    private void SayParts(string name, byte[] content)
    {
        for (var at = 0; at < content.Length; at += PacketBytes)
        {
            var part = content.AsSpan(at, Math.Min(PacketBytes, content.Length - at));
            Uart.Send(Encoding.UTF8.GetBytes($"\r\n{name}: 0,{part.Length}\r\n"));
            Uart.Send(part);
        }
    }
}
