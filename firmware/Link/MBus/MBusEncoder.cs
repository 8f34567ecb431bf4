// Frames of EN 13757-2; see MBusFrame for the sources.

namespace Gateway.Link.MBus
{
    /// <summary>Writes frames.</summary>
    public static class MBusEncoder
    {
        /// <summary>Bytes of a long frame beside its data.</summary>
        public const int LongOverhead = 9;

        /// <summary>Most data bytes of a long frame.</summary>
        public const int MaxDataBytes = 252;

        private const int DataOffset = 7;

        /// <summary>Writes a short frame.</summary>
        /// <param name="buffer">5 bytes from 0 are written.</param>
        /// <param name="control">C-field.</param>
        /// <param name="address">A-field.</param>
        /// <returns>5.</returns>
        public static int WriteShort(byte[] buffer, int control, int address)
        {
            buffer[0] = MBusFrame.ShortStart;
            buffer[1] = (byte)control;
            buffer[2] = (byte)address;
            buffer[3] = (byte)(control + address);
            buffer[4] = MBusFrame.Stop;
            return 5;
        }

        /// <summary>Writes a control frame, or a long frame when there is data.</summary>
        /// <param name="buffer">Written from 0; at least count + 9 bytes.</param>
        /// <param name="control">C-field.</param>
        /// <param name="address">A-field.</param>
        /// <param name="controlInformation">CI-field.</param>
        /// <param name="data">Data from 0; may be null when there is none.</param>
        /// <param name="count">Data bytes, 0 .. 252.</param>
        /// <returns>Bytes of the frame.</returns>
        public static int WriteLong(
            byte[] buffer, int control, int address, int controlInformation, byte[] data, int count)
        {
            if (count > 0)
            {
                System.Array.Copy(data, 0, buffer, DataOffset, count);
            }

            buffer[0] = MBusFrame.LongStart;
            buffer[1] = (byte)(count + 3);
            buffer[2] = (byte)(count + 3);
            buffer[3] = MBusFrame.LongStart;
            buffer[4] = (byte)control;
            buffer[5] = (byte)address;
            buffer[6] = (byte)controlInformation;
            int end = DataOffset + count;
            int sum = 0;
            for (int i = 4; i < end; i++)
            {
                sum += buffer[i];
            }

            buffer[end] = (byte)sum;
            buffer[end + 1] = MBusFrame.Stop;
            return end + 2;
        }
    }
}
