// Bits of the status byte (STS) of the transport layer, EN 13757-7 clause on the status byte, as published
// in the OMS specification volume 2 and in wmbusmeters. Bits 5 .. 7 belong to the manufacturer.
namespace Gateway.Link
{
    /// <summary>Reads the status byte.</summary>
    public static class StatusByte
    {
        /// <summary>Bits 0 and 1 = 1: the application is busy.</summary>
        public static bool IsBusy(int status)
        {
            return (status & 3) == 1;
        }

        /// <summary>Bits 0 and 1 = 2: any application error.</summary>
        public static bool IsApplicationError(int status)
        {
            return (status & 3) == 2;
        }

        /// <summary>Bits 0 and 1 = 3: abnormal condition (alarm).</summary>
        public static bool IsAlarm(int status)
        {
            return (status & 3) == 3;
        }

        /// <summary>Bit 2: the battery is going flat or the supply has failed.</summary>
        public static bool IsPowerLow(int status)
        {
            return (status & 4) != 0;
        }

        /// <summary>Bit 3: an error that needs somebody to come.</summary>
        public static bool IsPermanentError(int status)
        {
            return (status & 8) != 0;
        }

        /// <summary>Bit 4: an error that may go by itself.</summary>
        public static bool IsTemporaryError(int status)
        {
            return (status & 16) != 0;
        }

        /// <summary>Bits 5 .. 7, shifted to 0 .. 7; the meaning is the manufacturer's.</summary>
        public static int ManufacturerBits(int status)
        {
            return (status >> 5) & 7;
        }
    }
}
