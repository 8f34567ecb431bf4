// CI-fields and the header that follows each, after the CI-field table of EN 13757-7:2018 (table 2) as
// transcribed by the public parser tudborg/exmbus (Exmbus.CI) and, for the extended link layer, by
// wmbusmeters (wmbus.cc).
namespace Gateway.Link
{
    /// <summary>The one list of CI-fields.</summary>
    public static class CiField
    {
        /// <summary>Extended link layer of variable length.</summary>
        public const int EllVariable = 0x86;

        /// <summary>Extended link layer I: CC, ACC.</summary>
        public const int EllI = 0x8C;

        /// <summary>Extended link layer II: CC, ACC, session number, payload CRC.</summary>
        public const int EllII = 0x8D;

        /// <summary>Extended link layer III: CC, ACC, second address.</summary>
        public const int EllIII = 0x8E;

        /// <summary>Extended link layer IV: CC, ACC, second address, session number, payload CRC.</summary>
        public const int EllIV = 0x8F;

        /// <summary>What <paramref name="ci"/> announces.</summary>
        /// <param name="ci">CI-field, 0 .. 255.</param>
        public static CiLayer LayerOf(int ci)
        {
            if (ci >= 0xA0 && ci <= 0xB7)
            {
                return CiLayer.ManufacturerSpecific;
            }

            switch (ci)
            {
                case 0x50: case 0x51: case 0x52: case 0x54: case 0x5C:
                case 0x66: case 0x69: case 0x70: case 0x71:
                case 0x78: case 0x79: case 0x83: case 0x89:
                    return CiLayer.TplNone;
                case 0x5A: case 0x61: case 0x65: case 0x67: case 0x6A: case 0x6E:
                case 0x74: case 0x7A: case 0x7B: case 0x7D: case 0x7F:
                case 0x88: case 0x8A: case 0x9E: case 0xC1: case 0xC4:
                    return CiLayer.TplShort;
                case 0x53: case 0x55: case 0x5B: case 0x5F: case 0x60: case 0x64:
                case 0x68: case 0x6B: case 0x6C: case 0x6D: case 0x6F:
                case 0x72: case 0x73: case 0x75: case 0x7C: case 0x7E:
                case 0x80: case 0x82: case 0x84: case 0x85: case 0x87: case 0x8B:
                case 0x9F: case 0xC0: case 0xC2: case 0xC3: case 0xC5:
                    return CiLayer.TplLong;
                case EllVariable: case EllI: case EllII: case EllIII: case EllIV:
                    return CiLayer.Ell;
                case 0x90:
                    return CiLayer.Afl;
                case 0x81:
                    return CiLayer.Network;
                default:
                    return CiLayer.Unknown;
            }
        }
    }
}
