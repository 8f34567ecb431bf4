// Numbers.
using Gateway.Core;

namespace Gateway.App.Readout
{
    /// <content>Numbers.</content>
    public sealed partial class ValueWriter
    {
        private const int LargestExponent = 18;

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
