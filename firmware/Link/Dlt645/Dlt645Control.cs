// Control codes of both editions: DL/T 645-2007 clause 7, DL/T 645-1997 clause 5, as published protocol
// descriptions of meter makers give them. Bit 7 = from the meter, bit 6 = abnormal, bit 5 = more follows.
namespace Gateway.Link.Dlt645
{
    /// <summary>C-field: function codes and flags.</summary>
    public static class Dlt645Control
    {
        /// <summary>Both editions: sets the clock, to all, without reply.</summary>
        public const int BroadcastTime = 0x08;

        /// <summary>2007: reads a data identifier.</summary>
        public const int Read = 0x11;

        /// <summary>2007: reads what follows an answer with <see cref="MoreFlag"/>.</summary>
        public const int ReadMore = 0x12;

        /// <summary>2007: asks for the address.</summary>
        public const int ReadAddress = 0x13;

        /// <summary>2007: writes a data identifier, with password and operator.</summary>
        public const int Write = 0x14;

        /// <summary>2007: gives a new address; the meter wants its programming key pressed.</summary>
        public const int WriteAddress = 0x15;

        /// <summary>2007: freezes the registers now or at a time.</summary>
        public const int Freeze = 0x16;

        /// <summary>2007: changes the baud rate.</summary>
        public const int Baud = 0x17;

        /// <summary>2007: changes a password.</summary>
        public const int Password = 0x18;

        /// <summary>2007: clears the maximum demand.</summary>
        public const int DemandReset = 0x19;

        /// <summary>2007: clears the meter.</summary>
        public const int MeterReset = 0x1A;

        /// <summary>2007: clears event records.</summary>
        public const int EventReset = 0x1B;

        /// <summary>2007: breaker, alarm, kept supply.</summary>
        public const int Control = 0x1C;

        /// <summary>1997: reads a data identifier.</summary>
        public const int Read1997 = 0x01;

        /// <summary>1997: reads what follows.</summary>
        public const int ReadMore1997 = 0x02;

        /// <summary>1997: asks for the last answer again.</summary>
        public const int ReadAgain1997 = 0x03;

        /// <summary>1997: writes a data identifier.</summary>
        public const int Write1997 = 0x04;

        /// <summary>1997: gives a new address.</summary>
        public const int WriteAddress1997 = 0x0A;

        /// <summary>1997: changes the baud rate.</summary>
        public const int Baud1997 = 0x0C;

        /// <summary>1997: changes a password.</summary>
        public const int Password1997 = 0x0F;

        /// <summary>1997: clears the maximum demand.</summary>
        public const int DemandReset1997 = 0x10;

        /// <summary>From the meter.</summary>
        public const int ReplyFlag = 0x80;

        /// <summary>The meter refuses; the data field is an error word.</summary>
        public const int AbnormalFlag = 0x40;

        /// <summary>More data follow.</summary>
        public const int MoreFlag = 0x20;

        /// <summary>Bits of the function code.</summary>
        public const int FunctionMask = 0x1F;

        /// <summary>True when the C-field answers a request, normally or abnormally.</summary>
        public static bool IsReplyTo(int control, int request)
        {
            return (control & (ReplyFlag | FunctionMask)) == (ReplyFlag | (request & FunctionMask));
        }
    }
}
