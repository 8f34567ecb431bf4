using System;
using Gateway.Link;

namespace Gateway.Decoding;

/// <summary>What a transport header says about the encryption behind it.</summary>
public sealed class TransportSecurity
{
    private readonly MeterAddress _meter;

    /// <summary>Takes the header's fields.</summary>
    /// <param name="configurationField">CF.</param>
    /// <param name="meter">Long header: the address in it; short header: that of the link.</param>
    /// <param name="accessNumber">ACC of the transport header.</param>
    /// <param name="messageCounter">Of the AFL; null when there is none.</param>
    public TransportSecurity(int configurationField, MeterAddress meter, int accessNumber, uint? messageCounter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        Mode = configurationField >> 8 & 31;
        Blocks = configurationField >> 4 & 15;
        _meter = meter;
        AccessNumber = accessNumber;
        MessageCounter = messageCounter;
    }

    /// <summary>Security mode, 0 .. 31.</summary>
    public int Mode { get; }

    /// <summary>Encrypted blocks of 16 bytes, modes 5 and 7.</summary>
    public int Blocks { get; }

    /// <summary>ACC.</summary>
    public int AccessNumber { get; }

    /// <summary>Message counter; null when there is none.</summary>
    public uint? MessageCounter { get; }

    /// <summary>Identification number of the meter, as BCD.</summary>
    public uint IdentificationNumber => _meter.IdentificationNumber;

    /// <summary>Whether anything is encrypted.</summary>
    public bool IsEncrypted => Mode != 0 && !(Mode is 5 or 7 && Blocks == 0);

    /// <summary>Writes M-field, identification number, version and device type, 8 bytes as on the link.</summary>
    public void WriteAddress(Span<byte> into)
    {
        BitConverter.TryWriteBytes(into, (ushort)_meter.Manufacturer);
        BitConverter.TryWriteBytes(into[2..], _meter.IdentificationNumber);
        into[6] = (byte)_meter.Version;
        into[7] = (byte)_meter.DeviceType;
    }
}
