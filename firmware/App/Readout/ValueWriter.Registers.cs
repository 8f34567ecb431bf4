// Times, and the registers of DL/T 645.
using Gateway.Core;
using Gateway.Link.Dlt645;

namespace Gateway.App.Readout
{
    /// <content>Times and registers.</content>
    public sealed partial class ValueWriter
    {
        // Ordinary answers by C-field: 2007 read and read more, 1997 read, read more.
        private const int IdentifierBytes2007 = 4;
        private const int IdentifierBytes1997 = 2;

        // In the order of RegisterState.
        private readonly string[] _states =
        {
            null, "not available", "invalid digit", "invalid time", "wrong length", "unknown",
        };

        private readonly byte[] _time = new byte[20];
        private readonly byte[] _data = new byte[1024];
        private Dlt645Edition _edition;
        private uint _identifier;
        private byte[] _frames;
        private int _framesEnd;
        private int _collected;
        private int _head;
        private bool _isFound;

        private void BeginDlt645(byte[] bytes, int offset, int count)
        {
            int missing;
            if (Dlt645Codec.TryFind(bytes, offset, count, true, _frame, out missing) != Dlt645Status.Ok)
            {
                Fail("bad frame");
                return;
            }

            if (_frame.IsAbnormal)
            {
                Fail("refused");
                return;
            }

            int function = _frame.Control & Dlt645Control.FunctionMask;
            bool is2007 = function == Dlt645Control.Read || function == Dlt645Control.ReadMore;
            bool is1997 = function == Dlt645Control.Read1997 || function == Dlt645Control.ReadMore1997;
            _head = is2007 ? IdentifierBytes2007 : IdentifierBytes1997;
            if ((!is2007 && !is1997) || _frame.DataCount < _head)
            {
                return;
            }

            _edition = is2007 ? Dlt645Edition.Edition2007 : Dlt645Edition.Edition1997;
            _identifier = Dlt645Codec.Peek(bytes, _frame, _head);
            _frames = bytes;
            _framesEnd = offset + count;
            _collected = 0;
            _isFound = true;
            _source = Source.Frames;
        }

        // A long answer has several frames, whose data go on where those of the one before ended. Looking for
        // a frame is one slice and its data are another.
        private void CollectNext()
        {
            int missing;
            if (_isFound)
            {
                _isFound = false;
                Dlt645Codec.ReadData(_frames, _frame);
                _collected = Collect(_collected, _head, _frame.Control & Dlt645Control.FunctionMask);
                if (!_frame.HasMore || _frame.End >= _framesEnd)
                {
                    BeginRegisters();
                }

                return;
            }

            int at = _frame.End;
            _isFound = Dlt645Codec.TryFind(_frames, at, _framesEnd - at, true, _frame, out missing)
                == Dlt645Status.Ok;
            if (!_isFound)
            {
                BeginRegisters();
            }
        }

        private void BeginRegisters()
        {
            _registers.Begin(_edition, _identifier, _data, 0, _collected);
            _frames = null;
            _source = Source.Registers;
        }

        private int Collect(int length, int head, int function)
        {
            // The last byte of a follow-up frame of 2007 is its number.
            int tail = function == Dlt645Control.ReadMore ? 1 : 0;
            int count = _frame.DataCount - head - tail;
            if (count <= 0 || length + count > _data.Length)
            {
                return length;
            }

            System.Array.Copy(_frame.Data, head, _data, length, count);
            return length + count;
        }

        private bool WriteRegister(JsonWriter json)
        {
            RegisterValue value = _register;
            if (IsWithin)
            {
                IsWithin = false;
                WriteRegisterTail(json);
                return true;
            }

            if (!_isRead)
            {
                // Written in the next two slices.
                _isRead = _registers.TryNext(value);
                return _isRead;
            }

            _isRead = false;
            IsWithin = true;
            string unit = RegisterNames.Unit(value.Unit);
            json.BeginObject();
            json.Name("di");
            json.HexUInt(value.Identifier);
            json.Name("q");
            json.Word(RegisterNames.Quantity(value.Quantity));
            if (unit.Length > 0)
            {
                json.Name("u");
                json.String(unit);
            }

            return true;
        }

        private void WriteRegisterTail(JsonWriter json)
        {
            RegisterValue value = _register;
            if (value.State == RegisterState.Ok)
            {
                WriteRegisterContent(json);
            }
            else
            {
                json.Name("err");
                json.Word(_states[(int)value.State]);
            }

            WriteCount(json, "t", value.Tariff > 0 ? value.Tariff : 0);
            WriteCount(json, "p", value.Phase);
            WriteCount(json, "s", value.Info.Storage > 0 ? value.Info.Storage : 0);
            json.EndObject();
        }

        private void WriteRegisterContent(JsonWriter json)
        {
            RegisterValue value = _register;
            if (value.HasNumber)
            {
                WriteNumber(json, value.Mantissa, -value.Decimals);
            }

            if (value.HasTime)
            {
                json.Name(value.HasNumber ? "at" : "v");
                WriteTimeText(
                    json, value.Year, value.Month, value.Day, value.Hour, value.Minute, value.Second, 6);
            }
        }

        private void WriteTime(JsonWriter json, int parts)
        {
            json.Name("v");
            WriteTimeText(
                json, _value.Year, _value.Month, _value.Day, _value.Hour, _value.Minute, _value.Second,
                parts);
        }

        /// <summary>2026-11-22T05:00:00; parts that were not told are * , missing ones at the end are left
        /// out.</summary>
        private void WriteTimeText(
            JsonWriter json, int year, int month, int day, int hour, int minute, int second, int parts)
        {
            int at = Put(0, year, 4, 0);
            at = Put(at, month, 2, 0x2D);
            at = Put(at, day, 2, 0x2D);
            if (parts > 3 && hour >= 0)
            {
                at = Put(at, hour, 2, 0x54);
                at = Put(at, minute, 2, 0x3A);
                at = parts > 5 && second >= 0 ? Put(at, second, 2, 0x3A) : at;
            }

            json.Ascii(_time, 0, at);
        }

        private int Put(int at, int value, int digits, byte before)
        {
            if (before != 0)
            {
                _time[at] = before;
                at++;
            }

            if (value < 0)
            {
                _time[at] = 0x2A;
                return at + 1;
            }

            int rest = value;
            for (int i = digits - 1; i >= 0; i--)
            {
                _time[at + i] = (byte)(0x30 + (rest % 10));
                rest /= 10;
            }

            return at + digits;
        }
    }
}
