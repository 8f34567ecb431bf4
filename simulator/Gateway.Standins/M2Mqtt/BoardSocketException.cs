using System.Net.Sockets;

namespace nanoFramework.M2Mqtt
{
    /// <summary>
    /// .NET's <see cref="SocketException"/> with the board's idea of <see cref="ErrorCode"/>: nanoFramework
    /// gives the Winsock number on every board, .NET on Linux gives errno.
    /// </summary>
    internal sealed class BoardSocketException : SocketException
    {
        private readonly int _code;

        internal BoardSocketException(SocketError error)
            : base((int)error)
        {
            _code = (int)error;
        }

        /// <summary>With a code of the board's TLS.</summary>
        internal BoardSocketException(int tlsCode)
            : base((int)SocketError.ConnectionAborted)
        {
            _code = tlsCode;
        }

        /// <inheritdoc/>
        public override int ErrorCode
        {
            get { return _code; }
        }
    }
}
