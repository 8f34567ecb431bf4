// What a control command asks of a DL/T 645 meter beside its breaker: register and value of the command
// become a request. Values are digits as the standard's tables have them, the high ones first.
using Gateway.Commands;
using Gateway.Core;
using Gateway.Link.Dlt645;
using Gateway.Wired.Dlt645;

namespace Gateway.App.Readout
{
    /// <summary>Makes requests that change what meters have stored.</summary>
    internal sealed class Dlt645Changes
    {
        private const string NotForThis = ": not for this action";
        private const int MaxValueBytes = 32;
        private const uint TwoDigits = 0xFF;

        private readonly byte[] _value = new byte[MaxValueBytes];
        private readonly byte[] _bytes = new byte[MaxValueBytes];
        private readonly RegisterInfo _info = new RegisterInfo();
        private readonly Dlt645Authority _authority;
        private int _count;

        /// <summary>For a line.</summary>
        /// <param name="authority">Password and operator; null = what needs them is refused.</param>
        public Dlt645Changes(Dlt645Authority authority)
        {
            _authority = authority;
        }

        /// <summary>The meter's edition has such a command and such a register.</summary>
        public bool IsSupported { get; private set; }

        /// <summary>Makes the request.</summary>
        /// <param name="request">Action, register and value.</param>
        /// <param name="edition">Of the meter.</param>
        /// <param name="command">Receives it; to be sent only when <see cref="IsSupported"/>.</param>
        /// <returns>What is wrong with the request, or null.</returns>
        public string Make(ControlRequest request, Dlt645Edition edition, Dlt645Command command)
        {
            string action = request.Action;
            bool isWrite = action == "write";
            bool isFreeze = action == "freeze";
            bool needsValue = isWrite || action == "baud" || action == "address"
                || action == ControlRequest.PasswordAction;
            bool needsRight = action != "baud" && action != "address" && !isFreeze;
            if (request.Register != null && !isWrite && action != "event_reset")
            {
                return "body.register" + NotForThis;
            }

            if (request.Value == null ? needsValue : !needsValue && !isFreeze)
            {
                return request.Value == null ? "body.value: is missing" : "body.value" + NotForThis;
            }

            if (needsRight && _authority == null)
            {
                return "body.action: this line has no password";
            }

            uint register = Dlt645Command.AllEvents;
            if (request.Register != null)
            {
                HexText.TryRead(request.Register, _bytes);
                register = (uint)Number(4);
            }
            else if (isWrite)
            {
                return "body.register: is missing";
            }

            _count = 0;
            if (request.Value != null && action != "baud")
            {
                if (!HexText.TryRead(request.Value, _bytes))
                {
                    return "body.value: is not an even number of digits";
                }

                _count = request.Value.Length / 2;
            }

            return isWrite ? Write(register, edition, command) : Other(request, register, edition, command);
        }

        private string Write(uint identifier, Dlt645Edition edition, Dlt645Command command)
        {
            bool isOld = edition == Dlt645Edition.Edition1997;
            uint own = isOld ? EditionMap.To1997(identifier) : identifier;
            IsSupported = own != EditionMap.None && (isOld || !EditionMap.Is1997(identifier));
            if (!IsSupported)
            {
                return null;
            }

            if (RegisterTable.Block(edition, own) != BlockPosition.None)
            {
                return "body.register: is a block";
            }

            bool isKnown = RegisterTable.TryFind(edition, own, _info) && _info.Size > 0 && !_info.Repeats;
            if (isKnown && _info.Size != _count)
            {
                return "body.value: this register has " + (2 * _info.Size).ToString() + " digits";
            }

            for (int i = 0; i < _count; i++)
            {
                _value[i] = _bytes[_count - 1 - i];
            }

            IsSupported = command.MakeWrite(edition, own, _authority, _value, 0, _count);
            return null;
        }

        private string Other(
            ControlRequest request, uint register, Dlt645Edition edition, Dlt645Command command)
        {
            switch (request.Action)
            {
                case "freeze":
                    IsSupported = command.MakeFreeze(
                        edition, _count == 0 ? Dlt645Command.FreezeNow : (uint)Number(4));
                    return _count == 0 || (_count == 4 && IsDecimal(4)) ? null
                        : "body.value: is not MMDDhhmm, 99 for each";
                case "baud":
                    int baudRate = MBusAddressText.Number(request.Value, 0, request.Value.Length, 19200);
                    IsSupported = command.MakeBaud(edition, baudRate);
                    return IsSupported ? null : "body.value: is not 600, 1200 .. 19200";
                case "address":
                    IsSupported = command.MakeAddress(edition, Number(Dlt645Address.Size));
                    return _count == Dlt645Address.Size && IsSupported ? null
                        : "body.value: is not the twelve digits of an address";
                case ControlRequest.PasswordAction:
                    int level = (int)Number(1);
                    IsSupported = command.MakePassword(
                        edition, level, (int)(Number(4) & 0xFFFFFF), _authority);
                    return _count == 4 && IsDecimal(4) && IsSupported ? null
                        : "body.value: is not the level, 00 .. 09, and six digits";
                case "demand_reset":
                    IsSupported = command.MakeDemandReset(edition, _authority);
                    return null;
                case "meter_reset":
                    IsSupported = command.MakeMeterReset(edition, _authority);
                    return null;
                case "event_reset":
                    IsSupported = command.MakeEventReset(edition, _authority, register);
                    return (register & TwoDigits) == TwoDigits ? null
                        : "body.register: has FF at its end, for all of an event's records";
                default:
                    return "body.action: not one of this line's";
            }
        }

        // The first bytes, the high one first.
        private long Number(int count)
        {
            long number = 0;
            for (int i = 0; i < count; i++)
            {
                number = (number << 8) | _bytes[i];
            }

            return number;
        }

        private bool IsDecimal(int count)
        {
            bool isDecimal = true;
            for (int i = 0; i < count; i++)
            {
                isDecimal &= _bytes[i] >> 4 <= 9 && (_bytes[i] & 15) <= 9;
            }

            return isDecimal;
        }
    }
}
