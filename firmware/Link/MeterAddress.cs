namespace Gateway.Link
{
    /// <summary>Who a meter is: M-field and A-field. Reusable; all zero when nothing was read.</summary>
    public sealed class MeterAddress
    {
        /// <summary>M-field as it is on the link, 0 .. 65535; letters by
        /// <see cref="ManufacturerCode"/>.</summary>
        public int Manufacturer;

        /// <summary>Identification number as BCD: 0x67211530 is shown as 67211530. Digits above 9
        /// happen.</summary>
        public uint IdentificationNumber;

        /// <summary>Version, 0 .. 255.</summary>
        public int Version;

        /// <summary>Device type, 0 .. 255 (EN 13757-7, device type table).</summary>
        public int DeviceType;

        /// <summary>Reads M-field (2 bytes) and A-field (6 bytes) in the order of the data-link
        /// layer.</summary>
        /// <param name="bytes">At least offset + 8 bytes; little endian.</param>
        /// <param name="offset">Of the M-field.</param>
        public void ReadLink(byte[] bytes, int offset)
        {
            Manufacturer = bytes[offset] | (bytes[offset + 1] << 8);
            ReadNumber(bytes, offset + 2);
            Version = bytes[offset + 6];
            DeviceType = bytes[offset + 7];
        }

        /// <summary>Reads identification number, M-field, version, device type: the order of the long
        /// transport header (8 bytes).</summary>
        /// <param name="bytes">At least offset + 8 bytes; little endian.</param>
        /// <param name="offset">Of the identification number.</param>
        public void ReadTransport(byte[] bytes, int offset)
        {
            ReadNumber(bytes, offset);
            Manufacturer = bytes[offset + 4] | (bytes[offset + 5] << 8);
            Version = bytes[offset + 6];
            DeviceType = bytes[offset + 7];
        }

        /// <summary>Sets everything to zero.</summary>
        public void Clear()
        {
            Manufacturer = 0;
            IdentificationNumber = 0;
            Version = 0;
            DeviceType = 0;
        }

        private void ReadNumber(byte[] bytes, int offset)
        {
            IdentificationNumber = (uint)(bytes[offset] | (bytes[offset + 1] << 8) | (bytes[offset + 2] << 16)
                | (bytes[offset + 3] << 24));
        }
    }
}
