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
        private readonly Dlt645Scan _scan = new Dlt645Scan();
        private bool _listensOn;
        private bool _isFinal;

        /// <summary>The answer, when <see cref="Status"/> is Ok; its data field is not read yet.</summary>
        public Dlt645Frame Frame { get; } = new Dlt645Frame();

        /// <summary>Good frames passed over.</summary>
        public int Others { get; private set; }

        /// <summary>Ok, or what the codec says of what stands behind the last other frame.</summary>
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
            _isFinal = false;
            Others = 0;
            Status = Dlt645Status.NoStart;
            _scan.Begin(0);
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
            Dlt645Status status = Find(buffer, count, false, out int missing);
            return status == Dlt645Status.Incomplete ? missing
                : status == Dlt645Status.Unfinished ? ReplyLength.Unfinished : ReplyLength.Complete;
        }

        /// <inheritdoc/>
        public bool Finish(byte[] buffer, int count)
        {
            if (_listensOn)
            {
                return true;
            }

            if (!_isFinal)
            {
                // From the beginning: what would have been incomplete may have hidden a frame.
                _isFinal = true;
                Others = 0;
                _scan.Begin(0);
            }

            return Find(buffer, count, true, out _) != Dlt645Status.Unfinished;
        }

        private Dlt645Status Find(byte[] buffer, int count, bool isFinal, out int missing)
        {
            _scan.Refill();
            while (true)
            {
                Dlt645Status status = _scan.Next(buffer, count, isFinal, Frame, out missing);
                if (status != Dlt645Status.Ok || IsAnswer(buffer))
                {
                    Status = status;
                    return status;
                }

                Others++;
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
