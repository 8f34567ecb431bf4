using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using Gateway.Link.Dlt645;

namespace Gateway.Decoding;

/// <summary>`decode dlt645`: frames of both editions, with wake-up bytes or without. Passwords in requests are not
/// written.</summary>
public sealed partial class Dlt645Text : IFrameText
{
    private static readonly Dictionary<int, string> Functions = new()
    {
        [Dlt645Control.Read1997] = "read",
        [Dlt645Control.ReadMore1997] = "read more",
        [Dlt645Control.ReadAgain1997] = "read again",
        [Dlt645Control.Write1997] = "write",
        [Dlt645Control.BroadcastTime] = "set time",
        [Dlt645Control.WriteAddress1997] = "write address",
        [Dlt645Control.Baud1997] = "change speed",
        [Dlt645Control.Password1997] = "change password",
        [Dlt645Control.DemandReset1997] = "reset demand",
        [Dlt645Control.Read] = "read",
        [Dlt645Control.ReadMore] = "read more",
        [Dlt645Control.ReadAddress] = "read address",
        [Dlt645Control.Write] = "write",
        [Dlt645Control.WriteAddress] = "write address",
        [Dlt645Control.Freeze] = "freeze",
        [Dlt645Control.Baud] = "change speed",
        [Dlt645Control.Password] = "change password",
        [Dlt645Control.DemandReset] = "reset demand",
        [Dlt645Control.MeterReset] = "reset meter",
        [Dlt645Control.EventReset] = "reset events",
        [Dlt645Control.Control] = "control",
    };

    private static readonly Dictionary<int, string> Actions = new()
    {
        [(int)ControlAction.Trip] = "trip",
        [(int)ControlAction.PermitClose] = "permit close",
        [(int)ControlAction.DirectClose] = "close",
        [(int)ControlAction.Alarm] = "alarm",
        [(int)ControlAction.AlarmEnd] = "end alarm",
        [(int)ControlAction.KeepSupply] = "keep supply",
        [(int)ControlAction.KeepSupplyEnd] = "end keep supply",
    };

    private readonly Dlt645Frame _frame = new();
    private readonly RegisterReader _reader = new();
    private readonly RegisterValue _value = new();

    private int Function => _frame.Control & Dlt645Control.FunctionMask;

    // Both editions have 08, and no request has 05.
    private Dlt645Edition Edition => Function is Dlt645Control.BroadcastTime or 5 ? Dlt645Edition.Unknown
        : Function <= Dlt645Control.DemandReset1997 ? Dlt645Edition.Edition1997 : Dlt645Edition.Edition2007;

    private int IdentifierBytes => Edition == Dlt645Edition.Edition1997 ? 2 : 4;

    /// <inheritdoc/>
    public string Write(byte[] frame, string kind, byte[] key, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteString("link", "dlt645");
        var status = Dlt645Codec.TryParse(frame, 0, frame.Length, true, _frame, out _);
        if (status != Dlt645Status.Ok)
        {
            var error = FrameFaults.OfDlt645(frame, status);
            json.WriteString("error", error);
            return error;
        }

        if (Edition != Dlt645Edition.Unknown)
        {
            json.WriteString("edition", Edition == Dlt645Edition.Edition1997 ? "1997" : "2007");
        }

        json.WriteString("c", _frame.Control.ToString("X2", CultureInfo.InvariantCulture));
        json.WriteString("frame", (Functions.TryGetValue(Function, out var name) ? name : "unknown") +
            (!_frame.IsReply ? "" : _frame.IsAbnormal ? " refused" : " answer"));
        json.WriteString("address", Dlt645Address.ToText(_frame.Address));
        if (_frame.IsAbnormal)
        {
            json.WriteString("error_word", _frame.ErrorWord.ToString("X2", CultureInfo.InvariantCulture));
            json.WriteString("reason", Dlt645Error.ToText(_frame.ErrorWord));
        }
        else if (_frame.IsReply)
        {
            WriteAnswer(json);
        }
        else
        {
            WriteRequest(json);
        }

        return null;
    }

    private void WriteAnswer(Utf8JsonWriter json)
    {
        switch (Function)
        {
            case Dlt645Control.Read:
            case Dlt645Control.ReadMore:
            case Dlt645Control.Read1997:
            case Dlt645Control.ReadMore1997:
                WriteData(json);
                break;
            case Dlt645Control.ReadAddress when _frame.DataCount == Dlt645Address.Size:
                json.WriteString("meter", Dlt645Address.ToText(Dlt645Address.Read(_frame.Data, 0)));
                break;
            case Dlt645Control.Baud or Dlt645Control.Baud1997 when _frame.DataCount == 1:
                WriteSpeed(json);
                break;
            default:
                WriteRaw(json, 0);
                break;
        }
    }

    private void WriteRequest(Utf8JsonWriter json)
    {
        int count = _frame.DataCount;
        switch (Function)
        {
            case Dlt645Control.BroadcastTime when count == 6:
                json.WriteString("time", Digits(0, 6));
                break;
            case Dlt645Control.Freeze when count == 4:
                json.WriteString("time", Digits(0, 4));
                break;
            case Dlt645Control.Baud or Dlt645Control.Baud1997 when count == 1:
                WriteSpeed(json);
                break;
            case Dlt645Control.WriteAddress or Dlt645Control.WriteAddress1997 when count == 6:
                json.WriteString("meter", Digits(0, 6));
                break;
            case Dlt645Control.Write when count >= 12:
                WriteIdentifier(json);
                WriteRight(json, 4);
                WriteRaw(json, 12);
                break;
            case Dlt645Control.Write1997 when count >= 6:
                WriteIdentifier(json);
                json.WriteNumber("level", _frame.Data[2]);
                WriteRaw(json, 6);
                break;
            case Dlt645Control.Control when count == 16:
                WriteRight(json, 0);
                json.WriteString("action", Actions.TryGetValue(_frame.Data[8], out var action) ? action : "unknown");
                json.WriteString("valid_until", Digits(10, 6));
                break;
            case Dlt645Control.DemandReset or Dlt645Control.MeterReset or Dlt645Control.EventReset when count >= 8:
                WriteRight(json, 0);
                WriteRaw(json, 8);
                break;
            case Dlt645Control.Password or Dlt645Control.Password1997 or Dlt645Control.DemandReset1997:
                break;
            case Dlt645Control.Read or Dlt645Control.ReadMore or Dlt645Control.Read1997 or Dlt645Control.ReadMore1997
                when count >= IdentifierBytes:
                WriteIdentifier(json);
                WriteRaw(json, IdentifierBytes);
                break;
            default:
                WriteRaw(json, 0);
                break;
        }
    }

    private void WriteRight(Utf8JsonWriter json, int offset)
    {
        json.WriteNumber("level", _frame.Data[offset]);
        json.WriteString("operator", Digits(offset + 4, 4));
    }

    private void WriteSpeed(Utf8JsonWriter json)
    {
        int code = _frame.Data[0];
        for (var bit = 1; bit <= 6; bit++)
        {
            if (code == 1 << bit)
            {
                json.WriteNumber("baud", 300 << bit);
                return;
            }
        }

        WriteRaw(json, 0);
    }

    private void WriteIdentifier(Utf8JsonWriter json) => json.WriteString("identifier", Digits(0, IdentifierBytes));

    private void WriteRaw(Utf8JsonWriter json, int offset)
    {
        if (_frame.DataCount > offset)
        {
            json.WriteString("raw", Convert.ToHexString(_frame.Data, offset, _frame.DataCount - offset));
        }
    }

    private void WriteData(Utf8JsonWriter json)
    {
        var size = IdentifierBytes;
        if (_frame.DataCount < size)
        {
            WriteRaw(json, 0);
            return;
        }

        WriteIdentifier(json);
        if (_frame.HasMore)
        {
            json.WriteBoolean("more", true);
        }

        // The last byte of a follow-up frame is its number.
        var tail = Function == Dlt645Control.ReadMore && _frame.DataCount > size ? 1 : 0;
        json.WriteStartArray("records");
        _reader.Begin(Edition, (uint)_frame.Number(0, size), _frame.Data, size, _frame.DataCount - size - tail);
        while (_reader.TryNext(_value))
        {
            json.WriteStartObject();
            WriteRecord(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
