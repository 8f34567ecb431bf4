using System;

namespace Gateway.Link.Apl
{
    /// <summary>One record of a payload. Reused: <see cref="AplReader.TryNext"/> overwrites it and allocates
    /// nothing.</summary>
    public sealed class DataRecord
    {
        /// <summary>What stands here; the fields below are for values.</summary>
        public RecordKind Kind;

        /// <summary>Whether the value is good.</summary>
        public RecordStatus Status;

        /// <summary>Error code of a VIFE, 1 .. 31, when <see cref="Status"/> is MeterError;
        /// <see cref="AplNames.OfRecordError"/>.</summary>
        public int ErrorCode;

        /// <summary>Function field.</summary>
        public RecordFunction Function;

        /// <summary>Storage number, 0 .. 2^41 − 1; 0 = current.</summary>
        public long StorageNumber;

        /// <summary>Tariff, 0 .. 2^20 − 1; 0 = total.</summary>
        public int Tariff;

        /// <summary>Subunit of the device, 0 .. 1023.</summary>
        public int Subunit;

        /// <summary>What is measured.</summary>
        public Quantity Quantity;

        /// <summary>Unit; the text of a plain-text VIF is read by <see cref="ReadPlainText"/>.</summary>
        public ValueUnit Unit;

        /// <summary>Number of valid <see cref="Modifiers"/>, 0 .. 10.</summary>
        public int ModifierCount;

        /// <summary>What VIFEs add to the meaning, in their order: VIFE code 0 .. 7F, or 80 + code for one
        /// behind FC; <see cref="AplNames.OfModifier"/>. Factors are in <see cref="Exponent"/>
        /// instead.</summary>
        public readonly byte[] Modifiers = new byte[AplReader.MaxExtensions];

        /// <summary>Which of the following fields count.</summary>
        public ValueKind ValueKind;

        /// <summary>The number without its scale, with sign unless <see cref="ValueKind"/> is Unsigned; bits
        /// of a real.</summary>
        public long Mantissa;

        /// <summary>The value is <see cref="Mantissa"/> times ten to this, in <see cref="Unit"/>.</summary>
        public int Exponent;

        /// <summary>Year with century; −1 every year or not specified. With Status InvalidDate this and the
        /// following fields are as they were sent.</summary>
        public int Year;

        /// <summary>Month 1 .. 12; −1 every month or not specified.</summary>
        public int Month;

        /// <summary>Day 1 .. 31; −1 every day or not specified.</summary>
        public int Day;

        /// <summary>Hour 0 .. 23; −1 every hour.</summary>
        public int Hour;

        /// <summary>Minute 0 .. 59; −1 every minute.</summary>
        public int Minute;

        /// <summary>Second 0 .. 59; −1 every second.</summary>
        public int Second;

        /// <summary>The time is daylight saving time.</summary>
        public bool IsSummerTime;

        /// <summary>The buffer that DIF and VIF stand in; the caller's.</summary>
        public byte[] HeaderBytes;

        /// <summary>Of the DIF.</summary>
        public int HeaderOffset;

        /// <summary>Bytes from the DIF to the last VIFE, plain text included.</summary>
        public int HeaderCount;

        /// <summary>Of the length byte of a plain-text VIF in <see cref="HeaderBytes"/>; −1 = none.</summary>
        public int PlainTextOffset;

        /// <summary>Of the VIFE FF in <see cref="HeaderBytes"/>, or of the first behind a VIF FF, from which
        /// on the VIFEs are the manufacturer's; −1 = none.</summary>
        public int ManufacturerVifeOffset;

        /// <summary>The buffer that the data stands in; the caller's.</summary>
        public byte[] DataBytes;

        /// <summary>Of the data; of variable data behind its length byte.</summary>
        public int DataOffset;

        /// <summary>Number of data bytes; for Unreadable and ManufacturerData all that is left.</summary>
        public int DataCount;

        /// <summary>Whether a length byte stands before the data.</summary>
        public bool HasLengthByte;

        /// <summary>Month 1 .. 12 in which daylight saving ends, with
        /// <see cref="ValueKind.DaylightSaving"/>.</summary>
        public int EndMonth
        {
            get { return DataBytes[DataOffset + 3] >> 4; }
        }

        /// <summary>Day 1 .. 31 on which daylight saving ends.</summary>
        public int EndDay
        {
            get { return DataBytes[DataOffset + 2] & 0x1F; }
        }

        /// <summary>Hours that daylight saving adds to local time, −3 .. 3.</summary>
        public int ShiftHours
        {
            get
            {
                int hours = (DataBytes[DataOffset + 2] >> 5) & 3;
                return (DataBytes[DataOffset + 2] & 0x80) != 0 ? hours : -hours;
            }
        }

        /// <summary>Deviation of local time from UTC in hours as it is sent, 0 .. 23; 31 = not
        /// told.</summary>
        public int ZoneHours
        {
            get { return (DataBytes[DataOffset] >> 5) | ((DataBytes[DataOffset + 1] & 0x60) >> 2); }
        }

        /// <summary>The meter changes to daylight saving.</summary>
        public bool IsShiftEnabled
        {
            get { return (DataBytes[DataOffset + 1] & 0x80) != 0; }
        }

        /// <summary>Text of <see cref="ValueKind.Text"/>; allocates, so not for the receive path.</summary>
        public string ReadText()
        {
            return Reversed(DataBytes, DataOffset, ValueKind == ValueKind.Text ? DataCount : 0);
        }

        /// <summary>Unit or quantity of a plain-text VIF; empty when there is none. Allocates.</summary>
        public string ReadPlainText()
        {
            return PlainTextOffset < 0
                ? ""
                : Reversed(HeaderBytes, PlainTextOffset + 1, HeaderBytes[PlainTextOffset]);
        }

        /// <summary>The value of <see cref="ValueKind.Real"/> without <see cref="Exponent"/>.</summary>
        public float ReadReal()
        {
            return BitConverter.ToSingle(BitConverter.GetBytes((int)Mantissa), 0);
        }

        internal void Clear(byte[] header, int offset, byte[] data)
        {
            Kind = RecordKind.Value;
            Status = RecordStatus.Ok;
            ErrorCode = 0;
            Function = RecordFunction.Instantaneous;
            StorageNumber = 0;
            Tariff = 0;
            Subunit = 0;
            Quantity = Quantity.Unknown;
            Unit = ValueUnit.None;
            ModifierCount = 0;
            ValueKind = ValueKind.None;
            Mantissa = 0;
            Exponent = 0;
            Year = 0;
            Month = 0;
            Day = 0;
            Hour = 0;
            Minute = 0;
            Second = 0;
            IsSummerTime = false;
            HeaderBytes = header;
            HeaderOffset = offset;
            HeaderCount = 0;
            PlainTextOffset = -1;
            ManufacturerVifeOffset = -1;
            DataBytes = data;
            DataOffset = 0;
            DataCount = 0;
            HasLengthByte = false;
        }

        internal void SetNumber(long mantissa)
        {
            ValueKind = ValueKind.Number;
            Mantissa = mantissa;
        }

        /// <summary>Marks the value as bad, unless it is already.</summary>
        internal void Fail(RecordStatus status)
        {
            if (Status == RecordStatus.Ok)
            {
                Status = status;
            }
        }

        private static string Reversed(byte[] bytes, int offset, int count)
        {
            char[] text = new char[count];
            for (int i = 0; i < count; i++)
            {
                text[i] = (char)bytes[offset + count - 1 - i];
            }

            return new string(text);
        }
    }
}
