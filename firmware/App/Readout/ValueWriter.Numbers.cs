// Numbers.
using Gateway.Core;

namespace Gateway.App.Readout
{
    /// <content>Numbers.</content>
    public sealed partial class ValueWriter
    {
        private const int LargestExponent = 18;
        private const int LongestEscape = 6; // of a control character

        private readonly byte[] _text = new byte[LongestEscape * MaxTextChars];

        private static void WriteCount(JsonWriter json, string name, long count)
        {
            if (count != 0)
            {
                json.Name(name);
                json.Number(count);
            }
        }

        private static void WriteNumber(JsonWriter json, long mantissa, int exponent)
        {
            long value = mantissa;
            int left = exponent;
            while (left > 0 && value < long.MaxValue / 10 && value > long.MinValue / 10)
            {
                value *= 10;
                left--;
            }

            json.Name("v");
            json.Fixed(value, left < 0 && left >= -LargestExponent ? -left : 0);
            if (left > 0 || left < -LargestExponent)
            {
                json.Name("e");
                json.Number(left);
            }
        }

        // Last character first on the link, ISO 8859-1 (EN 13757-3, annex A). Escapes are made here: the
        // writer's own, for whole strings of two bytes a character, would cost a slice.
        private void WriteText(JsonWriter json, byte[] bytes, int offset, int count)
        {
            byte[] text = _text;
            int length = 0;
            int last = offset + count - 1;
            int first = count < MaxTextChars ? offset : offset + count - MaxTextChars;
            for (int i = last; i >= first; i--)
            {
                int letter = bytes[i];
                if (letter >= 0x80)
                {
                    text[length++] = (byte)(0xC0 | (letter >> 6));
                    letter = 0x80 | (letter & 0x3F);
                }
                else if (letter < 0x20)
                {
                    text[length++] = 0x5C;
                    text[length++] = (byte)'u';
                    text[length++] = (byte)'0';
                    text[length++] = (byte)'0';
                    text[length++] = (byte)('0' + (letter >> 4));
                    letter = (letter & 15) < 10 ? '0' + (letter & 15) : 'A' - 10 + (letter & 15);
                }
                else if (letter == 0x22 || letter == 0x5C)
                {
                    text[length++] = 0x5C;
                }

                text[length++] = (byte)letter;
            }

            json.Ascii(text, 0, length);
        }

        // Seven digits are all that 32 bits hold.
        private static void WriteReal(JsonWriter json, float value, int exponent)
        {
            const float Largest = 1e12f;
            bool isLarge = value > Largest || value < -Largest;
            if (isLarge && (value > 9e18f || value < -9e18f))
            {
                json.Name("err");
                json.Word("overflow");
                return;
            }

            WriteNumber(json, isLarge ? (long)value : (long)((double)value * 1000000), isLarge
                ? exponent : exponent - 6);
        }
    }
}
