// C-fields of the wireless M-Bus data-link layer: bit 6 = primary (PRM), bits 5 and 4 = flags, bits 0 .. 3 =
// function (EN 13757-4, after IEC 60870-5-2), as listed in the OMS specification volume 2 and by wmbusmeters.
namespace Gateway.Link.Wmbus
{
    /// <summary>Plausibility of a C-field, for deciding early what is noise.</summary>
    public static class ControlField
    {
        // Bit n set = function n exists. Primary: SND-NKE 0, SND-UD 3, SND-NR 4, SND-UD3 5, SND-IR 6, ACC-NR
        // 7, ACC-DMD 8, REQ-SKE 9, REQ-UD1 A, REQ-UD2 B. Secondary: ACK 0, NACK 1, CNF-IR 6, RSP-UD 8, 9 and
        // B (link state).
        private const int PrimaryFunctions = 0x0FF9;
        private const int SecondaryFunctions = 0x0B43;

        /// <summary>Whether a C-field of this value exists, in whatever direction.</summary>
        public static bool IsDefined(int cField)
        {
            int functions = (cField & 0x40) != 0 ? PrimaryFunctions : SecondaryFunctions;
            return (cField & 0x80) == 0 && ((functions >> (cField & 15)) & 1) != 0;
        }

        /// <summary>Whether a meter sends this C-field: SND-NR 44, SND-IR 46, ACC-NR 47, ACC-DMD 48, RSP-UD
        /// 08, 18, 28, 38. The narrow list that tells a frame from noise where nothing else does.</summary>
        public static bool IsFromMeter(int cField)
        {
            return cField == 0x44 || cField == 0x46 || cField == 0x47 || cField == 0x48
                || (cField & 0xCF) == 0x08;
        }
    }
}
