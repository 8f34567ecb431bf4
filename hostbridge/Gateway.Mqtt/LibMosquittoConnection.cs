// One MQTT 3.1.1 connection on libmosquitto. Its own thread connects, runs mosquitto_loop (so callbacks come
// on it) and closes the native object. mosquitto_loop_start is not used: its thread reconnects by itself, and
// is ended by pthread_cancel, which must never hit a thread with managed frames.
using System;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Threading;

namespace Gateway.Mqtt
{
    /// <summary><see cref="IMqttConnection"/> on Debian's libmosquitto1.</summary>
    public sealed class LibMosquittoConnection : IMqttConnection
    {
        // An upper bound for keep-alive checks: libmosquitto's socket pair wakes the loop for other threads.
        private const int LoopTimeoutMs = 1000;
        private const int CloseTimeoutMs = 2000;

        // With TLS 1.3 CONNECT is on its way when the broker refuses the own certificate. The reset of its close, with
        // CONNECT unread, may overtake the alert: it looks like a lost connection, and only another attempt tells more.
        private const int AttemptsForReason = 3;
        private const int StateNew = 0;
        private const int StateConnecting = 1;
        private const int StateConnected = 2;
        private const int StateClosing = 3;
        private const int StateEnded = 4;

        // The collector must never take what native code holds: static delegates, a number as user data.
        private static readonly LibMosquitto.ConnectCallback ConnectDelegate = OnConnect;
        private static readonly LibMosquitto.PublishCallback PublishDelegate = OnPublish;
        private static readonly LibMosquitto.MessageCallback MessageDelegate = OnMessage;
        private static readonly LibMosquittoTls.LogCallback LogDelegate = OnLog;
        private static readonly ConcurrentDictionary<int, LibMosquittoConnection> Live =
            new ConcurrentDictionary<int, LibMosquittoConnection>();

        private static int _lastNumber;

        private readonly int _number = Interlocked.Increment(ref _lastNumber);
        private readonly ManualResetEventSlim _answered = new ManualResetEventSlim(false);
        private readonly ManualResetEventSlim _ended = new ManualResetEventSlim(false);
        private MosquittoHandle _handle;
        private LibMosquittoTls _tls;
        private Thread _thread;
        private MqttConnectResult _result;
        private int _state;
        private int _handlerFaults;
        private bool _isAborting;
        private int _closingSince;

        /// <summary>Creates an unconnected connection.</summary>
        /// <exception cref="MqttLibraryMissingException">libmosquitto is not installed.</exception>
        public LibMosquittoConnection()
        {
            LibMosquitto.EnsureInitialised();
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
            get { return Volatile.Read(ref _state) == StateConnected; }
        }

        /// <summary>Exceptions that handlers of the events let out: swallowed and counted here.</summary>
        public int HandlerFaults
        {
            get { return Volatile.Read(ref _handlerFaults); }
        }

        /// <inheritdoc/>
        /// <exception cref="InvalidOperationException">Called twice.</exception>
        /// <exception cref="ArgumentException">The options are not valid.</exception>
        public MqttConnectResult Connect(MqttConnectOptions options)
        {
            if (Interlocked.CompareExchange(ref _state, StateConnecting, StateNew) != StateNew)
            {
                throw new InvalidOperationException("a connection is for one attempt");
            }

            try
            {
                _handle = Prepare(options);
            }
            catch
            {
                Volatile.Write(ref _state, StateEnded);
                _ended.Set();
                throw;
            }

            Live[_number] = this;
            _thread = new Thread(() => Run(options)) { IsBackground = true, Name = "mqtt" };
            _thread.Start();
            if (!_answered.Wait(options.TimeoutMs))
            {
                // The thread may hang in the system's connect(): it cleans up by itself when that returns.
                if (Interlocked.CompareExchange(ref _state, StateClosing, StateConnecting) == StateConnecting)
                {
                    TryNative(() => LibMosquitto.Disconnect(_handle));
                    return MqttConnectResult.TimedOut;
                }

                _answered.Wait();
            }

            return _result;
        }

        /// <inheritdoc/>
        /// <exception cref="ArgumentException">The topic is not valid or the payload too long.</exception>
        public int Publish(string topic, byte[] payload, int qos, bool retain)
        {
            if (!IsConnected)
            {
                return 0;
            }

            // "No connection" (the loss is found out in this moment) has queued the message; as this object
            // never connects again, the queue is destroyed with it and 0 is the truth.
            var packetId = 0;
            var code = TryNative(() => LibMosquitto.Publish(_handle, out packetId, LibMosquitto.Utf8(topic),
                payload == null ? 0 : payload.Length, payload, qos, retain));
            LibMosquittoSetup.ThrowIfInvalid(code, nameof(topic));
            return code == LibMosquitto.Success ? packetId : 0;
        }

        /// <inheritdoc/>
        /// <exception cref="ArgumentException">The filter is not valid.</exception>
        public bool Subscribe(string topicFilter, int qos)
        {
            if (!IsConnected)
            {
                return false;
            }

            var code = TryNative(
                () => LibMosquitto.Subscribe(_handle, IntPtr.Zero, LibMosquitto.Utf8(topicFilter), qos));
            LibMosquittoSetup.ThrowIfInvalid(code, nameof(topicFilter));
            return code == LibMosquitto.Success;
        }

        /// <inheritdoc/>
        public void Disconnect()
        {
            var before = Interlocked.CompareExchange(ref _state, StateClosing, StateConnected);
            if (before == StateNew)
            {
                Interlocked.CompareExchange(ref _state, StateEnded, StateNew);
                return;
            }

            Interlocked.CompareExchange(ref _state, StateClosing, StateConnecting);
            if (before != StateEnded)
            {
                TryNative(() => LibMosquitto.Disconnect(_handle));
            }

            // From within a handler the loop is below us on the stack: it ends when the handler returns.
            if (_thread != null && _thread != Thread.CurrentThread)
            {
                _ended.Wait(CloseTimeoutMs);
            }
        }

        /// <inheritdoc/>
        public void Abort()
        {
            var before = Interlocked.Exchange(ref _state, StateClosing);
            if (before == StateNew || before == StateEnded)
            {
                Volatile.Write(ref _state, StateEnded);
                return;
            }

            Volatile.Write(ref _isAborting, true);
            if (_thread != Thread.CurrentThread)
            {
                _ended.Wait(CloseTimeoutMs);
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Disconnect();
        }

        private static LibMosquittoConnection Find(IntPtr userData)
        {
            Live.TryGetValue((int)userData, out var connection);
            return connection;
        }

        private static void OnConnect(IntPtr mosq, IntPtr userData, int code)
        {
            Find(userData)?.Guard(c => c.Answer(code));
        }

        private static void OnPublish(IntPtr mosq, IntPtr userData, int packetId)
        {
            Find(userData)?.Guard(c => c.Published?.Invoke(packetId));
        }

        private static void OnMessage(IntPtr mosq, IntPtr userData, IntPtr message)
        {
            Find(userData)?.Guard(c => c.Deliver(message));
        }

        private static void OnLog(IntPtr mosq, IntPtr userData, int level, IntPtr text)
        {
            Find(userData)?.Guard(c => c._tls.OnLog(mosq, text));
        }

        private MosquittoHandle Prepare(MqttConnectOptions options)
        {
            var handle = LibMosquittoSetup.Create(options, _number);
            if (options.Tls != null)
            {
                _tls = new LibMosquittoTls(handle, options.Tls);
                LibMosquittoTls.LogCallbackSet(handle, LogDelegate);
            }

            LibMosquitto.ConnectCallbackSet(handle, ConnectDelegate);
            LibMosquitto.PublishCallbackSet(handle, PublishDelegate);
            LibMosquitto.MessageCallbackSet(handle, MessageDelegate);
            return handle;
        }

        private void Run(MqttConnectOptions options)
        {
            var attempts = 1;
            while (Attempt(options) && _tls != null && _tls.HasNoReason && attempts < AttemptsForReason &&
                Volatile.Read(ref _state) == StateConnecting)
            {
                attempts++;
            }

            _tls?.Dispose();
            var before = Interlocked.Exchange(ref _state, StateEnded);
            _answered.Set();
            if (before == StateConnected)
            {
                Guard(c => c.Lost?.Invoke());
            }

            Live.TryRemove(_number, out _);
            _handle.Dispose();
            _ended.Set();
        }

        // Connects and runs the loop to its end. True: the broker took the connection and closed it without a word.
        private bool Attempt(MqttConnectOptions options)
        {
            var host = LibMosquitto.Utf8(options.Host);
            var code = LibMosquitto.Connect(_handle, host, options.Port, options.KeepAliveS);
            var errno = Marshal.GetLastWin32Error();
            var isTaken = code == LibMosquitto.Success;
            if (!isTaken)
            {
                _result = LibMosquittoSetup.OfConnect(code, errno);
            }
            else
            {
                // Stands unless CONNACK says otherwise: the broker closed without an answer.
                _result = MqttConnectResult.Unreachable;
                while (code == LibMosquitto.Success && !IsOver())
                {
                    code = LibMosquitto.Loop(_handle, LoopTimeoutMs, 1);
                }
            }

            if (_answered.IsSet)
            {
                return false;
            }

            if (_tls != null)
            {
                _result = _tls.Explain(code, _result);
            }

            return isTaken && _result == MqttConnectResult.Unreachable;
        }

        // After mosquitto_disconnect the loop writes what is queued, then DISCONNECT, closes and returns an
        // error; the deadline covers a peer that does not read.
        private bool IsOver()
        {
            if (Volatile.Read(ref _state) != StateClosing)
            {
                return false;
            }

            // The handle's end closes the socket without DISCONNECT.
            if (Volatile.Read(ref _isAborting))
            {
                return true;
            }

            if (_closingSince == 0)
            {
                _closingSince = Environment.TickCount | 1;
                return !_answered.IsSet;
            }

            return Environment.TickCount - _closingSince > CloseTimeoutMs;
        }

        private void Answer(int code)
        {
            // After a time-out the state is closing, and the answer comes too late.
            var result = LibMosquittoSetup.OfConnack(code);
            if (result != MqttConnectResult.Ok ||
                Interlocked.CompareExchange(ref _state, StateConnected, StateConnecting) == StateConnecting)
            {
                _result = result;
            }

            _answered.Set();
        }

        private void Deliver(IntPtr pointer)
        {
            var message = Marshal.PtrToStructure<LibMosquitto.Message>(pointer);
            var payload = new byte[message.PayloadBytes];
            if (payload.Length > 0)
            {
                Marshal.Copy(message.Payload, payload, 0, payload.Length);
            }

            MessageReceived?.Invoke(LibMosquitto.Text(message.Topic), payload, message.Retain != 0);
        }

        // An exception that leaves a callback into native code ends the process.
        private void Guard(Action<LibMosquittoConnection> action)
        {
            try
            {
                action(this);
            }
            catch (Exception)
            {
                Interlocked.Increment(ref _handlerFaults);
            }
        }

        // The loop's thread closes the handle at any moment; a call that comes too late finds no connection.
        private int TryNative(Func<int> call)
        {
            try
            {
                return call();
            }
            catch (ObjectDisposedException)
            {
                return -1;
            }
        }
    }
}
