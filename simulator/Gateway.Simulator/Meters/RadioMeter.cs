// What every simulated radio meter has: an identity, a key, status bits, readings, and a time at which it
// sends next. It only sends: it opens no receive window and answers nothing.
using System;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Meters;

/// <summary>A simulated meter with a radio.</summary>
public abstract class RadioMeter
{
    /// <summary>C-field SND-NR.</summary>
    protected const byte SendNoReply = 0x44;

    private const byte CiShortHeader = 0x7A;
    private const double NsPerDay = 86_400e9;

    private readonly MeterAlarms _alarms;
    private readonly byte[] _key;

    /// <summary>Makes what all meters have.</summary>
    /// <param name="settings">What it is.</param>
    /// <param name="streams">Random streams of the run; the meter takes those that carry its name.</param>
    protected RadioMeter(MeterSettings settings, RandomStreams streams)
    {
        Settings = settings;
        var name = "meter " + settings.Identity;
        Timing = streams.Get(name + " timing");
        _alarms = new MeterAlarms(settings.AlarmsPerDay, streams.Get(name + " alarms"));
        Readings = new MeterReadings(
            settings.Identity.DeviceType, settings.Records, settings.StartUtc, streams.Get(name + " readings"));
        _key = MeterCipher.DeriveKey(streams.Seed, settings.Identity);
    }

    /// <summary>What the meter is.</summary>
    public MeterSettings Settings { get; }

    /// <summary>M- and A-field.</summary>
    public MeterIdentity Identity => Settings.Identity;

    /// <summary>Simulated time of the next transmission; <see cref="Send"/> moves it on.</summary>
    public long NextTransmissionNs { get; protected set; }

    /// <summary>Transmissions so far.</summary>
    public long SentCount { get; protected set; }

    /// <summary>The AES-128 key of this meter, for a simulated headend. It belongs to the simulation only and
    /// is not to be printed.</summary>
    public ReadOnlySpan<byte> SimulationKey => _key;

    /// <summary>Random times.</summary>
    private protected RandomStream Timing { get; }

    /// <summary>The measuring part.</summary>
    private protected MeterReadings Readings { get; }

    private protected MeterAlarms Alarms => _alarms;

    /// <summary>What is sent at <see cref="NextTransmissionNs"/>, and with it the time of the next.</summary>
    /// <param name="simTimeNs">Simulated time at which it is sent; not before that of the last call.</param>
    public abstract MeterFrame Send(long simTimeNs);

    /// <summary>Carrier of this meter's sender at a simulated time, in hertz.</summary>
    public long CarrierHzAt(long simTimeNs)
    {
        var days = simTimeNs / NsPerDay;
        var ppm = Settings.CrystalErrorPpm + (Settings.CrystalAgeingPpmPerDay * days);
        if (Settings.CrystalDailySwingPpm != 0)
        {
            ppm += Settings.CrystalDailySwingPpm * Math.Sin(2 * Math.PI * (days - Settings.CrystalSwingPhase));
        }

        return (long)Math.Round(AirChannel.Of(Settings.Mode).CarrierHz * (1 + (ppm * 1e-6)));
    }

    /// <summary>A telegram around what follows the A-field.</summary>
    private protected byte[] Telegram(ReadOnlySpan<byte> body)
    {
        var telegram = new byte[10 + body.Length];
        telegram[0] = (byte)(telegram.Length - 1);
        telegram[1] = SendNoReply;
        Identity.Write(telegram.AsSpan(2, 8));
        body.CopyTo(telegram.AsSpan(10));
        return telegram;
    }

    /// <summary>TPL short header and data records, in the clear or in security mode 5.</summary>
    private protected byte[] ShortHeaderBody(ReadOnlySpan<byte> plain, byte status, byte accessNumber)
    {
        if (Settings.Encryption == MeterEncryption.None)
        {
            return [CiShortHeader, accessNumber, status, 0, 0, .. plain];
        }

        var blockCount = (plain.Length + 2 + MeterCipher.BlockBytes - 1) / MeterCipher.BlockBytes;
        var blocks = new byte[blockCount * MeterCipher.BlockBytes];
        blocks.AsSpan().Fill(0x2F);
        plain.CopyTo(blocks.AsSpan(2));
        Span<byte> address = stackalloc byte[8];
        Identity.Write(address);
        var cipher = MeterCipher.EncryptMode5(_key, address, accessNumber, blocks);
        var synchronous = Settings.Jitter is null ? 0x20 : 0;
        return
        [
            CiShortHeader, accessNumber, status, (byte)(blockCount << 4), (byte)(0x05 | synchronous),
            .. cipher,
        ];
    }

    private protected void ApplyEll(byte communicationControl, uint session, Span<byte> frame)
    {
        Span<byte> address = stackalloc byte[8];
        Identity.Write(address);
        MeterCipher.ApplyEll(_key, address, communicationControl, session, frame);
    }
}
