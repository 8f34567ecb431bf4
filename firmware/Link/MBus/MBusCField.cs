// C-fields of EN 13757-2 (the subset of EN 60870-5-2 that M-Bus uses), as the M-Bus usergroup's documentation
// 4.8, chapter 5, lists them.
namespace Gateway.Link.MBus
{
    /// <summary>Control fields of wired M-Bus.</summary>
    public static class MBusCField
    {
        /// <summary>SND_NKE: initialises a slave's link layer, deselects.</summary>
        public const int SndNke = 0x40;

        /// <summary>SND_UD: user data to a slave; answered by E5h.</summary>
        public const int SndUd = 0x53;

        /// <summary>REQ_UD2: asks for class 2 data, the readings.</summary>
        public const int ReqUd2 = 0x5B;

        /// <summary>REQ_UD1: asks for class 1 data, alarms; answered by E5h when there are none.</summary>
        public const int ReqUd1 = 0x5A;

        /// <summary>RSP_UD: data from a slave.</summary>
        public const int RspUd = 0x08;

        /// <summary>Frame count bit of SND_UD and REQ_UD.</summary>
        public const int Fcb = 0x20;

        /// <summary>Access demand: the slave has class 1 data.</summary>
        public const int Acd = 0x20;

        /// <summary>Data flow control: the slave can take no more data.</summary>
        public const int Dfc = 0x10;

        /// <summary>Whether a C-field is RSP_UD, with or without ACD and DFC.</summary>
        public static bool IsResponse(int control)
        {
            return (control & ~(Acd | Dfc)) == RspUd;
        }
    }
}
