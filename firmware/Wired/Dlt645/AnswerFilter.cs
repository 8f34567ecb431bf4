// Tells the answer to a request from everything else on an RS-485 line: the own request coming back, another
// meter's frame, a late or repeated answer. A read ends with the last byte of the right frame.

using Gateway.Link.Dlt645;

namespace Gateway.Wired.Dlt645
{
    /// <summary>Finds the frame that answers a request.</summary>
    public sealed class AnswerFilter : IReplyShape
    {
        private long _address;
        private int _control;
        private uint _identifier;
        private int _identifierBytes;
        private bool _listensOn;
        private int _scanned;

        /// <summary>The answer, after <see cref="Find"/> gave Ok; its data field is not read yet.</summary>
        public Dlt645Frame Frame { get; } = new Dlt645Frame();

        /// <summary>Good frames passed over at the last <see cref="Find"/>.</summary>
        public int Others { get; private set; }

        /// <summary>What the last <see cref="Find"/> gave.</summary>
        public Dlt645Status Status { get; private set; }

        /// <summary>What is asked next.</summary>
        /// <param name="address">Where the request goes, wildcards allowed.</param>
        /// <param name="control">Its C-field.</param>
        /// <param name="identifier">Data identifier with which a normal answer begins.</param>
        /// <param name="identifierBytes">4, 2, or 0 = it begins with none.</param>
        public void Expect(long address, int control, uint identifier, int identifierBytes)
        {
            _address = address;
            _control = control;
            _identifier = identifier;
            _identifierBytes = identifierBytes;
            _listensOn = false;
            _scanned = 0;
        }

        /// <summary>The exchange is to last until the line is quiet, because several meters may
        /// answer.</summary>
        public void ListenOn()
        {
            _listensOn = true;
        }

        /// <inheritdoc/>
        public int Missing(byte[] buffer, int count)
        {
            if (_listensOn)
            {
                return Dlt645Codec.EmptyFrameBytes;
            }

            // What was passed over in an earlier chunk is not looked at again.
            int from = count < _scanned ? 0 : _scanned;
            Others = from == 0 ? 0 : Others;
            Dlt645Status status = FindFrom(buffer, from, count, false, out int missing);
            return status == Dlt645Status.Incomplete ? missing : ReplyLength.Complete;
        }

        /// <summary>Looks for the answer.</summary>
        /// <param name="isFinal">Nothing more will come.</param>
        /// <param name="missing">Bytes that are missing at least when Incomplete.</param>
        /// <returns>Ok, or what the codec says of what stands behind the last other frame.</returns>
        public Dlt645Status Find(byte[] buffer, int count, bool isFinal, out int missing)
        {
            Others = 0;
            return FindFrom(buffer, 0, count, isFinal, out missing);
        }

        private Dlt645Status FindFrom(byte[] buffer, int from, int count, bool isFinal, out int missing)
        {
            int at = from;
            while (true)
            {
                Dlt645Status status =
                    Dlt645Codec.TryFind(buffer, at, count - at, isFinal, Frame, out missing);
                if (status != Dlt645Status.Ok || IsAnswer(buffer))
                {
                    Status = status;
                    _scanned = at;
                    return status;
                }

                Others++;
                at = Frame.End;
            }
        }

        // A refusal may have a function code or a data field of the maker's own. A meter of 1997 may answer
        // with the wildcard address.
        private bool IsAnswer(byte[] buffer)
        {
            Dlt645Frame frame = Frame;
            if (!frame.IsReply || !(frame.Address == Dlt645Address.Any ||
                Dlt645Address.IsMatch(_address, frame.Address)))
            {
                return false;
            }

            if (frame.IsAbnormal)
            {
                return true;
            }

            return Dlt645Control.IsReplyTo(frame.Control, _control) && (_identifierBytes == 0 ||
                (frame.DataCount >= _identifierBytes &&
                Dlt645Codec.Peek(buffer, frame, _identifierBytes) == _identifier));
        }
    }
}
