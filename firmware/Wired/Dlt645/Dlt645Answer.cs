using Gateway.Link.Dlt645;

namespace Gateway.Wired.Dlt645
{
    /// <summary>What came of one data identifier; used again for the next.</summary>
    public sealed class Dlt645Answer
    {
        /// <summary>Most bytes of data out of all frames of an answer.</summary>
        public const int MaxDataBytes = 1024;

        /// <summary>Most bytes of frames.</summary>
        public const int MaxRawBytes = 1280;

        /// <summary>Data behind the identifier, 33 taken off, all frames together.</summary>
        public readonly byte[] Data = new byte[MaxDataBytes];

        /// <summary>The frames themselves, from 68 to 16, one behind the other.</summary>
        public readonly byte[] Raw = new byte[MaxRawBytes];

        /// <summary>Bytes of <see cref="Data"/>.</summary>
        public int DataCount;

        /// <summary>Bytes of <see cref="Raw"/>.</summary>
        public int RawCount;

        /// <summary>What was asked for, in the meter's edition; a block's element when blocks are
        /// refused.</summary>
        public uint Identifier;

        /// <summary>In which edition.</summary>
        public Dlt645Edition Edition;

        /// <summary>How it ended; data are there with Ok and TooLong.</summary>
        public Dlt645Result Result;

        /// <summary>Error word with Refused.</summary>
        public int ErrorWord;

        /// <summary>Microseconds since boot of the end of the answer.</summary>
        public long ReceivedUs;

        /// <summary>Empties it for the next identifier.</summary>
        public void Clear(uint identifier, Dlt645Edition edition)
        {
            Identifier = identifier;
            Edition = edition;
            DataCount = 0;
            RawCount = 0;
            ErrorWord = 0;
            Result = Dlt645Result.Incomplete;
        }

        /// <summary>Adds a frame.</summary>
        /// <param name="buffer">What was parsed.</param>
        /// <param name="frame">What was found in it.</param>
        /// <param name="skip">Bytes of its data field in front of the data.</param>
        /// <param name="tail">Bytes of its data field behind them.</param>
        /// <returns>false when there is no room.</returns>
        public bool TryAdd(byte[] buffer, Dlt645Frame frame, int skip, int tail)
        {
            int count = frame.DataCount - skip - tail;
            int rawCount = frame.End - frame.Start;
            if (count < 0 || DataCount + count > MaxDataBytes || RawCount + rawCount > MaxRawBytes)
            {
                return false;
            }

            System.Array.Copy(frame.Data, skip, Data, DataCount, count);
            System.Array.Copy(buffer, frame.Start, Raw, RawCount, rawCount);
            DataCount += count;
            RawCount += rawCount;
            return true;
        }
    }
}
