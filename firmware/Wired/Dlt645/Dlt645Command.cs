// Requests that change something. Each Make method gives false where the edition has no such command; then
// the command must not be sent. Passwords go out as the standard has it, in the clear.

using Gateway.Link.Dlt645;

namespace Gateway.Wired.Dlt645
{
    /// <summary>One command's control code and data field; used again.</summary>
    public sealed class Dlt645Command
    {
        /// <summary>Freeze time that means now.</summary>
        public const uint FreezeNow = 0x99999999;

        /// <summary>All events, for <see cref="MakeEventReset"/>.</summary>
        public const uint AllEvents = 0xFFFFFFFF;

        /// <summary>Nothing tells whether it was done, but the answer.</summary>
        public const uint NoRegister = EditionMap.None;

        private const int MaxBytes = 200;

        /// <summary>[0, Count): data field, 33 not added.</summary>
        public readonly byte[] Data = new byte[MaxBytes];

        /// <summary>Bytes of <see cref="Data"/>.</summary>
        public int Count { get; private set; }

        /// <summary>C-field.</summary>
        public int Control { get; private set; }

        /// <summary>Doing it twice is the same as once, so it is sent again when no answer comes.</summary>
        public bool IsRepeatable { get; private set; }

        /// <summary>Line speed after it was accepted; 0 = stays.</summary>
        public int NewBaud { get; private set; }

        /// <summary>Address after it was accepted; −1 = stays.</summary>
        public long NewAddress { get; private set; }

        /// <summary>Register that shows what was written; <see cref="NoRegister"/> = none does, as with a
        /// password or a clock that goes on.</summary>
        public uint Register { get; private set; }

        /// <summary>Where in <see cref="Data"/> the register's bytes begin; they reach to its
        /// end.</summary>
        public int ValueOffset { get; private set; }

        /// <summary>Asks for the address, on a line with one meter.</summary>
        /// <param name="edition">Of the meter; 1997 has no such command, each of its answers tells the
        /// address.</param>
        public bool MakeReadAddress(Dlt645Edition edition)
        {
            Start(Dlt645Control.ReadAddress, true);
            return edition != Dlt645Edition.Edition1997;
        }

        /// <summary>Writes a register.</summary>
        /// <param name="edition">Of the meter.</param>
        /// <param name="identifier">Of the meter's edition.</param>
        /// <param name="data">The register's bytes, low byte first.</param>
        public bool MakeWrite(Dlt645Edition edition, uint identifier, Dlt645Authority authority, byte[] data,
            int offset, int count)
        {
            bool isOld = edition == Dlt645Edition.Edition1997;
            Start(isOld ? Dlt645Control.Write1997 : Dlt645Control.Write, true);
            Add(identifier, isOld ? 2 : 4);
            AddPassword(authority);
            Add(authority.Operator, isOld ? 0 : 4);
            if (count < 0 || Count + count > MaxBytes)
            {
                return false;
            }

            ValueOffset = Count;
            Register = ShowsWhatWasWritten(identifier) ? identifier : NoRegister;
            System.Array.Copy(data, offset, Data, Count, count);
            Count += count;
            return true;
        }

        /// <summary>Gives the meter a new address; it wants its programming key pressed.</summary>
        public bool MakeAddress(Dlt645Edition edition, long address)
        {
            bool isOld = edition == Dlt645Edition.Edition1997;
            Start(isOld ? Dlt645Control.WriteAddress1997 : Dlt645Control.WriteAddress, true);
            Add(address, Dlt645Address.Size);
            NewAddress = address;
            return Dlt645Address.IsOwn(address);
        }

        /// <summary>Sets clocks, for the broadcast address; nobody answers, and a meter takes it once a day
        /// and only if its clock is wrong by 5 minutes at most.</summary>
        /// <param name="time">YYMMDDhhmmss as twelve BCD digits, local time of the meters.</param>
        public bool MakeTime(long time)
        {
            Start(Dlt645Control.BroadcastTime, false);
            Add(time, 6);
            return true;
        }

        /// <summary>Freezes the registers.</summary>
        /// <param name="edition">Of the meter; 1997 has no such command.</param>
        /// <param name="time">MMDDhhmm as eight BCD digits, 99 = each; <see cref="FreezeNow"/>.</param>
        public bool MakeFreeze(Dlt645Edition edition, uint time)
        {
            Start(Dlt645Control.Freeze, true);
            Add(time, 4);
            return edition != Dlt645Edition.Edition1997;
        }

        /// <summary>Changes the line speed of a meter.</summary>
        /// <param name="baudRate">600 .. 19200.</param>
        public bool MakeBaud(Dlt645Edition edition, int baudRate)
        {
            Start(edition == Dlt645Edition.Edition1997 ? Dlt645Control.Baud1997 : Dlt645Control.Baud, true);
            int code = Dlt645Rates.CodeOf(baudRate);
            Add(code, 1);
            NewBaud = baudRate;
            return code != 0;
        }

        /// <summary>Changes a password.</summary>
        /// <param name="level">Of the password that changes, 0 .. 9.</param>
        /// <param name="password">The new one, six BCD digits.</param>
        /// <param name="authority">The old password, or one of a higher level.</param>
        public bool MakePassword(Dlt645Edition edition, int level, int password, Dlt645Authority authority)
        {
            bool isOld = edition == Dlt645Edition.Edition1997;
            Start(isOld ? Dlt645Control.Password1997 : Dlt645Control.Password, false);
            Add(0x04000C01 + level, isOld ? 0 : 4);
            AddPassword(authority);
            Add(level, 1);
            Add(password, 3);
            return level >= 0 && level <= 9;
        }

        /// <summary>Clears the maximum demand.</summary>
        public bool MakeDemandReset(Dlt645Edition edition, Dlt645Authority authority)
        {
            bool isOld = edition == Dlt645Edition.Edition1997;
            Start(isOld ? Dlt645Control.DemandReset1997 : Dlt645Control.DemandReset, false);
            AddPassword(authority);
            Add(authority.Operator, isOld ? 0 : 4);
            return true;
        }

        /// <summary>Clears the meter.</summary>
        public bool MakeMeterReset(Dlt645Edition edition, Dlt645Authority authority)
        {
            Start(Dlt645Control.MeterReset, false);
            AddPassword(authority);
            Add(authority.Operator, 4);
            return edition != Dlt645Edition.Edition1997;
        }

        /// <summary>Clears event records.</summary>
        /// <param name="identifier"><see cref="AllEvents"/>, or the events' identifier with FF at the
        /// end.</param>
        public bool MakeEventReset(Dlt645Edition edition, Dlt645Authority authority, uint identifier)
        {
            Start(Dlt645Control.EventReset, false);
            AddPassword(authority);
            Add(authority.Operator, 4);
            Add(identifier, 4);
            return edition != Dlt645Edition.Edition1997;
        }

        /// <summary>Breaker, alarm, kept supply.</summary>
        /// <param name="action">What to do.</param>
        /// <param name="validUntil">YYMMDDhhmmss as twelve BCD digits, the meter's local time: later the
        /// meter refuses.</param>
        public bool MakeControl(Dlt645Edition edition, ControlAction action, Dlt645Authority authority,
            long validUntil)
        {
            Start(Dlt645Control.Control, false);
            AddPassword(authority);
            Add(authority.Operator, 4);
            Add((int)action, 1);
            Add(0, 1);
            Add(validUntil, 6);
            return edition != Dlt645Edition.Edition1997;
        }

        private void Start(int control, bool isRepeatable)
        {
            Control = control;
            IsRepeatable = isRepeatable;
            NewBaud = 0;
            NewAddress = -1;
            Register = NoRegister;
            Count = 0;
        }

        // Clocks go on, and passwords are not read back.
        private static bool ShowsWhatWasWritten(uint identifier)
        {
            switch (identifier)
            {
                case 0x04000101:
                case 0x04000102:
                case 0x0400010C:
                case 0xC010:
                case 0xC011:
                case 0xC212:
                    return false;
                default:
                    return (identifier & 0xFFFFFF00) != 0x04000C00;
            }
        }

        private void AddPassword(Dlt645Authority authority)
        {
            Add(authority.Level, 1);
            Add(authority.Password, 3);
        }

        private void Add(long number, int bytes)
        {
            long rest = number;
            for (int i = 0; i < bytes; i++)
            {
                Data[Count++] = (byte)rest;
                rest >>= 8;
            }
        }
    }
}
