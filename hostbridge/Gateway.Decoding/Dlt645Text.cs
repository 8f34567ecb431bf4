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

    private readonly Dlt645Frame _frame = new();
    private readonly Dlt645Frame _next = new();
    private readonly RegisterReader _reader = new();
    private readonly RegisterValue _value = new();

    // Data field, 33 taken off: of an answer in several frames all of them, identifiers and numbers left out.
    private byte[] _data = [];
    private int _frames;
    private int _end;
    private bool _hasMore;
    private string _fault;

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

        Collect(frame);
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

        if (_end < frame.Length)
        {
            json.WriteNumber("bytes_behind", frame.Length - _end);
        }

        if (_fault != null)
        {
            json.WriteString("error", _fault);
        }

        return _fault;
    }

    // The frames behind the first that go on with its answer, as they stand together in a record.
    private void Collect(byte[] bytes)
    {
        _fault = null;
        _data = _frame.Data[.._frame.DataCount];
        _end = _frame.End;
        _frames = 1;
        _hasMore = _frame.HasMore;
        var size = IdentifierBytes;
        while (_hasMore && Function is Dlt645Control.Read or Dlt645Control.Read1997 && _frame.IsReply && !_frame.IsAbnormal && _data.Length >= size &&
            Dlt645Codec.TryParse(bytes, _end, bytes.Length - _end, true, _next, out _) == Dlt645Status.Ok &&
            IsContinuation(size))
        {
            var tail = Edition == Dlt645Edition.Edition2007 ? 1 : 0;
            _data = [.. _data, .. _next.Data[size..(_next.DataCount - tail)]];
            _end = _next.End;
            _hasMore = _next.HasMore;
            _frames++;
        }
    }

    private bool IsContinuation(int size)
    {
        var more = Edition == Dlt645Edition.Edition1997 ? Dlt645Control.ReadMore1997 : Dlt645Control.ReadMore;
        return _next.IsReply && !_next.IsAbnormal && _next.Address == _frame.Address &&
            (_next.Control & Dlt645Control.FunctionMask) == more && _next.DataCount > size &&
            _next.Number(0, size) == _frame.Number(0, size);
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
            case Dlt645Control.ReadAddress:
                Misfit(json, Dlt645Address.Size);
                break;
            default:
                WriteRaw(json, 0);
                break;
        }
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
            Misfit(json, size);
            return;
        }

        WriteIdentifier(json);
        if (_frames > 1)
        {
            json.WriteNumber("frames", _frames);
        }

        if (_hasMore)
        {
            json.WriteBoolean("more", true);
        }

        // The last byte of a follow-up frame is its number.
        var tail = Function == Dlt645Control.ReadMore && _frame.DataCount > size ? 1 : 0;
        json.WriteStartArray("records");
        _reader.Begin(Edition, (uint)_frame.Number(0, size), _data, size, _data.Length - size - tail);
        while (_reader.TryNext(_value))
        {
            json.WriteStartObject();
            WriteRecord(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
