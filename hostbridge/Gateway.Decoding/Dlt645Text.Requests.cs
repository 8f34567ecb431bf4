using System.Collections.Generic;
using System.Text.Json;
using Gateway.Link.Dlt645;

namespace Gateway.Decoding;

/// <content>Requests.</content>
public sealed partial class Dlt645Text
{
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

    // Bytes of data of a request; Open: at least.
    private static readonly Dictionary<int, int> Lengths = new()
    {
        [Dlt645Control.Read1997] = 2,
        [Dlt645Control.ReadMore1997] = 2,
        [Dlt645Control.ReadAgain1997] = 0,
        [Dlt645Control.Write1997] = 6,
        [Dlt645Control.BroadcastTime] = 6,
        [Dlt645Control.WriteAddress1997] = 6,
        [Dlt645Control.Baud1997] = 1,
        [Dlt645Control.Password1997] = 8,
        [Dlt645Control.DemandReset1997] = 4,
        [Dlt645Control.Read] = 4,
        [Dlt645Control.ReadMore] = 5,
        [Dlt645Control.ReadAddress] = 0,
        [Dlt645Control.Write] = 12,
        [Dlt645Control.WriteAddress] = 6,
        [Dlt645Control.Freeze] = 4,
        [Dlt645Control.Baud] = 1,
        [Dlt645Control.Password] = 12,
        [Dlt645Control.DemandReset] = 8,
        [Dlt645Control.MeterReset] = 8,
        [Dlt645Control.EventReset] = 12,
        [Dlt645Control.Control] = 16,
    };

    private static readonly HashSet<int> Open = [Dlt645Control.Read1997, Dlt645Control.ReadMore1997,
        Dlt645Control.Write1997, Dlt645Control.Read, Dlt645Control.ReadMore, Dlt645Control.Write];

    private static readonly HashSet<int> Secret = [Dlt645Control.Write1997, Dlt645Control.Password1997,
        Dlt645Control.DemandReset1997, Dlt645Control.Write, Dlt645Control.Password, Dlt645Control.DemandReset,
        Dlt645Control.MeterReset, Dlt645Control.EventReset, Dlt645Control.Control];

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
            case Dlt645Control.Read or Dlt645Control.ReadMore or Dlt645Control.Read1997 or Dlt645Control.ReadMore1997
                when count >= IdentifierBytes:
                WriteIdentifier(json);
                WriteRaw(json, IdentifierBytes);
                break;
            case Dlt645Control.ReadAddress or Dlt645Control.ReadAgain1997 when count == 0:
                break;
            default:
                WriteAuthorised(json);
                break;
        }
    }

    // Requests with a password, which is not written, not even when the length is wrong.
    private void WriteAuthorised(Utf8JsonWriter json)
    {
        int count = _frame.DataCount;
        switch (Function)
        {
            case Dlt645Control.Write when count >= 12:
                WriteIdentifier(json);
                WriteRight(json, 4);
                WriteNewValue(json, 12);
                break;
            case Dlt645Control.Write1997 when count >= 6:
                WriteIdentifier(json);
                json.WriteNumber("level", _frame.Data[2]);
                WriteNewValue(json, 6);
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
            case Dlt645Control.Password when count == 12:
            case Dlt645Control.Password1997 when count == 8:
            case Dlt645Control.DemandReset1997 when count == 4:
                break;
            default:
                if (Lengths.TryGetValue(Function, out var length))
                {
                    Misfit(json, length);
                }
                else
                {
                    WriteRaw(json, 0);
                }

                break;
        }
    }

    // Passwords are registers too.
    private void WriteNewValue(Utf8JsonWriter json, int offset)
    {
        var register = (uint)_frame.Number(0, IdentifierBytes);
        if (register >> 8 != 0x04000C && register != 0xC212)
        {
            WriteRaw(json, offset);
        }
    }

    private void Misfit(Utf8JsonWriter json, int expected)
    {
        _fault = $"wrong length: byte {_frame.Start + 9} says {_frame.DataCount} bytes of data, " +
            $"{Functions[Function]} has {expected}{(Open.Contains(Function) ? " or more" : "")}";
        if (!Secret.Contains(Function))
        {
            WriteRaw(json, 0);
        }
    }

    private void WriteRight(Utf8JsonWriter json, int offset)
    {
        json.WriteNumber("level", _frame.Data[offset]);
        json.WriteString("operator", Digits(offset + 4, 4));
    }
}
