using System;

namespace Gateway.Mqtt
{
    /// <summary>From our options to a native object, and from native codes to our results.</summary>
    internal static class LibMosquittoSetup
    {
        /// <summary>A configured, unconnected native object without callbacks.</summary>
        /// <exception cref="ArgumentException">The options are not valid.</exception>
        internal static MosquittoHandle Create(MqttConnectOptions options, int userData)
        {
            Check(options);
            var clientId = LibMosquitto.Utf8(string.IsNullOrEmpty(
                options.ClientId) ? null : options.ClientId);
            var handle = LibMosquitto.New(clientId, options.CleanSession, (IntPtr)userData);
            if (handle.IsInvalid)
            {
                throw new ArgumentException("no client id needs a clean session", nameof(options));
            }

            LibMosquitto.ThreadedSet(handle, true);
            LibMosquitto.IntOption(handle, LibMosquitto.OptTcpNoDelay, 1);
            ThrowIfInvalid(LibMosquitto.UserNamePasswordSet(handle, LibMosquitto.Utf8(options.UserName),
                LibMosquitto.Utf8(options.Password)), nameof(options));
            if (options.WillTopic != null)
            {
                var payload = options.WillPayload ?? Array.Empty<byte>();
                ThrowIfInvalid(LibMosquitto.WillSet(handle, LibMosquitto.Utf8(options.WillTopic),
                    payload.Length, payload, options.WillQos, options.WillRetain), nameof(options));
            }

            return handle;
        }

        /// <summary>Throws when the library says that a parameter is wrong.</summary>
        internal static void ThrowIfInvalid(int code, string parameter)
        {
            if (code == LibMosquitto.Inval || code == LibMosquitto.MalformedUtf8 ||
                code == LibMosquitto.PayloadSize)
            {
                throw new ArgumentException("libmosquitto refuses it: error " + code, parameter);
            }
        }

        /// <summary>What a failed mosquitto_connect means.</summary>
        /// <param name="code">MOSQ_ERR_*.</param>
        /// <param name="errno">errno right after the call.</param>
        internal static MqttConnectResult OfConnect(int code, int errno)
        {
            if (code == LibMosquitto.Eai)
            {
                return MqttConnectResult.NameNotResolved;
            }

            return code == LibMosquitto.Errno && errno == LibMosquitto.ErrnoTimedOut
                ? MqttConnectResult.TimedOut
                : MqttConnectResult.Unreachable;
        }

        /// <summary>What the code of a CONNACK means (MQTT 3.1.1, 3.2.2.3).</summary>
        internal static MqttConnectResult OfConnack(int code)
        {
            switch (code)
            {
                case 0:
                    return MqttConnectResult.Ok;
                case 2: // identifier rejected
                case 4: // bad user name or password
                case 5: // not authorized
                    return MqttConnectResult.NotAuthorized;
                default:
                    return MqttConnectResult.Refused;
            }
        }

        private static void Check(MqttConnectOptions options)
        {
            if (string.IsNullOrEmpty(options.Host))
            {
                throw new ArgumentException("no host", nameof(options));
            }

            if (options.Port < 1 || options.Port > 65535)
            {
                throw new ArgumentException("port " + options.Port + " is not in 1..65535", nameof(options));
            }

            // libmosquitto takes no keep-alive of 1 to 4 s.
            if (options.KeepAliveS != 0 && (options.KeepAliveS < 5 || options.KeepAliveS > 65535))
            {
                throw new ArgumentException("keep-alive " + options.KeepAliveS + " s is not 0 or 5..65535",
                    nameof(options));
            }
        }
    }
}
