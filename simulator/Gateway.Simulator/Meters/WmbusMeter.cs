// One wireless M-Bus meter: when it sends and what. Telegram layouts: DLL SND-NR, TPL short header (CI 7A) or
// ELL with session number (CI 8D) around a full (CI 78) or compact (CI 79) frame, as public decoders of EN
// 13757-3, -4 and OMS volume 2 read them.
using System;
using System.Buffers.Binary;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Meters;

/// <summary>A simulated wM-Bus meter.</summary>
public sealed class WmbusMeter : RadioMeter
{
    private const byte CiEllWithSession = 0x8D;
    private const byte CiFull = 0x78;
    private const byte CiCompact = 0x79;

    /// <summary>CC-field of the ELL: synchronous transmission (bit 5).</summary>
    private const byte SynchronousCc = 0x20;

    private int _accessNumber;

    /// <summary>A meter that starts at a random phase of its interval.</summary>
    /// <param name="settings">What it is.</param>
    /// <param name="streams">Random streams of the run; the meter takes those that carry its name.</param>
    public WmbusMeter(MeterSettings settings, RandomStreams streams)
        : base(settings, streams)
    {
        _accessNumber = Timing.Next(256);
        NextTransmissionNs = (long)(Timing.NextDouble() * settings.IntervalNs);
    }

    /// <inheritdoc/>
    public override MeterFrame Send(long simTimeNs)
    {
        var telegram = BuildTelegram(simTimeNs);
        return new MeterFrame(telegram, FrameEncoder.Encode(telegram, Settings.Mode));
    }

    /// <summary>The next telegram, and with it the time of the one after that.</summary>
    /// <param name="simTimeNs">Simulated time at which it is sent; not before that of the last call.</param>
    /// <returns>DLL frame without CRCs, the L-field counting what follows it.</returns>
    public byte[] BuildTelegram(long simTimeNs)
    {
        _accessNumber = (_accessNumber + 1) & 0xFF;
        NextTransmissionNs = simTimeNs + IntervalNs();
        var status = Alarms.StatusAt(simTimeNs);
        var records = Readings.At(simTimeNs, status);
        var telegram = Telegram(Settings.Encryption == MeterEncryption.Ell
            ? EllBody(records, simTimeNs)
            : ShortHeaderBody(records.Full, status, (byte)_accessNumber));
        SentCount++;
        return telegram;
    }

    /// <summary>
    /// Time to the next transmission. Synchronous: nominal × (1 + (|ACC − 128| − 64) / 2048), so that ± 3 %
    /// keep two meters from colliding for ever (EN 13757-4 as public sources quote it); otherwise uniform
    /// within the jitter.
    /// </summary>
    private long IntervalNs()
    {
        var deviation = Settings.Jitter is { } jitter
            ? jitter * ((2 * Timing.NextDouble()) - 1)
            : (Math.Abs(_accessNumber - 128) - 64) / 2048.0;
        return (long)(Settings.IntervalNs * (1 + deviation) / (1 + (Settings.CrystalErrorPpm * 1e-6)));
    }

    private byte[] EllBody(RecordBuilder records, long simTimeNs)
    {
        var full = records.Full;
        byte[] frame;
        // A decoder must have seen a full frame before it can read a compact one.
        if (Settings.FullFrameEvery > 0 && SentCount % Settings.FullFrameEvery == 0)
        {
            frame = [0, 0, CiFull, .. full];
        }
        else
        {
            var signature = FrameEncoder.Crc(records.Headers);
            var content = FrameEncoder.Crc(full);
            frame =
            [
                0, 0, CiCompact, (byte)signature, (byte)(signature >> 8), (byte)content, (byte)(content >> 8),
                .. records.Values,
            ];
        }

        BinaryPrimitives.WriteUInt16LittleEndian(frame, (ushort)FrameEncoder.Crc(frame.AsSpan(2)));
        var cc = Settings.Jitter is null ? SynchronousCc : (byte)0;

        // Session number: mode 1 = AES-CTR in the top 3 bits, minutes in the next 25, session in the low 4.
        var minutes =
            (uint)((Settings.StartUtc - DateTime.UnixEpoch).TotalMinutes + (simTimeNs / 60e9)) & 0x1FF_FFFF;
        var session = (1u << 29) | (minutes << 4) | (uint)(SentCount & 15);
        ApplyEll(cc, session, frame);
        return
        [
            CiEllWithSession, cc, (byte)_accessNumber,
            (byte)session, (byte)(session >> 8), (byte)(session >> 16), (byte)(session >> 24), .. frame,
        ];
    }
}
