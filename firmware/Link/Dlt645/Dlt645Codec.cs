// Frames of DL/T 645, both editions: 68 A0..A5 68 C L DATA CS 16, every byte of DATA + 33, CS = the sum from
// the first 68 on. In front may stand wake-up bytes FE, an extra 68 or noise; behind may stand anything.
namespace Gateway.Link.Dlt645
{
    /// <summary>Finds and writes frames.</summary>
    public static class Dlt645Codec
    {
        /// <summary>What is added to each byte of the data field.</summary>
        public const int DataOffset = 0x33;

        /// <summary>Wake-up byte.</summary>
        public const int WakeUp = 0xFE;

        /// <summary>Bytes of a frame without data field.</summary>
        public const int EmptyFrameBytes = 12;

        private const int StartByte = 0x68;
        private const int EndByte = 0x16;
        private const int HeadBytes = 10;

        // What a byte 68 costs, in bytes passed over.
        private const int CandidateWork = 8;

        // Bytes summed on one input: a longest frame, and before it as much that only looks like one.
        private const int MaxSummedBytes = 2 * Dlt645Frame.MaxBytes;

        /// <summary>Finds the first frame in bytes that may go on, and reads its data field.</summary>
        /// <param name="buffer">Bytes from the line.</param>
        /// <param name="offset">First byte.</param>
        /// <param name="count">How many, 0 or more.</param>
        /// <param name="isFinal">Nothing more will come: what would be incomplete is passed over, and a frame
        /// behind it found.</param>
        /// <param name="frame">Receives the frame when the result is Ok.</param>
        /// <param name="missing">Bytes that must come at least before the answer can change; 0 unless
        /// Incomplete.</param>
        /// <returns>Ok; Incomplete; else what was wrong with the last candidate.</returns>
        public static Dlt645Status TryParse(byte[] buffer, int offset, int count, bool isFinal,
            Dlt645Frame frame, out int missing)
        {
            Dlt645Status status = TryFind(buffer, offset, count, isFinal, frame, out missing);
            if (status == Dlt645Status.Ok)
            {
                ReadData(buffer, frame);
            }

            return status;
        }

        /// <summary>The same without the data field, which <see cref="ReadData"/> reads: a slice
        /// less.</summary>
        public static Dlt645Status TryFind(byte[] buffer, int offset, int count, bool isFinal,
            Dlt645Frame frame, out int missing)
        {
            Dlt645Status status = Dlt645Status.NoStart;
            int at = offset;
            int summed = 0;
            int work = int.MaxValue;
            return Search(buffer, offset + count, isFinal, frame, out missing, ref at, ref summed, ref status,
                ref work);
        }

        /// <summary>The search of <see cref="TryFind"/> and <see cref="Dlt645Scan"/>.</summary>
        /// <param name="at">Where it goes on; left at the frame, or at the candidate that is
        /// incomplete.</param>
        /// <param name="summed">Bytes summed so far.</param>
        /// <param name="status">What was wrong with the last candidate so far.</param>
        /// <param name="work">What may still be done in this slice, in bytes passed over.</param>
        internal static Dlt645Status Search(byte[] buffer, int end, bool isFinal, Dlt645Frame frame,
            out int missing, ref int at, ref int summed, ref Dlt645Status status, ref int work)
        {
            missing = 0;
            int next = at;
            int left = work;
            while (next < end && summed <= MaxSummedBytes)
            {
                int limit = left < end - next ? next + left : end;
                int from = next;
                while (next < limit && buffer[next] != StartByte)
                {
                    next++;
                }

                left -= next - from;
                at = next;
                if (next == end)
                {
                    break;
                }

                work = left;
                if (left <= 0)
                {
                    return Dlt645Status.Unfinished;
                }

                left -= CandidateWork;
                Dlt645Status found = Judge(buffer, next, end, isFinal, out missing);
                if (found == Dlt645Status.Incomplete)
                {
                    return found;
                }

                if (found == Dlt645Status.Ok || found == Dlt645Status.BadChecksum)
                {
                    int length = EmptyFrameBytes + buffer[next + 9];
                    left -= length;
                    summed += length;
                    if (found == Dlt645Status.Ok)
                    {
                        ReadHead(buffer, next, length, frame);
                        work = left;
                        return found;
                    }
                }

                bool isWorse = status == Dlt645Status.BadChecksum || found == Dlt645Status.NoStart;
                status = isWorse ? status : found;
                next++;
            }

            // Wake-up bytes or noise so far: the frame may still come.
            at = next;
            work = left;
            missing = isFinal || status == Dlt645Status.BadChecksum ? 0 : EmptyFrameBytes;
            return missing > 0 ? Dlt645Status.Incomplete : status;
        }

        // What stands at a byte 68; NoStart = nothing, or what will never be complete.
        private static Dlt645Status Judge(byte[] buffer, int at, int end, bool isFinal, out int missing)
        {
            missing = 0;
            if (at + 7 < end && buffer[at + 7] != StartByte)
            {
                return Dlt645Status.NoStart;
            }

            int length = at + HeadBytes <= end ? EmptyFrameBytes + buffer[at + 9] : EmptyFrameBytes;
            if (at + length > end)
            {
                missing = isFinal ? 0 : at + length - end;
                return isFinal ? Dlt645Status.NoStart : Dlt645Status.Incomplete;
            }

            return buffer[at + length - 1] != EndByte ? Dlt645Status.BadEnd
                : IsSumRight(buffer, at, length) ? Dlt645Status.Ok : Dlt645Status.BadChecksum;
        }

        /// <summary>Reads the data field of a frame that <see cref="TryFind"/> has found.</summary>
        /// <param name="buffer">The same bytes.</param>
        public static void ReadData(byte[] buffer, Dlt645Frame frame)
        {
            byte[] data = frame.Data;
            int count = frame.DataCount;
            int from = frame.Start + HeadBytes;
            int i = 0;

            // Four at a time: the loop itself costs the interpreter as much as a byte.
            for (int last = count - 4; i <= last; i += 4)
            {
                int at = from + i;
                data[i] = (byte)(buffer[at] - DataOffset);
                data[i + 1] = (byte)(buffer[at + 1] - DataOffset);
                data[i + 2] = (byte)(buffer[at + 2] - DataOffset);
                data[i + 3] = (byte)(buffer[at + 3] - DataOffset);
            }

            for (; i < count; i++)
            {
                data[i] = (byte)(buffer[from + i] - DataOffset);
            }
        }

        /// <summary>A number in the data field of a frame whose data field was not read yet.</summary>
        /// <param name="count">1 .. 4 bytes from the data field's begin, low byte first; so many must be
        /// there.</param>
        public static uint Peek(byte[] buffer, Dlt645Frame frame, int count)
        {
            uint number = 0;
            for (int i = frame.Start + HeadBytes + count - 1; i >= frame.Start + HeadBytes; i--)
            {
                number = (number << 8) | (byte)(buffer[i] - DataOffset);
            }

            return number;
        }

        /// <summary>Writes a frame.</summary>
        /// <param name="wakeUps">Bytes FE in front, 0 .. 4.</param>
        /// <param name="data">Data field without the 33; may be null when <paramref name="dataCount"/> is
        /// 0.</param>
        /// <returns>Bytes written from <paramref name="offset"/> on.</returns>
        public static int Put(byte[] buffer, int offset, int wakeUps, long address, int control, byte[] data,
            int dataOffset, int dataCount)
        {
            int at = offset;
            for (int i = 0; i < wakeUps; i++)
            {
                buffer[at++] = WakeUp;
            }

            int start = at;
            buffer[at] = StartByte;
            Dlt645Address.Put(buffer, at + 1, address);
            buffer[at + 7] = StartByte;
            buffer[at + 8] = (byte)control;
            buffer[at + 9] = (byte)dataCount;
            at += HeadBytes;
            for (int i = 0; i < dataCount; i++)
            {
                buffer[at++] = (byte)(data[dataOffset + i] + DataOffset);
            }

            buffer[at] = (byte)Sum(buffer, start, at - start);
            buffer[at + 1] = EndByte;
            return at + 2 - offset;
        }

        private static bool IsSumRight(byte[] buffer, int start, int length)
        {
            return (byte)Sum(buffer, start, length - 2) == buffer[start + length - 2];
        }

        private static int Sum(byte[] buffer, int start, int count)
        {
            int sum = 0;
            int i = start;
            int end = start + count;
            for (int last = end - 3; i < last; i += 4)
            {
                sum += buffer[i] + buffer[i + 1] + buffer[i + 2] + buffer[i + 3];
            }

            for (; i < end; i++)
            {
                sum += buffer[i];
            }

            return sum & 0xFF;
        }

        private static void ReadHead(byte[] buffer, int start, int length, Dlt645Frame frame)
        {
            frame.DataCount = length - EmptyFrameBytes;
            frame.Address = Dlt645Address.Read(buffer, start + 1);
            frame.Control = buffer[start + 8];
            frame.Start = start;
            frame.End = start + length;
        }
    }
}
