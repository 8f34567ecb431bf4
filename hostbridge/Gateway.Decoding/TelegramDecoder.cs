// From the bytes of a telegram to its records: headers, decryption, application layer. The firmware's own code reads
// headers and records; what it leaves to the headend, keys, is added here. Compact frames are read when the full
// frame of their format came by before.
using System;
using System.Collections.Generic;
using Gateway.Link;
using Gateway.Link.Apl;

namespace Gateway.Decoding;

/// <summary>Decodes one telegram after the other; remembers formats of compact frames.</summary>
public sealed class TelegramDecoder
{
    private const int Formats = 256;
    private const int FormatBytes = 240;
    private readonly FormatCache _formats = new(Formats, FormatBytes);
    private readonly AplReader _reader = new();
    private readonly CompactFrame _compact;
    private readonly KeyRing _keys;

    /// <summary>Creates a decoder.</summary>
    /// <param name="keys">Keys of meters.</param>
    public TelegramDecoder(KeyRing keys)
    {
        _keys = keys;
        _compact = new CompactFrame(_formats, _reader, new DataRecord());
        KnownFormats.Teach(_formats);
    }

    /// <summary>Decodes a wireless M-Bus telegram.</summary>
    /// <param name="telegram">L-, C-, M-, A-field ... without link CRCs.</param>
    /// <param name="key">Key of this telegram; null = look it up.</param>
    public DecodedTelegram DecodeWireless(byte[] telegram, byte[] key = null)
    {
        ArgumentNullException.ThrowIfNull(telegram);
        var result = new DecodedTelegram { Link = "wmbus" };
        var header = new TelegramHeader();
        var status = header.Parse(telegram, telegram.Length);
        if (status is LinkStatus.Incomplete or LinkStatus.BadLength)
        {
            result.Error = FrameFaults.OfLength(telegram);
            return result;
        }

        key ??= _keys.Find(header.EffectiveAddress);
        if (status == LinkStatus.Ok && header.HasEll && header.IsEncrypted && header.TransportCiField < 0)
        {
            Fill(result, header);
            result.Security = "ell";
            var security = Decryption.TryExtendedLink(telegram, header, key, out var plain);
            if (!Passed(result, security))
            {
                return result;
            }

            telegram = plain;
            status = header.Parse(telegram, telegram.Length);
        }

        Fill(result, header);
        if (status != LinkStatus.Ok)
        {
            result.Error = "the telegram ends within a header";
        }
        else if (header.TransportCiField < 0)
        {
            result.Error = header.CiField < 0 ? null : "no transport layer: a later fragment, or a CI-field 86";
        }
        else
        {
            ReadPayload(result, telegram, header, key);
        }

        return result;
    }

    /// <summary>Decodes a frame of the wired M-Bus.</summary>
    /// <param name="frame">From its start byte to 16.</param>
    /// <param name="key">Key of this frame; null = look it up.</param>
    public DecodedTelegram DecodeWired(byte[] frame, byte[] key = null)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var result = new DecodedTelegram { Link = "mbus" };
        result.Error = WiredFrame.Read(frame, result);
        var payload = result.Payload;
        if (result.Error != null || payload.Length == 0)
        {
            return result;
        }

        var header = new PayloadHeader();
        if (header.Parse(payload, 0, payload.Length) != LinkStatus.Ok)
        {
            result.TransportCi = header.CiField;
            result.Error = FrameFaults.OfHeader(payload);
            return result;
        }

        result.TransportCi = header.CiField;
        result.Kind = header.Kind;
        result.Meter = header.HasAddress ? header.Address : null;
        result.HasStatus = header.HasStatus;
        result.AccessNumber = header.AccessNumber;
        result.Status = header.Status;

        // Older meters have a signature there that means nothing.
        var security = new TransportSecurity(header.IsEncrypted ? header.ConfigurationField : 0, header.Address,
            header.AccessNumber, null);
        ReadContent(result, payload.AsSpan(header.PayloadOffset), security,
            key ?? (header.HasAddress ? _keys.Find(header.Address) : _keys.Find(new MeterAddress())));
        return result;
    }

    private static void Fill(DecodedTelegram result, TelegramHeader header)
    {
        result.CField = header.CField;
        result.Meter = header.EffectiveAddress;
        result.TransportCi = header.TransportCiField;
        result.HasStatus = header.HasStatus;
        result.AccessNumber = header.AccessNumber;
        result.Status = header.Status;
    }

    private void ReadPayload(DecodedTelegram result, byte[] telegram, TelegramHeader header, byte[] key)
    {
        result.Kind = PayloadHeader.KindOf(header.TransportCiField, false);
        var afl = AflHeader.Find(telegram, header);
        if (afl is { IsFragment: true })
        {
            Passed(result, SecurityResult.Fragment);
            return;
        }

        var security = new TransportSecurity(
            header.ConfigurationField, header.EffectiveAddress, header.AccessNumber, afl?.MessageCounter);
        ReadContent(result, telegram.AsSpan(header.PayloadOffset), security, key);
    }

    private void ReadContent(
        DecodedTelegram result, ReadOnlySpan<byte> content, TransportSecurity security, byte[] key)
    {
        result.Payload = content.ToArray();
        if (result.HasStatus && security.IsEncrypted && result.Kind != PayloadKind.Unsupported)
        {
            result.Security += (result.Security.Length > 0 ? "+" : "") + security.Mode;
            if (!Passed(result, Decryption.TryTransport(content, security, key, out var plain)))
            {
                return;
            }

            result.Payload = plain;
        }
        else if (result.HasStatus && security.Mode == 7 && content.Length > 0)
        {
            // The configuration field extension stands there even with nothing encrypted.
            result.Payload = content[1..].ToArray();
        }

        ReadRecords(result);
    }

    private void ReadRecords(DecodedTelegram result)
    {
        var bytes = result.Payload;
        switch (result.Kind)
        {
            case PayloadKind.Records:
                _reader.Open(bytes, 0, bytes.Length);
                _formats.Begin();
                ReadAll(result);
                break;
            case PayloadKind.Compact:
                var status = _compact.Begin(bytes, 0, bytes.Length);
                while (status == CompactStatus.Incomplete)
                {
                    status = _compact.Step();
                }

                if (status == CompactStatus.Ok)
                {
                    ReadAll(result);
                }

                result.Error ??= status == CompactStatus.Ok ? null : AplNames.OfCompact(status);
                break;
            case PayloadKind.Format:
                result.Error = _formats.LearnFormatFrame(bytes, 0, bytes.Length) ? null : "bad format frame";
                break;
            case PayloadKind.Fixed:
                ReadFixed(result);
                break;
            case PayloadKind.ApplicationError:
                result.Error = "application error: " + AplNames.OfApplicationError(bytes.Length > 0 ? bytes[0] : -1);
                break;
            case PayloadKind.HighByteFirst:
                result.Error = $"CI-field {result.TransportCi:X2}: high byte first, withdrawn from the standard";
                break;
            case PayloadKind.Unsupported:
                result.Error = $"CI-field {result.TransportCi:X2} is not read here";
                break;
        }
    }

    private void ReadAll(DecodedTelegram result)
    {
        List<DataRecord> records = [];
        for (var record = new DataRecord(); _reader.TryNext(record); record = new DataRecord())
        {
            records.Add(record);
            _formats.Add(record);
            if (record.Kind == RecordKind.Unreadable)
            {
                result.Error = $"record {records.Count}: {AplNames.OfStatus(record.Status)}";
            }
        }

        _formats.End();
        result.Records = ProfileExpander.Expand(records);
    }

    private static void ReadFixed(DecodedTelegram result)
    {
        var data = new FixedData();
        if (data.Parse(result.Payload, 0, result.Payload.Length) != RecordStatus.Ok)
        {
            result.Error = $"fixed data structure of {result.Payload.Length} bytes, not {FixedData.Size}";
            return;
        }

        result.Meter = new MeterAddress
        {
            IdentificationNumber = data.IdentificationNumber,
            DeviceType = data.DeviceType,
        };
        result.HasStatus = true;
        result.AccessNumber = data.AccessNumber;
        result.Status = data.Status;
        var records = new DataRecord[FixedData.Records];
        for (var i = 0; i < records.Length; i++)
        {
            records[i] = new DataRecord();
            data.Read(i, records[i]);
        }

        result.Records = records;
    }

    private static bool Passed(DecodedTelegram result, SecurityResult security)
    {
        result.IsLocked = security == SecurityResult.NoKey;
        result.Error = security switch
        {
            SecurityResult.BadMarker => "decrypt failed (2F2F check)",
            SecurityResult.BadPayloadCrc => "decrypt failed (payload CRC)",
            SecurityResult.UnsupportedMode => $"security mode {result.Security} is not read here",
            SecurityResult.NoMessageCounter => "decrypt failed: mode 7 without a message counter",
            SecurityResult.Truncated => "the telegram ends before its encrypted part does",
            SecurityResult.Fragment => "a part of a longer message",
            _ => null,
        };
        return security == SecurityResult.Ok;
    }
}
