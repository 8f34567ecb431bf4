// One radio meter: when it sends and what. Telegram layouts: DLL SND-NR, TPL short header (CI 7A) or ELL with
// session number (CI 8D) around a full (CI 78) or compact (CI 79) frame, as public decoders of EN 13757-3, -4
// and OMS volume 2 read them. The meter only sends: it opens no receive window and answers nothing.
using System;
using System.Buffers.Binary;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Meters;

/// <summary>A simulated wM-Bus meter.</summary>
public sealed class WmbusMeter
{
    private const byte SendNoReply = 0x44;
    private const byte CiShortHeader = 0x7A;
    private const byte CiEllWithSession = 0x8D;
    private const byte CiFull = 0x78;
    private const byte CiCompact = 0x79;

    /// <summary>CC-field of the ELL: synchronous transmission (bit 5).</summary>
    private const byte SynchronousCc = 0x20;

    private const double NsPerDay = 86_400e9;

    private readonly MeterReadings _readings;
    private readonly RandomStream _timing;
    private readonly RandomStream _alarms;
    private readonly byte[] _key;
    private int _accessNumber;
    private long _alarmFromNs = long.MaxValue;
    private long _alarmToNs = long.MaxValue;
    private byte _alarmBits;

    /// <summary>A meter that starts at a random phase of its interval.</summary>
    /// <param name="settings">What it is.</param>
    /// <param name="streams">Random streams of the run; the meter takes those that carry its name.</param>
    public WmbusMeter(MeterSettings settings, RandomStreams streams)
    {
        Settings = settings;
        var name = "meter " + settings.Identity;
        _timing = streams.Get(name + " timing");
        _alarms = streams.Get(name + " alarms");
        _readings = new MeterReadings(
            settings.Identity.DeviceType, settings.Records, settings.StartUtc, streams.Get(name + " readings"));
        _key = MeterCipher.DeriveKey(streams.Seed, settings.Identity);
        _accessNumber = _timing.Next(256);
        NextTransmissionNs = (long)(_timing.NextDouble() * settings.IntervalNs);
        DrawAlarm(0);
    }

    /// <summary>What the meter is.</summary>
    public MeterSettings Settings { get; }

    /// <summary>M- and A-field.</summary>
    public MeterIdentity Identity => Settings.Identity;

    /// <summary>Simulated time of the next telegram; <see cref="BuildTelegram"/> moves it on.</summary>
    public long NextTransmissionNs { get; private set; }

    /// <summary>Telegrams built so far.</summary>
    public long SentCount { get; private set; }

    /// <summary>Carrier of this meter's sender at a simulated time, in hertz.</summary>
    public long CarrierHzAt(long simTimeNs)
    {
        var days = simTimeNs / NsPerDay;
        var ppm = Settings.CrystalErrorPpm + (Settings.CrystalAgeingPpmPerDay * days);
        if (Settings.CrystalDailySwingPpm != 0)
        {
            ppm += Settings.CrystalDailySwingPpm * Math.Sin(2 * Math.PI * (days - Settings.CrystalSwingPhase));
        }

        return (long)Math.Round(AirBits.CarrierHz * (1 + (ppm * 1e-6)));
    }

    /// <summary>The AES-128 key of this meter, for a simulated headend. It belongs to the simulation only and
    /// is not to be printed.</summary>
    public ReadOnlySpan<byte> SimulationKey => _key;

    /// <summary>The next telegram, and with it the time of the one after that.</summary>
    /// <param name="simTimeNs">Simulated time at which it is sent; not before that of the last call.</param>
    /// <returns>DLL frame without CRCs, the L-field counting what follows it.</returns>
    public byte[] BuildTelegram(long simTimeNs)
    {
        _accessNumber = (_accessNumber + 1) & 0xFF;
        NextTransmissionNs = simTimeNs + IntervalNs();
        var status = StatusAt(simTimeNs);
        var records = _readings.At(simTimeNs, status);
        var body = Settings.Encryption == MeterEncryption.Ell
            ? EllBody(records, simTimeNs)
            : ShortHeaderBody(records, status);
        var telegram = new byte[10 + body.Length];
        telegram[0] = (byte)(telegram.Length - 1);
        telegram[1] = SendNoReply;
        Identity.Write(telegram.AsSpan(2, 8));
        body.CopyTo(telegram, 10);
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
            ? jitter * ((2 * _timing.NextDouble()) - 1)
            : (Math.Abs(_accessNumber - 128) - 64) / 2048.0;
        return (long)(Settings.IntervalNs * (1 + deviation) / (1 + (Settings.CrystalErrorPpm * 1e-6)));
    }

    private byte[] ShortHeaderBody(RecordBuilder records, byte status)
    {
        var plain = records.Full;
        if (Settings.Encryption == MeterEncryption.None)
        {
            return [CiShortHeader, (byte)_accessNumber, status, 0, 0, .. plain];
        }

        var blockCount = (plain.Length + 2 + MeterCipher.BlockBytes - 1) / MeterCipher.BlockBytes;
        var blocks = new byte[blockCount * MeterCipher.BlockBytes];
        blocks.AsSpan().Fill(0x2F);
        plain.CopyTo(blocks.AsSpan(2));
        Span<byte> address = stackalloc byte[8];
        Identity.Write(address);
        var cipher = MeterCipher.EncryptMode5(_key, address, (byte)_accessNumber, blocks);
        var synchronous = Settings.Jitter is null ? 0x20 : 0;
        return
        [
            CiShortHeader, (byte)_accessNumber, status, (byte)(blockCount << 4), (byte)(0x05 | synchronous),
            .. cipher,
        ];
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
        Span<byte> address = stackalloc byte[8];
        Identity.Write(address);
        MeterCipher.ApplyEll(_key, address, cc, session, frame);
        return
        [
            CiEllWithSession, cc, (byte)_accessNumber,
            (byte)session, (byte)(session >> 8), (byte)(session >> 16), (byte)(session >> 24), .. frame,
        ];
    }

    private byte StatusAt(long simTimeNs)
    {
        while (simTimeNs >= _alarmToNs)
        {
            DrawAlarm(_alarmToNs);
        }

        return simTimeNs >= _alarmFromNs ? _alarmBits : (byte)0;
    }

    /// <summary>The next time that a status bit is set, for one to seven hours.</summary>
    private void DrawAlarm(long fromNs)
    {
        if (Settings.AlarmsPerDay <= 0)
        {
            return;
        }

        var waitDays = -Math.Log(1 - _alarms.NextDouble()) / Settings.AlarmsPerDay;
        _alarmFromNs = fromNs + (long)(Math.Min(waitDays, 10_000) * NsPerDay);
        _alarmToNs = _alarmFromNs + (long)((1 + (6 * _alarms.NextDouble())) * NsPerDay / 24);

        // Status byte (EN 13757-3): power low, permanent error, temporary error, a manufacturer's bit.
        _alarmBits = _alarms.Next(4) switch { 0 => 0x04, 1 => 0x08, 2 => 0x10, _ => 0x20 };
    }
}
