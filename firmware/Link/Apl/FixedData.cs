// The fixed data structure (CI 73 on the wire), withdrawn from the standard and still sent by old meters: 16
// bytes with two counters. Facts after the M-Bus Usergroup's MBDOC48, clause 6.2 and its table of units; the
// same CI-field announces a compact frame with long header on the radio.
namespace Gateway.Link.Apl
{
    /// <summary>Reads one fixed data structure; reusable, allocates nothing.</summary>
    public sealed class FixedData
    {
        /// <summary>Bytes behind the CI-field; another length is no fixed data structure.</summary>
        public const int Size = 16;

        /// <summary>Number of records.</summary>
        public const int Records = 2;

        private const int Historic = 0x3E;

        // First code, last code, unit, exponent of the first; each further code is ten times the one before.
        private static readonly sbyte[] Units =
        {
            0x02, 0x0A, (sbyte)ValueUnit.WattHour, 0,
            0x0B, 0x13, (sbyte)ValueUnit.Joule, 3,
            0x14, 0x1C, (sbyte)ValueUnit.Watt, 0,
            0x1D, 0x25, (sbyte)ValueUnit.JoulePerHour, 3,
            0x26, 0x2E, (sbyte)ValueUnit.CubicMetre, -6,
            0x2F, 0x37, (sbyte)ValueUnit.CubicMetrePerHour, -6,
            0x38, 0x38, (sbyte)ValueUnit.Celsius, -3,
            0x39, 0x39, (sbyte)ValueUnit.HeatCostUnit, 0,
        };

        private byte[] _bytes;
        private int _offset;

        /// <summary>Identification number as BCD: 0x92919393 is shown as 92919393.</summary>
        public uint IdentificationNumber { get; private set; }

        /// <summary>ACC.</summary>
        public int AccessNumber { get; private set; }

        /// <summary>Status byte. Bits 0 and 1 say how the counters are to be read, the others are as in
        /// <see cref="StatusByte"/>.</summary>
        public int Status { get; private set; }

        /// <summary>Device type, 0 .. 15 (MBDOC48 clause 8.4.1, the old table).</summary>
        public int DeviceType { get; private set; }

        /// <summary>Reads the structure.</summary>
        /// <param name="bytes">Stays the caller's while records are read.</param>
        /// <param name="offset">Of the first byte behind the CI-field.</param>
        /// <param name="count">Bytes that follow the CI-field.</param>
        /// <returns>Ok; Truncated when there are less than 16 bytes, DataLeft when there are more.</returns>
        public RecordStatus Parse(byte[] bytes, int offset, int count)
        {
            if (count != Size)
            {
                return count < Size ? RecordStatus.Truncated : RecordStatus.DataLeft;
            }

            _bytes = bytes;
            _offset = offset;
            IdentificationNumber = (uint)(bytes[offset] | (bytes[offset + 1] << 8) | (bytes[offset + 2] << 16)
                | (bytes[offset + 3] << 24));
            AccessNumber = bytes[offset + 4];
            Status = bytes[offset + 5];
            DeviceType = (bytes[offset + 6] >> 6) | ((bytes[offset + 7] >> 4) & 0x0C);
            return RecordStatus.Ok;
        }

        /// <summary>Reads a counter after a successful <see cref="Parse"/>.</summary>
        /// <param name="index">0 or 1.</param>
        /// <param name="record">Overwritten. Storage number 1 = stored at a fixed date.</param>
        public void Read(int index, DataRecord record)
        {
            record.Clear(_bytes, _offset, _bytes);
            record.DataOffset = _offset + 8 + (4 * index);
            record.DataCount = 4;
            int code = _bytes[_offset + 6 + index] & 0x3F;
            bool isHistoric = code == Historic;
            record.StorageNumber = isHistoric || (Status & 2) != 0 ? 1 : 0;

            // 3E: the unit of the other counter, and its value of before.
            SetUnit(record, isHistoric ? _bytes[_offset + 7 - index] & 0x3F : code);
            if ((Status & 1) == 0)
            {
                RecordValue.SetBcd(record, false);
            }
            else
            {
                RecordValue.SetInteger(record, false);
            }
        }

        private static void SetUnit(DataRecord record, int code)
        {
            for (int i = 0; i < Units.Length; i += 4)
            {
                if (code >= Units[i] && code <= Units[i + 1])
                {
                    record.Unit = (ValueUnit)Units[i + 2];
                    record.Exponent = Units[i + 3] + code - Units[i];
                    record.Quantity = QuantityOf(record.Unit);
                    return;
                }
            }

            // 3F counts something without a unit; 00 and 01 are times and dates, which no document codes
            // further.
            record.Quantity = code == 0x3F ? Quantity.Dimensionless : Quantity.Unknown;
            if (code != 0x3F)
            {
                record.Fail(RecordStatus.ReservedVif);
            }
        }

        private static Quantity QuantityOf(ValueUnit unit)
        {
            switch (unit)
            {
                case ValueUnit.WattHour:
                case ValueUnit.Joule:
                    return Quantity.Energy;
                case ValueUnit.Watt:
                case ValueUnit.JoulePerHour:
                    return Quantity.Power;
                case ValueUnit.CubicMetre:
                    return Quantity.Volume;
                case ValueUnit.CubicMetrePerHour:
                    return Quantity.VolumeFlow;
                case ValueUnit.Celsius:
                    return Quantity.FlowTemperature;
                default:
                    return Quantity.HeatCostAllocation;
            }
        }
    }
}
