namespace Gateway.Link.Dlt645
{
    /// <summary>One frame, taken apart; filled by <see cref="Dlt645Codec"/> and used again.</summary>
    public sealed class Dlt645Frame
    {
        /// <summary>Most bytes of a data field. The standard allows 200 in a reply; the L-field
        /// 255.</summary>
        public const int MaxDataBytes = 255;

        /// <summary>Most bytes of a frame, wake-up bytes not counted.</summary>
        public const int MaxBytes = MaxDataBytes + 12;

        /// <summary>[0, DataCount): the data field with 33 taken off, in the order of the link.</summary>
        public readonly byte[] Data = new byte[MaxDataBytes];

        /// <summary>Bytes of the data field, 0 .. 255.</summary>
        public int DataCount;

        /// <summary>Address field, see <see cref="Dlt645Address"/>.</summary>
        public long Address;

        /// <summary>C-field.</summary>
        public int Control;

        /// <summary>Where the frame's first 68 lies in what was parsed.</summary>
        public int Start;

        /// <summary>Where the byte after its 16 lies.</summary>
        public int End;

        /// <summary>From a meter.</summary>
        public bool IsReply
        {
            get { return (Control & Dlt645Control.ReplyFlag) != 0; }
        }

        /// <summary>The meter refuses.</summary>
        public bool IsAbnormal
        {
            get { return (Control & Dlt645Control.AbnormalFlag) != 0; }
        }

        /// <summary>More data follow.</summary>
        public bool HasMore
        {
            get { return (Control & Dlt645Control.MoreFlag) != 0; }
        }

        /// <summary>Error word of a refusal: its only byte; behind a data identifier or in a maker's own
        /// longer form the last one. 0 = none was sent.</summary>
        public int ErrorWord
        {
            get { return DataCount == 0 ? 0 : Data[DataCount - 1]; }
        }

        /// <summary>Reads a number of 1 .. 8 bytes, low byte first; 0 when it does not lie in the data
        /// field.</summary>
        public long Number(int offset, int count)
        {
            if (offset < 0 || count < 1 || offset + count > DataCount)
            {
                return 0;
            }

            long number = 0;
            for (int i = offset + count - 1; i >= offset; i--)
            {
                number = (number << 8) | Data[i];
            }

            return number;
        }
    }
}
