// Records of M-Bus.
using Gateway.Core;
using Gateway.Link.Apl;

namespace Gateway.App.Readout
{
    /// <content>Records of M-Bus.</content>
    public sealed partial class ValueWriter
    {
        // More digits are a slice of their own.
        private const long LargestCheap = 99999999;

        // A plain number is read and written in one slice; what has more to say is written in the next two.
        private bool WriteRecord(JsonWriter json)
        {
            if (IsWithin)
            {
                IsWithin = false;
                WriteTail(json);
                return true;
            }

            if (_isRead)
            {
                _isRead = false;
                IsWithin = WriteHead(json);
                return true;
            }

            if (_reader.SkipFillers())
            {
                return true;
            }

            if (!ReadNext())
            {
                return _source == Source.Format;
            }

            if (_value.Kind == RecordKind.MoreRecordsFollow || _value.Kind == RecordKind.ReadoutRequest)
            {
                return true;
            }

            _isRead = _value.ModifierCount > 0 || _value.Function != RecordFunction.Instantaneous
                || _value.StorageNumber > 0 || _value.Tariff > 0 || _value.Subunit > 0
                || _value.ValueKind != ValueKind.Number || _value.Mantissa > LargestCheap
                || _value.Mantissa < -LargestCheap;
            if (!_isRead && WriteHead(json))
            {
                WriteTail(json);
            }

            return true;
        }

        // What is measured and its value; false when that is all.
        private bool WriteHead(JsonWriter json)
        {
            DataRecord value = _value;
            json.BeginObject();
            if (value.Kind == RecordKind.ManufacturerData || value.Kind == RecordKind.Unreadable)
            {
                json.Name("err");
                json.Word(value.Kind == RecordKind.Unreadable
                    ? AplNames.OfStatus(value.Status) : "manufacturer data");
                json.EndObject();
                return false;
            }

            string unit = AplNames.OfUnit(value.Unit);
            json.Name("q");
            json.Word(AplNames.OfQuantity(value.Quantity));
            if (unit.Length > 0)
            {
                json.Name("u");
                json.String(unit);
            }

            WriteContent(json);
            return true;
        }

        private void WriteTail(JsonWriter json)
        {
            DataRecord value = _value;
            if (value.Function != RecordFunction.Instantaneous)
            {
                json.Name("f");
                json.Word(AplNames.OfFunction(value.Function));
            }

            WriteCount(json, "s", value.StorageNumber);
            WriteCount(json, "t", value.Tariff);
            WriteCount(json, "d", value.Subunit);
            if (value.ModifierCount > 0)
            {
                json.Name("mod");
                json.Word(AplNames.OfModifier(value.Modifiers[0]));
            }

            if (value.Status != RecordStatus.Ok)
            {
                json.Name("err");
                json.Word(value.Status == RecordStatus.MeterError
                    ? AplNames.OfRecordError(value.ErrorCode) : AplNames.OfStatus(value.Status));
            }

            json.EndObject();
        }

        private void WriteContent(JsonWriter json)
        {
            DataRecord value = _value;
            if (value.Status != RecordStatus.Ok)
            {
                return;
            }

            switch (value.ValueKind)
            {
                case ValueKind.Number:
                    WriteNumber(json, value.Mantissa, value.Exponent);
                    break;
                case ValueKind.Unsigned:
                    if (value.Mantissa >= 0)
                    {
                        WriteNumber(json, value.Mantissa, value.Exponent);
                    }

                    break;
                case ValueKind.Real:
                    WriteReal(json, value.ReadReal(), value.Exponent);
                    break;
                case ValueKind.Text:
                    json.Name("v");
                    WriteText(json, value.DataBytes, value.DataOffset, value.DataCount);
                    break;
                case ValueKind.Date:
                    WriteTime(json, 3);
                    break;
                case ValueKind.DateTime:
                    WriteTime(json, 5);
                    break;
                case ValueKind.DateTimeSeconds:
                    WriteTime(json, 6);
                    break;
                default:
                    break;
            }
        }
    }
}
