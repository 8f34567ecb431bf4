// One MQTT 3.1.1 connection on MQTTnet 5, compiled only with -p:MqttBackend=MQTTnet (see ../README.md).
// MQTTnet is asynchronous and hides packet ids: the ids here are counted by this class. It has
// no TLS: who asks for it is refused, never connected in the clear.
using System;
using System.Buffers;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace Gateway.Mqtt
{
    /// <summary><see cref="IMqttConnection"/> on the MQTTnet package.</summary>
    public sealed class MqttNetConnection : IMqttConnection
    {
        private const int CloseTimeoutMs = 2000;

        private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
        private int _lastPacketId;
        private int _isClosing;
        private int _isUp;
        private int _handlerFaults;

        /// <summary>Creates an unconnected connection.</summary>
        public MqttNetConnection()
        {
            _client.DisconnectedAsync += OnDisconnected;
            _client.ApplicationMessageReceivedAsync += OnMessage;
        }

        /// <inheritdoc/>
        public event Action<int> Published;

        /// <inheritdoc/>
        public event Action<string, byte[], bool> MessageReceived;

        /// <inheritdoc/>
        public event Action Lost;

        /// <inheritdoc/>
        public bool IsConnected
        {
            get { return Volatile.Read(ref _isUp) == 1; }
        }

        /// <summary>
        /// Exceptions that handlers of the events let out; they are swallowed and counted here.
        /// </summary>
        public int HandlerFaults
        {
            get { return Volatile.Read(ref _handlerFaults); }
        }

        /// <inheritdoc/>
        public MqttConnectResult Connect(MqttConnectOptions options)
        {
            if (options.Tls != null)
            {
                return MqttConnectResult.TlsFailed;
            }

            try
            {
                using (var timeout = new CancellationTokenSource(options.TimeoutMs))
                {
                    var answer = _client.ConnectAsync(Build(options), timeout.Token).GetAwaiter().GetResult();
                    var result = ResultOf(answer.ResultCode);
                    if (result == MqttConnectResult.Ok && _client.IsConnected)
                    {
                        Volatile.Write(ref _isUp, 1);
                    }

                    return result;
                }
            }
            catch (ArgumentException)
            {
                throw;
            }
            catch (OperationCanceledException)
            {
                return MqttConnectResult.TimedOut;
            }
            catch (Exception e)
            {
                return ResultOf(e);
            }
        }

        /// <inheritdoc/>
        public int Publish(string topic, byte[] payload, int qos, bool retain)
        {
            if (!IsConnected)
            {
                return 0;
            }

            var message = new MqttApplicationMessageBuilder()
                .WithTopic(topic)
                .WithPayload(payload ?? Array.Empty<byte>())
                .WithQualityOfServiceLevel((MqttQualityOfServiceLevel)qos)
                .WithRetainFlag(retain)
                .Build();
            var packetId = (int)((uint)Interlocked.Increment(ref _lastPacketId) % 65535) + 1;
            try
            {
                _ = Complete(_client.PublishAsync(message), packetId);
                return packetId;
            }
            catch (Exception e) when (!(e is ArgumentException))
            {
                return 0;
            }
        }

        /// <inheritdoc/>
        public bool Subscribe(string topicFilter, int qos)
        {
            if (!IsConnected)
            {
                return false;
            }

            try
            {
                var options = new MqttClientSubscribeOptionsBuilder()
                    .WithTopicFilter(topicFilter, (MqttQualityOfServiceLevel)qos)
                    .Build();
                _ = Complete(_client.SubscribeAsync(options), 0);
                return true;
            }
            catch (Exception e) when (!(e is ArgumentException))
            {
                return false;
            }
        }

        /// <inheritdoc/>
        public void Disconnect()
        {
            if (Interlocked.Exchange(ref _isClosing, 1) == 1 || Interlocked.Exchange(ref _isUp, 0) == 0)
            {
                return;
            }

            try
            {
                using (var timeout = new CancellationTokenSource(CloseTimeoutMs))
                {
                    var goodBye = new MqttClientDisconnectOptions();
                    _client.DisconnectAsync(goodBye, timeout.Token).GetAwaiter().GetResult();
                }
            }
            catch (Exception)
            {
                // The peer is gone already: there is nobody to say good-bye to.
            }
        }

        /// <inheritdoc/>
        public void Abort()
        {
            Interlocked.Exchange(ref _isClosing, 1);
            Interlocked.Exchange(ref _isUp, 0);
            _client.Dispose();
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Disconnect();
            _client.Dispose();
        }

        private static MqttClientOptions Build(MqttConnectOptions options)
        {
            var builder = new MqttClientOptionsBuilder()
                .WithProtocolVersion(MqttProtocolVersion.V311)
                .WithTcpServer(options.Host, options.Port)
                .WithClientId(options.ClientId ?? "")
                .WithCleanSession(options.CleanSession)
                .WithKeepAlivePeriod(TimeSpan.FromSeconds(options.KeepAliveS))
                .WithTimeout(TimeSpan.FromMilliseconds(options.TimeoutMs));
            if (options.UserName != null)
            {
                builder.WithCredentials(options.UserName, options.Password);
            }

            if (options.WillTopic != null)
            {
                builder.WithWillTopic(options.WillTopic)
                    .WithWillPayload(options.WillPayload ?? Array.Empty<byte>())
                    .WithWillRetain(options.WillRetain)
                    .WithWillQualityOfServiceLevel((MqttQualityOfServiceLevel)options.WillQos);
            }

            return builder.Build();
        }

        private static MqttConnectResult ResultOf(MqttClientConnectResultCode code)
        {
            switch (code)
            {
                case MqttClientConnectResultCode.Success:
                    return MqttConnectResult.Ok;
                case MqttClientConnectResultCode.ClientIdentifierNotValid:
                case MqttClientConnectResultCode.BadUserNameOrPassword:
                case MqttClientConnectResultCode.NotAuthorized:
                    return MqttConnectResult.NotAuthorized;
                default:
                    return MqttConnectResult.Refused;
            }
        }

        private static MqttConnectResult ResultOf(Exception failure)
        {
            for (var e = failure; e != null; e = e.InnerException)
            {
                if (e is OperationCanceledException || e is TimeoutException)
                {
                    return MqttConnectResult.TimedOut;
                }

                if (e is SocketException socket)
                {
                    switch (socket.SocketErrorCode)
                    {
                        case SocketError.HostNotFound:
                        case SocketError.TryAgain:
                        case SocketError.NoData:
                            return MqttConnectResult.NameNotResolved;
                        case SocketError.TimedOut:
                            return MqttConnectResult.TimedOut;
                        default:
                            return MqttConnectResult.Unreachable;
                    }
                }
            }

            return MqttConnectResult.Unreachable;
        }

        private async Task Complete(Task sending, int packetId)
        {
            try
            {
                await sending.ConfigureAwait(false);
            }
            catch (Exception)
            {
                // The loss itself is reported by OnDisconnected; without PUBACK there is nothing to report
                // here.
                return;
            }

            if (packetId != 0)
            {
                Guard(() => Published?.Invoke(packetId));
            }
        }

        private Task OnDisconnected(MqttClientDisconnectedEventArgs e)
        {
            if (Interlocked.Exchange(ref _isUp, 0) == 1)
            {
                Guard(() => Lost?.Invoke());
            }

            return Task.CompletedTask;
        }

        private Task OnMessage(MqttApplicationMessageReceivedEventArgs e)
        {
            var message = e.ApplicationMessage;
            Guard(() => MessageReceived?.Invoke(message.Topic, message.Payload.ToArray(), message.Retain));
            return Task.CompletedTask;
        }

        private void Guard(Action action)
        {
            try
            {
                action();
            }
            catch (Exception)
            {
                Interlocked.Increment(ref _handlerFaults);
            }
        }
    }
}
