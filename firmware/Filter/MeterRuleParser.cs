// Reads the text form of a rule (README.md has the grammar). Runs when a configuration is read, not per
// telegram. Does not throw, whatever the text: a rule comes from the network.
using Gateway.Core;

namespace Gateway.Filter
{
    /// <summary>The parser behind <see cref="MeterRule.TryParse"/>.</summary>
    internal static class MeterRuleParser
    {
        /// <summary>Fills a new rule; gives null, or what is wrong.</summary>
        public static string Parse(string text, MeterRule rule)
        {
            if (text == null || text.Length > Limits.MaxRuleChars)
            {
                return "a rule has 1 to " + Limits.MaxRuleChars.ToString() + " characters";
            }

            string[] words = text.Split(' ');
            int seen = 0;
            bool hasReduction = false;
            foreach (string word in words)
            {
                if (word.Length == 0)
                {
                    continue;
                }

                string error;
                if (seen == 0)
                {
                    error = ParseAction(word, rule);
                }
                else if (seen == 1)
                {
                    error = ParseAddress(word, rule);
                }
                else
                {
                    error = ParseOption(word, rule, ref hasReduction);
                }

                if (error != null)
                {
                    return "'" + word + "': " + error;
                }

                seen++;
            }

            if (seen < 2)
            {
                return "a rule is: allow or deny, a meter, options";
            }

            if (!hasReduction)
            {
                rule.IntervalS = rule.Class == RecordClass.Priority
                    ? Limits.PriorityIntervalS : Limits.RegularIntervalS;
            }

            return null;
        }

        private static string ParseAction(string word, MeterRule rule)
        {
            if (word == "allow")
            {
                rule.Action = RuleAction.Allow;
                return null;
            }

            if (word == "deny")
            {
                rule.Action = RuleAction.Deny;
                return null;
            }

            return "a rule starts with allow or deny";
        }

        private static string ParseAddress(string word, MeterRule rule)
        {
            string[] parts = word.Split('-');
            if (parts.Length > 4)
            {
                return "a meter is manufacturer-identification-version-type";
            }

            string identification = parts.Length == 1 ? parts[0] : parts[1];
            if (parts.Length > 1 && !TryManufacturer(parts[0], rule))
            {
                return "the manufacturer is three letters, four hex digits or *";
            }

            if (!TryIdentification(identification, rule))
            {
                return "the identification number is eight digits, each of which may be *, or a single *";
            }

            if (parts.Length > 2 && !TryByte(parts[2], out rule.Version))
            {
                return "the version is two hex digits or *";
            }

            if (parts.Length > 3 && !TryByte(parts[3], out rule.DeviceType))
            {
                return "the device type is two hex digits or *";
            }

            return null;
        }

        private static string ParseOption(string word, MeterRule rule, ref bool hasReduction)
        {
            if (word.StartsWith("ci="))
            {
                return rule.CiField == MeterRule.Any && TryByte(word.Substring(3), out rule.CiField)
                    ? null : "ci= takes two hex digits, once";
            }

            if (rule.Action == RuleAction.Deny)
            {
                return "a deny rule has no option but ci=";
            }

            if (word == "class=priority")
            {
                rule.Class = RecordClass.Priority;
                return null;
            }

            if (word == "class=regular")
            {
                rule.Class = RecordClass.Regular;
                return null;
            }

            if (hasReduction)
            {
                return "only one of every, first= and last=";
            }

            if (word == "every")
            {
                rule.Reduction = Reduction.Every;
                rule.IntervalS = 0;
                hasReduction = true;
                return null;
            }

            bool isFirst = word.StartsWith("first=");
            if (!isFirst && !word.StartsWith("last="))
            {
                return "options are ci=, class=regular, class=priority, every, first= and last=";
            }

            rule.Reduction = isFirst ? Reduction.First : Reduction.Last;
            hasReduction = true;
            return TrySeconds(word, isFirst ? 6 : 5, out rule.IntervalS)
                ? null : "an interval is 1 to " + Limits.MaxIntervalS.ToString() + " seconds";
        }

        private static bool TryManufacturer(string text, MeterRule rule)
        {
            if (text == "*")
            {
                rule.Manufacturer = MeterRule.Any;
                return true;
            }

            int code = 0;
            if (text.Length == 3)
            {
                foreach (char letter in text)
                {
                    char upper = letter >= 'a' && letter <= 'z' ? (char)(letter - 32) : letter;
                    if (upper < 'A' || upper > 'Z')
                    {
                        return false;
                    }

                    code = (code << 5) | (upper - 64);
                }

                rule.Manufacturer = code;
                return true;
            }

            if (text.Length != 4)
            {
                return false;
            }

            foreach (char digit in text)
            {
                int value = HexValue(digit);
                if (value < 0)
                {
                    return false;
                }

                code = (code << 4) | value;
            }

            rule.Manufacturer = code & 0x7FFF;
            return true;
        }

        private static bool TryIdentification(string text, MeterRule rule)
        {
            rule.IdentificationNumber = 0;
            rule.IdentificationMask = 0;
            if (text == "*")
            {
                return true;
            }

            if (text.Length != 8)
            {
                return false;
            }

            foreach (char digit in text)
            {
                int value = HexValue(digit);
                if (value < 0 && digit != '*')
                {
                    return false;
                }

                rule.IdentificationNumber = (rule.IdentificationNumber << 4) | (uint)(value < 0 ? 0 : value);
                rule.IdentificationMask = (rule.IdentificationMask << 4) | (value < 0 ? 0u : 15u);
            }

            return true;
        }

        private static bool TryByte(string text, out int value)
        {
            value = MeterRule.Any;
            if (text == "*")
            {
                return true;
            }

            if (text.Length != 2 || HexValue(text[0]) < 0 || HexValue(text[1]) < 0)
            {
                return false;
            }

            value = (HexValue(text[0]) << 4) | HexValue(text[1]);
            return true;
        }

        private static bool TrySeconds(string text, int start, out int seconds)
        {
            seconds = 0;
            for (int i = start; i < text.Length; i++)
            {
                if (text[i] < '0' || text[i] > '9' || seconds > Limits.MaxIntervalS)
                {
                    return false;
                }

                seconds = (seconds * 10) + text[i] - '0';
            }

            return seconds >= Limits.MinIntervalS && seconds <= Limits.MaxIntervalS;
        }

        private static int HexValue(char digit)
        {
            if (digit >= '0' && digit <= '9')
            {
                return digit - '0';
            }

            if (digit >= 'A' && digit <= 'F')
            {
                return digit - 'A' + 10;
            }

            return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
        }
    }
}
