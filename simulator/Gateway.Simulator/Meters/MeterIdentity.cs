using System;
using System.Globalization;

namespace Gateway.Simulator.Meters;

/// <summary>What the M- and A-field say of a meter.</summary>
/// <param name="Manufacturer">Three letters A..Z.</param>
/// <param name="IdentificationNumber">Eight decimal digits as a number, 0..99999999.</param>
/// <param name="Version">Version byte.</param>
/// <param name="DeviceType">Device type byte (EN 13757-7).</param>
public sealed record MeterIdentity(string Manufacturer, int IdentificationNumber, byte Version,
    byte DeviceType)
{
    /// <summary>Largest identification number.</summary>
    public const int MaxIdentificationNumber = 99_999_999;

    /// <summary>The M-field: three letters of five bits each.</summary>
    public ushort ManufacturerCode => CodeOf(Manufacturer);

    /// <summary>True for three letters A..Z.</summary>
    public static bool IsManufacturer(string text) =>
        text is { Length: 3 } && !text.AsSpan().ContainsAnyExceptInRange('A', 'Z');

    /// <summary>M-field of three letters.</summary>
    public static ushort CodeOf(string letters) =>
        (ushort)(((letters[0] - 64) << 10) | ((letters[1] - 64) << 5) | (letters[2] - 64));

    /// <summary>Writes M-field (2, little endian) and A-field (6: number as BCD, little endian; version;
    /// device type).</summary>
    public void Write(Span<byte> address)
    {
        address[0] = (byte)ManufacturerCode;
        address[1] = (byte)(ManufacturerCode >> 8);
        var number = IdentificationNumber;
        for (var i = 2; i < 6; i++)
        {
            address[i] = (byte)((number / 10 % 10 << 4) | (number % 10));
            number /= 100;
        }

        address[6] = Version;
        address[7] = DeviceType;
    }

    /// <summary>In the form of the filter's rules: KAM-67211530-1B-07.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Manufacturer}-{IdentificationNumber:D8}-{Version:X2}-{DeviceType:X2}");
}
