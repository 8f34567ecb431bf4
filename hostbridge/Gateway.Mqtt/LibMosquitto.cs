// The part of libmosquitto's C interface (mosquitto.h of Debian's libmosquitto 2.0) that the connection uses.
// Strings go as zero-terminated UTF-8. TLS is in LibMosquittoTls; MQTT 5 is not declared.
using System;
using System.Runtime.InteropServices;
using System.Text;

namespace Gateway.Mqtt
{
    /// <summary>P/Invoke declarations of libmosquitto.</summary>
    internal static class LibMosquitto
    {
        /// <summary>MOSQ_ERR_SUCCESS.</summary>
        internal const int Success = 0;

        /// <summary>MOSQ_ERR_INVAL: a parameter is not valid.</summary>
        internal const int Inval = 3;

        /// <summary>MOSQ_ERR_PAYLOAD_SIZE.</summary>
        internal const int PayloadSize = 9;

        /// <summary>MOSQ_ERR_ERRNO: errno has the reason.</summary>
        internal const int Errno = 14;

        /// <summary>MOSQ_ERR_EAI: getaddrinfo failed.</summary>
        internal const int Eai = 15;

        /// <summary>MOSQ_ERR_MALFORMED_UTF8.</summary>
        internal const int MalformedUtf8 = 18;

        /// <summary>MOSQ_OPT_TCP_NODELAY of mosquitto_int_option.</summary>
        internal const int OptTcpNoDelay = 11;

        /// <summary>ETIMEDOUT of Linux.</summary>
        internal const int ErrnoTimedOut = 110;

        private const string Library = "libmosquitto.so.1";
        private static readonly object InitGate = new object();
        private static bool _isInitialised;

        /// <summary>on_connect: the code of CONNACK.</summary>
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate void ConnectCallback(IntPtr mosq, IntPtr userData, int code);

        /// <summary>on_publish: PUBACK came (QoS 1) or the message was written (QoS 0).</summary>
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate void PublishCallback(IntPtr mosq, IntPtr userData, int packetId);

        /// <summary>on_message: a pointer to <see cref="Message"/>.</summary>
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate void MessageCallback(IntPtr mosq, IntPtr userData, IntPtr message);

        /// <summary>Initialises the library once in this process.</summary>
        /// <exception cref="MqttLibraryMissingException">It is not installed.</exception>
        internal static void EnsureInitialised()
        {
            lock (InitGate)
            {
                if (_isInitialised)
                {
                    return;
                }

                try
                {
                    LibInit();
                    _isInitialised = true;
                }
                catch (DllNotFoundException e)
                {
                    throw new MqttLibraryMissingException(e);
                }
            }
        }

        /// <summary>Zero-terminated UTF-8; null stays null.</summary>
        internal static byte[] Utf8(string text)
        {
            if (text == null)
            {
                return null;
            }

            var bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
            Encoding.UTF8.GetBytes(text, 0, text.Length, bytes, 0);
            return bytes;
        }

        /// <summary>Copies a zero-terminated UTF-8 string.</summary>
        internal static string Text(IntPtr utf8)
        {
            if (utf8 == IntPtr.Zero)
            {
                return "";
            }

            var length = 0;
            while (Marshal.ReadByte(utf8, length) != 0)
            {
                length++;
            }

            var bytes = new byte[length];
            Marshal.Copy(utf8, bytes, 0, length);
            return Encoding.UTF8.GetString(bytes);
        }

        [DllImport(Library, EntryPoint = "mosquitto_new")]
        internal static extern MosquittoHandle New(byte[] clientId,
            [MarshalAs(UnmanagedType.U1)] bool cleanSession, IntPtr userData);

        [DllImport(Library, EntryPoint = "mosquitto_destroy")]
        internal static extern void Destroy(IntPtr mosq);

        [DllImport(Library, EntryPoint = "mosquitto_threaded_set")]
        internal static extern int ThreadedSet(MosquittoHandle mosq,
            [MarshalAs(UnmanagedType.U1)] bool threaded);

        [DllImport(Library, EntryPoint = "mosquitto_int_option")]
        internal static extern int IntOption(MosquittoHandle mosq, int option, int value);

        [DllImport(Library, EntryPoint = "mosquitto_username_pw_set")]
        internal static extern int UserNamePasswordSet(MosquittoHandle mosq, byte[] userName,
            byte[] password);

        [DllImport(Library, EntryPoint = "mosquitto_will_set")]
        internal static extern int WillSet(MosquittoHandle mosq, byte[] topic, int payloadBytes,
            byte[] payload, int qos, [MarshalAs(UnmanagedType.U1)] bool retain);

        [DllImport(Library, EntryPoint = "mosquitto_connect", SetLastError = true)]
        internal static extern int Connect(MosquittoHandle mosq, byte[] host, int port, int keepAliveS);

        [DllImport(Library, EntryPoint = "mosquitto_disconnect")]
        internal static extern int Disconnect(MosquittoHandle mosq);

        [DllImport(Library, EntryPoint = "mosquitto_loop")]
        internal static extern int Loop(MosquittoHandle mosq, int timeoutMs, int maxPackets);

        [DllImport(Library, EntryPoint = "mosquitto_publish")]
        internal static extern int Publish(MosquittoHandle mosq, out int packetId, byte[] topic,
            int payloadBytes, byte[] payload, int qos, [MarshalAs(UnmanagedType.U1)] bool retain);

        [DllImport(Library, EntryPoint = "mosquitto_subscribe")]
        internal static extern int Subscribe(MosquittoHandle mosq, IntPtr packetId, byte[] filter, int qos);

        [DllImport(Library, EntryPoint = "mosquitto_connect_callback_set")]
        internal static extern void ConnectCallbackSet(MosquittoHandle mosq, ConnectCallback callback);

        [DllImport(Library, EntryPoint = "mosquitto_publish_callback_set")]
        internal static extern void PublishCallbackSet(MosquittoHandle mosq, PublishCallback callback);

        [DllImport(Library, EntryPoint = "mosquitto_message_callback_set")]
        internal static extern void MessageCallbackSet(MosquittoHandle mosq, MessageCallback callback);

        [DllImport(Library, EntryPoint = "mosquitto_lib_init")]
        private static extern int LibInit();

        /// <summary>struct mosquitto_message.</summary>
        [StructLayout(LayoutKind.Sequential)]
        internal struct Message
        {
            /// <summary>Packet id.</summary>
            public int PacketId;

            /// <summary>Zero-terminated topic.</summary>
            public IntPtr Topic;

            /// <summary>Payload; may be null when empty.</summary>
            public IntPtr Payload;

            /// <summary>Bytes of the payload.</summary>
            public int PayloadBytes;

            /// <summary>QoS.</summary>
            public int Qos;

            /// <summary>C's bool: 1 for a retained message.</summary>
            public byte Retain;
        }
    }
}
