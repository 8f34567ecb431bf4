using System.Globalization;
using System.Numerics;

namespace Gateway.Decoding.Compare;

/// <summary>Numbers as libmbus writes them: six digits behind the point.</summary>
public static class FixedSix
{
    /// <summary>Mantissa · 10^exponent, exact but for the rounding.</summary>
    public static string Text(BigInteger mantissa, int exponent)
    {
        var scaled = exponent + 6 >= 0
            ? mantissa * BigInteger.Pow(10, exponent + 6)
            : Rounded(mantissa, BigInteger.Pow(10, -exponent - 6));
        var digits = BigInteger.Abs(scaled).ToString(CultureInfo.InvariantCulture).PadLeft(7, '0');
        return (scaled.Sign < 0 ? "-" : "") + digits[..^6] + "." + digits[^6..];
    }

    private static BigInteger Rounded(BigInteger value, BigInteger divisor)
    {
        var half = (BigInteger.Abs(value) * 2) + divisor;
        return BigInteger.Divide(half, divisor * 2) * value.Sign;
    }
}
