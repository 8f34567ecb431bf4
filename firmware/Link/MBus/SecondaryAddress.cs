// Secondary addresses and their wildcards: EN 13757-3, as the M-Bus usergroup's documentation 4.8, chapter 7,
// describes them. A MeterAddress is a pattern when digits of its identification number are Fh, a byte of its
// manufacturer is FFh, its version is FFh or its device type is FFh.

namespace Gateway.Link.MBus
{
    /// <summary>The 8 bytes by which a slave is selected.</summary>
    public static class SecondaryAddress
    {
        /// <summary>Bytes of an address.</summary>
        public const int Count = 8;

        /// <summary>Identification number whose digits are all wildcards.</summary>
        public const uint AnyNumber = 0xFFFFFFFF;

        /// <summary>Manufacturer whose bytes are both wildcards.</summary>
        public const int AnyManufacturer = 0xFFFF;

        /// <summary>Version or device type that is a wildcard.</summary>
        public const int AnyByte = 0xFF;

        /// <summary>Writes an address in the order of a selection: identification number, manufacturer,
        /// version, device type, each low byte first.</summary>
        public static void Write(MeterAddress address, byte[] buffer, int offset)
        {
            uint number = address.IdentificationNumber;
            buffer[offset] = (byte)number;
            buffer[offset + 1] = (byte)(number >> 8);
            buffer[offset + 2] = (byte)(number >> 16);
            buffer[offset + 3] = (byte)(number >> 24);
            buffer[offset + 4] = (byte)address.Manufacturer;
            buffer[offset + 5] = (byte)(address.Manufacturer >> 8);
            buffer[offset + 6] = (byte)address.Version;
            buffer[offset + 7] = (byte)address.DeviceType;
        }

        /// <summary>Reads the address that a reply carries.</summary>
        /// <param name="frame">A reply.</param>
        /// <param name="buffer">Its bytes.</param>
        /// <param name="address">Filled. The fixed data structure has no manufacturer and no version: they
        /// come out as wildcards.</param>
        /// <returns>False when the CI-field announces no address or the data is too short.</returns>
        public static bool TryRead(MBusFrame frame, byte[] buffer, MeterAddress address)
        {
            int offset = frame.DataOffset;
            int information = frame.ControlInformation;
            bool isHighFirst = information == MBusCiField.VariableHighFirst
                || information == MBusCiField.FixedHighFirst;
            bool isVariable = information == MBusCiField.Variable
                || information == MBusCiField.VariableHighFirst;
            bool isFixed = information == MBusCiField.Fixed || information == MBusCiField.FixedHighFirst;
            if (frame.DataCount < Count || (!isVariable && !isFixed))
            {
                address.Clear();
                return false;
            }

            address.ReadTransport(buffer, offset);
            if (isHighFirst)
            {
                address.IdentificationNumber = (uint)((buffer[offset] << 24) | (buffer[offset + 1] << 16)
                    | (buffer[offset + 2] << 8) | buffer[offset + 3]);
                address.Manufacturer = (buffer[offset + 4] << 8) | buffer[offset + 5];
            }

            if (isFixed)
            {
                address.Manufacturer = AnyManufacturer;
                address.Version = AnyByte;
                address.DeviceType = AnyByte;
            }

            return true;
        }

        /// <summary>Whether an address fits a pattern. A manufacturer, version or device type of FFh in the
        /// address, too, fits everything: the fixed data structure has none.</summary>
        public static bool Matches(MeterAddress pattern, MeterAddress address)
        {
            // A digit of the pattern that is Fh leaves one bit in its place, and that bit makes a mask of it.
            uint number = pattern.IdentificationNumber;
            uint pairs = number & (number >> 1);
            uint wild = (pairs & (pairs >> 2) & 0x11111111) * 15;
            if (((number ^ address.IdentificationNumber) & ~wild) != 0)
            {
                return false;
            }

            int maker = pattern.Manufacturer;
            int otherMaker = address.Manufacturer;
            return (maker == otherMaker || (MatchesByte(maker & 0xFF, otherMaker & 0xFF)
                && MatchesByte(maker >> 8, otherMaker >> 8)))
                && MatchesByte(pattern.Version, address.Version)
                && MatchesByte(pattern.DeviceType, address.DeviceType);
        }

        private static bool MatchesByte(int pattern, int value)
        {
            return pattern == AnyByte || pattern == value || value == AnyByte;
        }
    }
}
