// Strings of a configuration.
using Gateway.Core;

namespace Gateway.Config
{
    /// <content>Strings.</content>
    public sealed partial class ConfigCursor
    {
        /// <summary>Whether a text has neither white space nor control characters.</summary>
        public static bool IsPlain(string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] <= ' ' || text[i] == 0x7F)
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Whether a text is printable ASCII.</summary>
        public static bool IsPrintable(string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] < ' ' || text[i] > '~')
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Reads a value that has to be a string, or a whole number that becomes its
        /// digits.</summary>
        public void TextOrNumber(string path, int least, int most, ref string value)
        {
            long number;
            if (!Read())
            {
                return;
            }

            if (_reader.Token == JsonToken.Number && _reader.TryGetLong(out number) && number >= 0)
            {
                value = number.ToString();
                return;
            }

            Check(_reader.Token == JsonToken.String, path, "must be a text or a whole number");
            if (_problem == null)
            {
                CurrentText(path, least, most, ref value);
            }
        }

        /// <summary>Reads a value that has to be a string.</summary>
        public void Text(string path, int least, int most, ref string value)
        {
            if (Read())
            {
                CurrentText(path, least, most, ref value);
            }
        }

        /// <summary>Reads a value that has to be a string or null.</summary>
        public void TextOrNull(string path, int least, int most, ref string value)
        {
            if (!Read())
            {
                return;
            }

            if (_reader.Token == JsonToken.Null)
            {
                value = null;
                return;
            }

            CurrentText(path, least, most, ref value);
        }

        /// <summary>The value read last has to be a string.</summary>
        public void CurrentText(string path, int least, int most, ref string value)
        {
            if (_reader.Token != JsonToken.String)
            {
                Fail(path, "must be a string");
                return;
            }

            string text = _reader.GetText();
            if (text.Length < least || text.Length > most)
            {
                string range = least.ToString() + ".." + most.ToString();
                Fail(path, "must have " + range + " characters, has " + text.Length.ToString());
                return;
            }

            value = text;
        }
    }
}
