using System.Globalization;
using System.Numerics;

namespace Gateway.Decoding;

/// <summary>Numbers as the meter sent them: no digit more, none less.</summary>
public static class ExactDecimal
{
    /// <summary>Writes mantissa · 10^exponent as a JSON number, with as many digits behind the point as the scale
    /// has.</summary>
    public static string Text(BigInteger mantissa, int exponent)
    {
        if (exponent >= 0)
        {
            return (mantissa * BigInteger.Pow(10, exponent)).ToString(CultureInfo.InvariantCulture);
        }

        var digits = BigInteger.Abs(mantissa).ToString(CultureInfo.InvariantCulture).PadLeft(1 - exponent, '0');
        return (mantissa.Sign < 0 ? "-" : "") + digits[..^-exponent] + "." + digits[^-exponent..];
    }

    /// <summary>Writes a real times 10^exponent: the shortest digits that are this real.</summary>
    public static string OfReal(float value, int exponent)
    {
        var text = value.ToString("E8", CultureInfo.InvariantCulture);
        for (var digits = 0; digits < 8; digits++)
        {
            var shorter = value.ToString("E" + digits, CultureInfo.InvariantCulture);
            if (float.Parse(shorter, CultureInfo.InvariantCulture) == value)
            {
                text = shorter;
                break;
            }
        }

        var parts = text.Split('E');
        var point = parts[0].IndexOf('.');
        var decimals = point < 0 ? 0 : parts[0].Length - point - 1;
        var mantissa = BigInteger.Parse(parts[0].Replace(".", ""), CultureInfo.InvariantCulture);
        var scale = int.Parse(parts[1], CultureInfo.InvariantCulture) - decimals + exponent;
        return Text(mantissa, scale);
    }
}
