using Gateway.Link;

namespace Gateway.Filter
{
    /// <summary>What the filter needs to know of a telegram's headers. One instance, filled anew for each
    /// telegram by whoever joins link and filter.</summary>
    public sealed class TelegramFacts
    {
        /// <summary>M-field of the meter: three letters of five bits; bit 15 is not part of it and is
        /// ignored.</summary>
        public ushort Manufacturer;

        /// <summary>Identification number, eight BCD digits: 67211530 is 0x67211530.</summary>
        public uint IdentificationNumber;

        /// <summary>Version.</summary>
        public byte Version;

        /// <summary>Device type.</summary>
        public byte DeviceType;

        /// <summary>First CI-field.</summary>
        public byte CiField;

        /// <summary>true when a transport header in the clear carries a status byte.</summary>
        public bool HasStatus;

        /// <summary>Status byte; meaningless without <see cref="HasStatus"/>.</summary>
        public byte Status;

        /// <summary>true when an extended link layer encrypts what follows, so that full and compact frames
        /// cannot be told apart but by their length.</summary>
        public bool IsEllEncrypted;

        /// <summary>true when any layer of it says that it is encrypted.</summary>
        public bool IsEncrypted;

        /// <summary>Identity of the packet it came in, <see cref="Telegram.PacketKey"/>; 0 = none.</summary>
        public int PacketKey;

        /// <summary>Hash of the telegram, when <see cref="HasFingerprint"/>; set by
        /// <see cref="TelegramFilter.Prepare"/>.</summary>
        public uint Fingerprint;

        /// <summary>Whether <see cref="Fingerprint"/> is of this telegram.</summary>
        public bool HasFingerprint;

        /// <summary>The meter, as <see cref="MeterTable"/> has it; set by
        /// <see cref="TelegramFilter.Enter"/>, as what follows.</summary>
        internal long Key;

        /// <summary>Its slot in the meter table, or <see cref="MeterTable.None"/>.</summary>
        internal int Slot;

        /// <summary>Rule that matches its address.</summary>
        internal int Rule;

        /// <summary>How far it has been entered: 0, or the filter's generation of rules, negative while only
        /// the rule is known.</summary>
        internal int Entry;

        /// <summary>Whether it came in an alarm packet.</summary>
        public bool IsAlarmPacket
        {
            get { return (PacketKey >> 24) == (int)PacketType.Alarm; }
        }

        /// <summary>Takes the facts from headers that were read, in full or as far as the telegram goes;
        /// <see cref="PacketKey"/> is the caller's to set.</summary>
        public void Read(TelegramHeader header)
        {
            MeterAddress meter = header.EffectiveAddress;
            HasFingerprint = false;
            Entry = 0;
            Manufacturer = (ushort)meter.Manufacturer;
            IdentificationNumber = meter.IdentificationNumber;
            Version = (byte)meter.Version;
            DeviceType = (byte)meter.DeviceType;
            CiField = (byte)header.CiField;
            HasStatus = header.HasStatus;
            Status = (byte)header.Status;
            IsEncrypted = header.IsEncrypted;
            IsEllEncrypted = header.HasEll && header.IsEncrypted && header.Transport == CiLayer.Unknown;
        }
    }
}
