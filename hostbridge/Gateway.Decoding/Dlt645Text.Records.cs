using System;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Gateway.Link.Dlt645;

namespace Gateway.Decoding;

/// <content>Values of an answer.</content>
public sealed partial class Dlt645Text
{
    private void WriteRecord(Utf8JsonWriter json)
    {
        var isName = _value.Info.Format is RegisterFormat.Digits or RegisterFormat.Text;
        json.WritePropertyName("value");
        if (_value.HasNumber)
        {
            json.WriteRawValue(ExactDecimal.Text(_value.Mantissa, -_value.Decimals));
        }
        else if (_value.HasTime)
        {
            json.WriteStringValue(Time());
        }
        else if (isName && _value.State == RegisterState.Ok)
        {
            json.WriteStringValue(_value.Info.Format == RegisterFormat.Digits
                ? Digits(_value.Offset, _value.Count) : Text());
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteString("unit", RegisterNames.Unit(_value.Unit));
        json.WriteString("quantity", RegisterNames.Quantity(_value.Quantity));
        json.WriteString("function", IsDemand() ? "maximum" : "instantaneous");
        json.WriteNumber("storage", Math.Max(0, _value.Info.Storage));
        json.WriteNumber("tariff", Math.Max(0, _value.Tariff));
        json.WriteNumber("subunit", 0);
        if (_value.Phase > 0)
        {
            json.WriteNumber("phase", _value.Phase);
        }

        if (_value.HasNumber && _value.HasTime)
        {
            json.WriteString("time", Time());
        }

        json.WriteString("identifier",
            _value.Identifier.ToString("X" + (2 * IdentifierBytes), CultureInfo.InvariantCulture));
        var isRaw = _value.Info.Format == RegisterFormat.Raw;
        if (isRaw || _value.State != RegisterState.Ok)
        {
            json.WriteString("raw", Convert.ToHexString(_data, _value.Offset, _value.Count));
        }

        if (_value.State != RegisterState.Ok)
        {
            json.WriteString("error", StateText(_value.State));
        }
    }

    private bool IsDemand() => _value.Quantity is > RegisterQuantity.Demand and < RegisterQuantity.DemandTime;

    private static string StateText(RegisterState state) => state switch
    {
        RegisterState.NotAvailable => "not available",
        RegisterState.InvalidDigit => "invalid digit",
        RegisterState.InvalidTime => "invalid time",
        RegisterState.WrongLength => "wrong length",
        _ => "unknown identifier",
    };

    // High byte first, as people write them.
    private string Digits(int offset, int count)
    {
        var text = new StringBuilder();
        for (var i = offset + count - 1; i >= offset; i--)
        {
            text.Append(_data[i].ToString("X2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private string Text()
    {
        var text = new StringBuilder();
        for (var i = _value.Offset + _value.Count - 1; i >= _value.Offset; i--)
        {
            var letter = (char)_data[i];
            text.Append(letter is >= ' ' and <= '~' ? letter.ToString() : "");
        }

        return text.ToString().Trim();
    }

    private string Time()
    {
        var date = Join("-", (_value.Year, 4), (_value.Month, 2), (_value.Day, 2));
        var clock = Join(":", (_value.Hour, 2), (_value.Minute, 2), (_value.Second, 2));
        return date + (date.Length > 0 && clock.Length > 0 ? "T" : "") + clock;
    }

    private static string Join(string between, params (int Number, int Digits)[] parts)
    {
        var text = new StringBuilder();
        foreach (var (number, digits) in parts)
        {
            if (number >= 0)
            {
                text.Append(text.Length > 0 ? between : "")
                    .Append(number.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0'));
            }
        }

        return text.ToString();
    }
}
