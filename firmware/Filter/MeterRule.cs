// One line of the meter list, as an object for the time it is read or shown: the list itself keeps arrays.
// The text form is described in README.md and read by MeterRuleParser.
using System.Text;
using Gateway.Core;

namespace Gateway.Filter
{
    /// <summary>Which telegrams a rule is about, and what becomes of them.</summary>
    public sealed class MeterRule
    {
        /// <summary>Value of the fields that match anything.</summary>
        public const int Any = -1;

        /// <summary>Allow or deny.</summary>
        public RuleAction Action = RuleAction.Allow;

        /// <summary>M-field without bit 15, 0 .. 0x7FFF, or <see cref="Any"/>.</summary>
        public int Manufacturer = Any;

        /// <summary>Digits of the identification number; wildcards are 0.</summary>
        public uint IdentificationNumber;

        /// <summary>F for each digit that has to be equal, 0 for a wildcard.</summary>
        public uint IdentificationMask;

        /// <summary>Version, or <see cref="Any"/>.</summary>
        public int Version = Any;

        /// <summary>Device type, or <see cref="Any"/>.</summary>
        public int DeviceType = Any;

        /// <summary>First CI-field, or <see cref="Any"/>.</summary>
        public int CiField = Any;

        /// <summary>Priority or Regular.</summary>
        public RecordClass Class = RecordClass.Regular;

        /// <summary>Data reduction.</summary>
        public Reduction Reduction = Reduction.First;

        /// <summary>Reduction interval in seconds, <see cref="Limits.MinIntervalS"/> ..
        /// <see cref="Limits.MaxIntervalS"/>; 0 with <see cref="Filter.Reduction.Every"/>.</summary>
        public int IntervalS = Limits.RegularIntervalS;

        /// <summary>Reads one rule.</summary>
        /// <param name="text">One line without its end.</param>
        /// <param name="rule">The rule; null when false.</param>
        /// <param name="error">What is wrong, with the part it is about; null when true.</param>
        public static bool TryParse(string text, out MeterRule rule, out string error)
        {
            rule = new MeterRule();
            error = MeterRuleParser.Parse(text, rule);
            if (error != null)
            {
                rule = null;
                return false;
            }

            return true;
        }

        /// <summary>Text form that <see cref="TryParse"/> reads back to the same rule.</summary>
        public string ToText()
        {
            StringBuilder text = new StringBuilder(64);
            text.Append(Action == RuleAction.Allow ? "allow " : "deny ");
            AppendAddress(text);
            if (CiField != Any)
            {
                text.Append(" ci=");
                AppendByte(text, CiField);
            }

            if (Action == RuleAction.Allow)
            {
                text.Append(Class == RecordClass.Priority ? " class=priority" : " class=regular");
                if (Reduction == Reduction.Every)
                {
                    text.Append(" every");
                }
                else
                {
                    text.Append(Reduction == Reduction.First ? " first=" : " last=");
                    text.Append(IntervalS.ToString());
                }
            }

            return text.ToString();
        }

        /// <summary>Text form of the meter alone, as "KAM-67211530-1B-16".</summary>
        public string AddressText()
        {
            StringBuilder text = new StringBuilder(24);
            AppendAddress(text);
            return text.ToString();
        }

        private void AppendAddress(StringBuilder text)
        {
            AppendManufacturer(text);
            text.Append('-');
            AppendIdentification(text);
            if (Version != Any || DeviceType != Any)
            {
                text.Append('-');
                AppendByte(text, Version);
                text.Append('-');
                AppendByte(text, DeviceType);
            }
        }

        private void AppendManufacturer(StringBuilder text)
        {
            int a = (Manufacturer >> 10) & 31;
            int b = (Manufacturer >> 5) & 31;
            int c = Manufacturer & 31;
            if (Manufacturer == Any)
            {
                text.Append('*');
            }
            else if (a >= 1 && a <= 26 && b >= 1 && b <= 26 && c >= 1 && c <= 26)
            {
                text.Append((char)(a + 64));
                text.Append((char)(b + 64));
                text.Append((char)(c + 64));
            }
            else
            {
                text.Append(Manufacturer.ToString("X4"));
            }
        }

        private void AppendIdentification(StringBuilder text)
        {
            if (IdentificationMask == 0)
            {
                text.Append('*');
                return;
            }

            for (int shift = 28; shift >= 0; shift -= 4)
            {
                if (((IdentificationMask >> shift) & 15) == 0)
                {
                    text.Append('*');
                }
                else
                {
                    int digit = (int)((IdentificationNumber >> shift) & 15);
                    text.Append((char)(digit < 10 ? '0' + digit : 'A' + digit - 10));
                }
            }
        }

        private static void AppendByte(StringBuilder text, int value)
        {
            if (value == Any)
            {
                text.Append('*');
            }
            else
            {
                text.Append(value.ToString("X2"));
            }
        }
    }
}
