namespace Gateway.Link.Apl
{
    public sealed partial class AplReader
    {
        private const int Variable = 0x0D;

        // 5^12: 2^-12 = 5^12 * 10^-12.
        private const long BinaryFactor = 244140625;

        // Data bytes by the low half of the DIF, table 4 of EN 13757-3:2018; F is no data field.
        private readonly byte[] _sizes = { 0, 1, 2, 3, 4, 4, 6, 8, 0, 1, 2, 3, 4, 0, 6, 0 };

        private RecordStatus ReadData(DataRecord record, int field)
        {
            int length = _sizes[field];
            int variable = -1;
            if (field == Variable)
            {
                if (_dataAt >= _dataEnd)
                {
                    return RecordStatus.Truncated;
                }

                variable = _data[_dataAt];
                length = VariableLength(variable);
                if (length < 0)
                {
                    return RecordStatus.ReservedLength;
                }

                if (_dataAt + 1 + length > _dataEnd)
                {
                    return RecordStatus.Truncated;
                }

                _dataAt++;
                record.HasLengthByte = true;
            }

            if (_dataAt + length > _dataEnd)
            {
                return RecordStatus.Truncated;
            }

            record.DataOffset = _dataAt;
            record.DataCount = length;
            _dataAt += length;
            if (length > 0 || variable >= 0)
            {
                SetValue(record, field, variable);
            }

            return RecordStatus.Ok;
        }

        // Table 5: length of variable data by its first byte; -1 = reserved.
        private static int VariableLength(int variable)
        {
            if (variable < 0xC0)
            {
                return variable;
            }

            if (variable < 0xF0)
            {
                int length = variable & 0x0F;
                return variable < 0xE0 && length > 9 ? -1 : length;
            }

            if (variable <= 0xF4)
            {
                return 4 * (variable - 0xEC);
            }

            return variable == 0xF5 ? 48 : variable == 0xF6 ? 64 : -1;
        }

        private void SetValue(DataRecord record, int field, int variable)
        {
            bool isRaw = (_step & VifStep.Raw) != 0;
            if (record.Quantity == Quantity.DaylightSaving && field == 4)
            {
                RecordTime.SetDaylightSaving(record);
                return;
            }

            bool isBinary = variable >= 0xE0;
            if (isRaw || (isBinary && record.DataCount > 8))
            {
                record.ValueKind = ValueKind.Bytes;
                if (record.Quantity == Quantity.DaylightSaving || record.Quantity == Quantity.ListeningWindow)
                {
                    record.Fail(RecordStatus.UnsupportedType);
                }
            }
            else if ((_step & VifStep.Time) != 0)
            {
                SetTime(record, variable >= 0, field);
            }
            else if (variable >= 0 && variable < 0xC0)
            {
                record.ValueKind = ValueKind.Text;
            }
            else if (field == 5)
            {
                RecordValue.SetReal(record);
            }
            else if (field >= 9 && !isBinary)
            {
                RecordValue.SetBcd(record, variable >= 0);
                if (variable >= 0xD0)
                {
                    record.Mantissa = -record.Mantissa;
                }

                ApplyBinaryFactor(record);
            }
            else
            {
                RecordValue.SetInteger(record, (_step & VifStep.Unsigned) != 0);
                ApplyBinaryFactor(record);
            }
        }

        // Dates are binary data fields of 2, 3, 4 or 6 bytes.
        private static void SetTime(DataRecord record, bool isVariable, int field)
        {
            if (isVariable)
            {
                // Type M.
                record.ValueKind = ValueKind.Bytes;
                record.Fail(RecordStatus.UnsupportedType);
            }
            else if (field == 2)
            {
                RecordTime.SetDate(record);
            }
            else if (field == 3)
            {
                RecordTime.SetTimeOfDay(record);
            }
            else if (field == 4)
            {
                RecordTime.SetDateTime(record);
            }
            else if (field == 6)
            {
                RecordTime.SetDateTimeSeconds(record);
            }
            else
            {
                record.ValueKind = ValueKind.Bytes;
                record.Fail(RecordStatus.TypeMismatch);
            }
        }

        private void ApplyBinaryFactor(DataRecord record)
        {
            if ((_step & VifStep.Binary) == 0)
            {
                return;
            }

            const long Most = long.MaxValue / BinaryFactor;
            if (record.Mantissa > Most || record.Mantissa < -Most)
            {
                record.Fail(RecordStatus.Overflow);
                return;
            }

            record.Mantissa *= BinaryFactor;
            record.Exponent -= 12;
        }
    }
}
