namespace Gateway.Link.Apl
{
    public sealed partial class AplReader
    {
        private const int Extension = 0x80;

        // Set while a VIB is read: flags of VifStep.
        private int _step;

        private RecordStatus ReadVib(DataRecord record)
        {
            if (_headAt >= _headEnd)
            {
                return RecordStatus.Truncated;
            }

            int vif = _head[_headAt++];
            int extensions = 0;
            bool isManufacturer = false;
            VifTable table = _primary;
            if (vif == 0xFB || vif == 0xFD)
            {
                table = vif == 0xFB ? _fb : _fd;
                while (extensions < 2)
                {
                    if (_headAt >= _headEnd)
                    {
                        return RecordStatus.Truncated;
                    }

                    bool isSecondLevel = vif == 0xFD && _head[_headAt] == 0xFD && table == _fd;
                    vif = _head[_headAt++];
                    extensions++;
                    if (!isSecondLevel)
                    {
                        break;
                    }

                    table = _fdFd;
                }
            }
            else
            {
                isManufacturer = vif == 0xFF || vif == 0xEF;
            }

            SetUnit(record, table, vif & 0x7F);
            if (record.Quantity == Quantity.PlainText && !SkipPlainText(record))
            {
                return RecordStatus.Truncated;
            }

            return (vif & Extension) == 0 ? RecordStatus.Ok : ReadVifes(record, extensions, isManufacturer);
        }

        private void SetUnit(DataRecord record, VifTable table, int code)
        {
            record.Quantity = table.QuantityOf(code);
            record.Unit = table.UnitOf(code);
            record.Exponent = table.ExponentOf(code);
            _step = table.StepOf(code);
            if (record.Quantity == Quantity.Unknown)
            {
                record.Fail(RecordStatus.ReservedVif);
            }
        }

        // The text stands right behind the VIF, before its VIFEs: length, then characters, the last one
        // first.
        private bool SkipPlainText(DataRecord record)
        {
            if (_headAt >= _headEnd || _headAt + 1 + _head[_headAt] > _headEnd)
            {
                return false;
            }

            record.PlainTextOffset = _headAt;
            _headAt += 1 + _head[_headAt];
            return true;
        }

        private RecordStatus ReadVifes(DataRecord record, int extensions, bool isManufacturer)
        {
            bool isExtended = false;
            int vife = Extension;
            for (int i = extensions; (vife & Extension) != 0; i++)
            {
                if (i == MaxExtensions || _headAt >= _headEnd)
                {
                    return i == MaxExtensions ? RecordStatus.TooManyVife : RecordStatus.Truncated;
                }

                vife = _head[_headAt++];
                int code = vife & 0x7F;
                if (isManufacturer)
                {
                    if (record.ManufacturerVifeOffset < 0)
                    {
                        record.ManufacturerVifeOffset = _headAt - 1;
                    }
                }
                else if (isExtended)
                {
                    isExtended = false;
                    ApplyExtended(record, code);
                }
                else if (code == 0x7C && (vife & Extension) != 0)
                {
                    isExtended = true;
                }
                else if (code == 0x7F)
                {
                    isManufacturer = true;
                    record.ManufacturerVifeOffset = _headAt - 1;
                }
                else
                {
                    Apply(record, code);
                }
            }

            return RecordStatus.Ok;
        }

        // Codes behind FC: 11 and 12 say that the data has no sign.
        private void ApplyExtended(DataRecord record, int code)
        {
            AddModifier(record, Extension | code);
            if (code == 0x11 || code == 0x12)
            {
                _step |= VifStep.Unsigned;
            }

            if (code == 0 || (code > 0x0C && code < 0x10) || code > 0x12)
            {
                record.Fail(RecordStatus.ReservedVif);
            }
        }

        // Table 15 of EN 13757-3:2018, combinable VIFEs.
        private void Apply(DataRecord record, int code)
        {
            if (code < 0x20)
            {
                ApplyLow(record, code);
                return;
            }

            if (code >= 0x70 && code <= 0x77)
            {
                record.Exponent += code - 0x76;
                return;
            }

            if (code == 0x7D)
            {
                record.Exponent += 3;
                return;
            }

            AddModifier(record, code);
            if (code == 0x39 || (code >= 0x40 && code <= 0x4F && (code & 2) != 0)
                || (code >= 0x6A && code <= 0x6F && (code & 2) != 0))
            {
                // Date and time of an event: the value has the quantity's name but neither its unit nor its
                // scale.
                SetMeaning(record, ValueUnit.None, VifStep.Time);
            }
            else if (code >= 0x50 && code <= 0x67)
            {
                SetMeaning(record, (ValueUnit)((int)ValueUnit.Second + (code & 3)), VifStep.Unsigned);
            }
            else if (code == 0x41 || code == 0x49)
            {
                SetMeaning(record, ValueUnit.None, VifStep.Unsigned);
            }
            else if (code == 0x3D || code == 0x7C || (code >= 0x44 && code <= 0x4D && (code & 6) == 4))
            {
                // 3D changes the unit to one of a non-metric system that is not transcribed here.
                record.Fail(RecordStatus.ReservedVif);
            }
        }

        // 00 .. 1F: errors that the meter reports, and six codes that are none.
        private void ApplyLow(DataRecord record, int code)
        {
            if (code == 0)
            {
                return;
            }

            if (code == 0x12 || code == 0x14 || code == 0x1D)
            {
                AddModifier(record, code);
            }
            else if (code == 0x13 || code == 0x1E || code == 0x1F)
            {
                AddModifier(record, code);
                _step = VifStep.Raw;
            }
            else
            {
                record.ErrorCode = code;
                record.Status = RecordStatus.MeterError;
            }
        }

        private void SetMeaning(DataRecord record, ValueUnit unit, int step)
        {
            record.Unit = unit;
            record.Exponent = 0;
            _step = step;
        }

        private static void AddModifier(DataRecord record, int modifier)
        {
            record.Modifiers[record.ModifierCount] = (byte)modifier;
            record.ModifierCount++;
        }
    }
}
