using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Gateway.Link;
using Gateway.Link.Apl;

namespace Gateway.Decoding;

/// <summary>Decoded telegrams as members of a JSON object; README.md of this folder has the fields.</summary>
public static class TelegramJson
{
    /// <summary>Writes the fields of a telegram into an object that is open.</summary>
    public static void Write(Utf8JsonWriter json, DecodedTelegram telegram)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(telegram);
        json.WriteString("link", telegram.Link);
        if (telegram.Frame != null)
        {
            json.WriteString("frame", telegram.Frame);
        }

        WriteHex(json, "c", telegram.CField);
        if (telegram.PrimaryAddress >= 0)
        {
            json.WriteNumber("address", telegram.PrimaryAddress);
        }

        if (telegram.Meter is { } meter)
        {
            json.WriteString("manufacturer",
                meter.Manufacturer == 0 ? null : ManufacturerCode.ToLetters(meter.Manufacturer));
            json.WriteString("id", meter.IdentificationNumber.ToString("X8", CultureInfo.InvariantCulture));
            json.WriteNumber("version", meter.Version);
            json.WriteNumber("type", meter.DeviceType);
        }

        WriteHex(json, "ci", telegram.TransportCi);
        if (telegram.HasStatus)
        {
            json.WriteNumber("acc", telegram.AccessNumber);
            WriteHex(json, "sts", telegram.Status);
        }

        if (telegram.Security.Length > 0)
        {
            json.WriteString("security", telegram.Security);
        }

        if (telegram.IsLocked)
        {
            json.WriteBoolean("locked", true);
        }

        WriteContent(json, telegram);
        if (telegram.Error != null)
        {
            json.WriteString("error", telegram.Error);
        }
    }

    private static void WriteContent(Utf8JsonWriter json, DecodedTelegram telegram)
    {
        var hasRecords = telegram.Kind is PayloadKind.Records or PayloadKind.Fixed or PayloadKind.Compact;
        if (hasRecords && !telegram.IsLocked)
        {
            json.WriteStartArray("records");
            foreach (var record in telegram.Records)
            {
                json.WriteStartObject();
                WriteRecord(json, record);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        var isUnread = telegram.IsLocked || telegram.Records.Count == 0;
        if (isUnread && telegram.Payload.Length > 0 && telegram.Kind != PayloadKind.Records)
        {
            json.WriteString("raw", Convert.ToHexString(telegram.Payload));
        }
    }

    private static void WriteRecord(Utf8JsonWriter json, DataRecord record)
    {
        if (record.Kind == RecordKind.Value)
        {
            WriteValue(json, record);
            var plain = record.ReadPlainText();
            json.WriteString("unit", plain.Length > 0 ? plain : AplNames.OfUnit(record.Unit));
            json.WriteString("quantity", AplNames.OfQuantity(record.Quantity));
            json.WriteString("function", AplNames.OfFunction(record.Function));
            json.WriteNumber("storage", record.StorageNumber);
            json.WriteNumber("tariff", record.Tariff);
            json.WriteNumber("subunit", record.Subunit);
            if (record.ModifierCount > 0)
            {
                json.WriteStartArray("modifiers");
                foreach (var modifier in record.Modifiers.Take(record.ModifierCount))
                {
                    json.WriteStringValue(AplNames.OfModifier(modifier));
                }

                json.WriteEndArray();
            }
        }
        else
        {
            json.WriteString("quantity", record.Kind switch
            {
                RecordKind.ManufacturerData => "manufacturer data",
                RecordKind.MoreRecordsFollow => "more records follow",
                RecordKind.ReadoutRequest => "readout request",
                _ => "unreadable",
            });
        }

        if (record.HeaderCount > 0)
        {
            json.WriteString("dif_vif", Hex(record.HeaderBytes, record.HeaderOffset, record.HeaderCount));
        }

        if ((record.ValueKind == ValueKind.Bytes || record.Status != RecordStatus.Ok) && record.DataCount > 0)
        {
            json.WriteString("raw", Hex(record.DataBytes, record.DataOffset, record.DataCount));
        }

        if (record.Status != RecordStatus.Ok)
        {
            json.WriteString("error", record.Status == RecordStatus.MeterError
                ? AplNames.OfRecordError(record.ErrorCode) : AplNames.OfStatus(record.Status));
        }
    }

    private static void WriteValue(Utf8JsonWriter json, DataRecord record)
    {
        json.WritePropertyName("value");
        if (record.Status == RecordStatus.InvalidDate &&
            record.DataBytes.AsSpan(record.DataOffset, record.DataCount).TrimStart((byte)0xFF).IsEmpty)
        {
            json.WriteNullValue();
            return;
        }

        switch (record.ValueKind)
        {
            case ValueKind.Number:
                json.WriteRawValue(ExactDecimal.Text(record.Mantissa, record.Exponent));
                break;
            case ValueKind.Unsigned:
                json.WriteRawValue(ExactDecimal.Text((ulong)record.Mantissa, record.Exponent));
                break;
            case ValueKind.Real when record.Status != RecordStatus.InvalidReal:
                json.WriteRawValue(ExactDecimal.OfReal(record.ReadReal(), record.Exponent));
                break;
            case ValueKind.Text:
                json.WriteStringValue(record.ReadText());
                break;
            case ValueKind.DaylightSaving:
                json.WriteStartObject();
                json.WriteString("begin", TimeText.Of(record));
                json.WriteString("end", TimeText.EndOf(record));
                json.WriteNumber("shift_h", record.ShiftHours);
                json.WriteNumber("zone_h", record.ZoneHours);
                json.WriteBoolean("enabled", record.IsShiftEnabled);
                json.WriteEndObject();
                break;
            case ValueKind.Date or ValueKind.DateTime or ValueKind.DateTimeSeconds or ValueKind.Time:
                json.WriteStringValue(TimeText.Of(record));
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static void WriteHex(Utf8JsonWriter json, string name, int value)
    {
        if (value >= 0)
        {
            json.WriteString(name, value.ToString("X2", CultureInfo.InvariantCulture));
        }
    }

    private static string Hex(byte[] bytes, int offset, int count) => Convert.ToHexString(bytes, offset, count);
}
