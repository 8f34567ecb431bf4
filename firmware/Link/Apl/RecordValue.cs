// Numbers of EN 13757-3 annex A: types A (BCD), B and C (integers), H (real). Whole numbers only: a value is
// exact until somebody divides it.
namespace Gateway.Link.Apl
{
    /// <summary>Sets the value of a record from its data bytes.</summary>
    internal static class RecordValue
    {
        /// <summary>Type B, or C without a sign: 0 .. 8 bytes, low byte first.</summary>
        public static void SetInteger(DataRecord record, bool isUnsigned)
        {
            byte[] bytes = record.DataBytes;
            int offset = record.DataOffset;
            int count = record.DataCount;
            long value = 0;
            if (count <= 3)
            {
                int small = 0;
                for (int i = count - 1; i >= 0; i--)
                {
                    small = (small << 8) | bytes[offset + i];
                }

                value = small;
            }
            else
            {
                for (int i = count - 1; i >= 0; i--)
                {
                    value = (value << 8) | bytes[offset + i];
                }
            }

            if (!isUnsigned && count > 0 && count < 8)
            {
                int spare = 64 - (8 * count);
                value = (value << spare) >> spare;
            }

            record.ValueKind = isUnsigned ? ValueKind.Unsigned : ValueKind.Number;
            record.Mantissa = value;
        }

        /// <summary>Type A: 0 .. 9 bytes, two digits each, low byte first. F as the first digit is a minus
        /// sign, unless a length byte has said the sign already; DB..BB says that there is no
        /// value.</summary>
        public static void SetBcd(DataRecord record, bool hasOwnSign)
        {
            byte[] bytes = record.DataBytes;
            int offset = record.DataOffset;
            int at = offset + record.DataCount - 1;
            int top = record.DataCount == 0 ? 0 : bytes[at] >> 4;
            bool isNegative = top == 0x0F && !hasOwnSign;
            long value = 0;
            bool isGood = true;
            for (; at >= offset; at--)
            {
                int high = bytes[at] >> 4;
                int low = bytes[at] & 0x0F;
                if (isNegative && high == 0x0F && at == offset + record.DataCount - 1)
                {
                    high = 0;
                }

                isGood = isGood && high <= 9 && low <= 9;
                value = (value * 100) + (high * 10) + low;
            }

            if (!isGood)
            {
                record.ValueKind = ValueKind.Bytes;
                record.Fail(IsNotAvailable(record) ? RecordStatus.NotAvailable : RecordStatus.InvalidBcd);
                return;
            }

            record.SetNumber(isNegative ? -value : value);
        }

        /// <summary>Type H: 4 bytes, low byte first.</summary>
        public static void SetReal(DataRecord record)
        {
            SetInteger(record, false);
            record.ValueKind = ValueKind.Real;
            if (((record.Mantissa >> 23) & 0xFF) == 0xFF)
            {
                record.Fail(RecordStatus.InvalidReal);
            }
        }

        private static bool IsNotAvailable(DataRecord record)
        {
            int last = record.DataOffset + record.DataCount - 1;
            bool isNotAvailable = record.DataBytes[last] == 0xDB;
            for (int i = record.DataOffset; i < last; i++)
            {
                isNotAvailable = isNotAvailable && record.DataBytes[i] == 0xBB;
            }

            return isNotAvailable;
        }
    }
}
