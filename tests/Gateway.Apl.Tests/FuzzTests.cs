using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Link;
using Gateway.Link.Apl;

namespace Gateway.Apl.Tests;

/// <summary>Mutated payloads: whatever they are, the decoder neither throws nor allocates nor reads behind
/// them.</summary>
[TestClass]
public sealed class FuzzTests
{
    private const int Inputs = 1_000_000;
    private const int Seed = 4711;

    // What the standard knows: DIFs, DIFEs, VIFs and data of real meters, cut up and put together anew.
    private static readonly string[] Seeds =
    [
        "0C7878034911041331D40000426C0000441300000000046D0B0BCD130227000009FD0E0209FD0F060F00017513",
        "0C78231501090D7C084449202E747375630A353537363730414C3930046D1A0ECD13027C09656D6974202E746162D409",
        "01FD1B0202FC0348522574221522FC0348522574240D12FC0348522574C31C02652E0822655C051265A20B01721842652C08",
        "848040ABFF010E000000848040ABFF02C4FFFFFF1F04FFA0150000000004FFA015000000",
        "0D93FC01E8112233445566778807FB68FFFFFFFFFFFFFF7F05FD4001020304028D116E3412818040FD3B03112233",
        "06FD30112233445566036D112233046D11223344026C1122DA02DB03C4806D0102030402EF7000",
    ];

    private readonly byte[] _input = new byte[300];
    private readonly AplReader _reader = new();
    private readonly DataRecord _record = new();
    private readonly PayloadHeader _header = new();
    private readonly FixedData _fixed = new();
    private readonly FormatCache _cache = new(8, 64);
    private readonly int[] _outcomes = new int[6];
    private readonly CompactFrame _compact;
    private readonly byte[][] _frames;

    public FuzzTests()
    {
        _compact = new CompactFrame(_cache, _reader, _record);
        _frames = [.. Seeds.Select(Payload.Bytes).Select(Compact).Where(frame => frame != null)];
    }

    [TestMethod]
    public void Decoder_AMillionPayloads_NoExceptionNoAllocationBounded() =>
        Assert.AreEqual(0L, Allocations.Least(AMillionPayloads), "bytes allocated");

    private long AMillionPayloads()
    {
        var random = new Random(Seed);
        var seeds = Seeds.Select(Payload.Bytes).ToArray();
        long allocated = 0;
        long records = 0;
        for (var i = 0; i < Inputs + 1000; i++)
        {
            if (i == 1000)
            {
                allocated = GC.GetAllocatedBytesForCurrentThread();
            }

            var length = NextInput(random, seeds);
            try
            {
                records += Feed(random, length, i);
            }
            catch (Exception e) when (e is not AssertFailedException)
            {
                Assert.Fail($"input {i}, seed {Seed}, {Convert.ToHexString(_input, 0, length)}: {e}");
            }
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.IsGreaterThan(Inputs, records, "the inputs reach the good path");
        Assert.AreEqual(0, _outcomes[(int)CompactStatus.Incomplete]);
        foreach (var status in Enum.GetValues<CompactStatus>().Where(one => one != CompactStatus.Incomplete))
        {
            Assert.IsGreaterThan(1000, _outcomes[(int)status], $"{status} is reached");
        }

        return allocated;
    }

    private int Feed(Random random, int length, int input)
    {
        _header.Parse(_input, 0, length);
        _reader.Open(_input, 0, length);
        var count = Walk(length, input);
        if (_fixed.Parse(_input, 0, length) == RecordStatus.Ok)
        {
            _fixed.Read(0, _record);
            _fixed.Read(1, _record);
        }

        if (input % 4 == 0)
        {
            _cache.Begin();
            for (_reader.Open(_input, 0, length); _reader.TryNext(_record);)
            {
                _cache.Add(_record);
            }

            _cache.End();
            _cache.LearnFormatFrame(_input, 0, length);
        }

        if (_cache.Count > 0)
        {
            var half = length / 2;
            _reader.OpenCompact(_input, 0, half, _input, half, length - half);
            Walk(length, input);
            Open(length, input);
            OpenKnown(random, length, input);
        }

        return count;
    }

    // Compact frames of real records with wrong bits, wrong lengths, and none of it.
    private void OpenKnown(Random random, int length, int input)
    {
        var frame = _frames[input % _frames.Length];
        Array.Copy(frame, _input, frame.Length);
        for (var errors = random.Next(3); errors > 0; errors--)
        {
            _input[random.Next(frame.Length)] ^= (byte)(1 << random.Next(8));
        }

        Open(random.Next(4) == 0 ? length : frame.Length, input);
    }

    private void Open(int length, int input)
    {
        var status = _compact.Begin(_input, 0, length);
        for (var steps = 0; status == CompactStatus.Incomplete; steps++)
        {
            status = _compact.Step();
            if (steps > length + 64)
            {
                Assert.Fail($"does not end: input {input}, seed {Seed}, {Convert.ToHexString(_input, 0, length)}");
            }
        }

        _outcomes[(int)status]++;
        if (status == CompactStatus.Ok)
        {
            Walk(length, input);
        }
    }

    private int Walk(int length, int input)
    {
        var count = 0;
        var end = false;
        while (_reader.TryNext(_record))
        {
            count++;
            var headEnd = ReferenceEquals(_record.HeaderBytes, _input) ? length : _record.HeaderBytes.Length;
            var isBad = _record.HeaderOffset < 0 || _record.DataOffset < 0 || _record.DataCount < 0 ||
                _record.DataOffset + _record.DataCount > length ||
                _record.HeaderOffset + _record.HeaderCount > headEnd || _record.ModifierCount > 10 || end;
            if (isBad || count > Math.Max(length, headEnd))
            {
                Assert.Fail($"reads behind the input: input {input}, seed {Seed}, " +
                    Convert.ToHexString(_input, 0, length));
            }

            end = _record.Kind is RecordKind.Unreadable or RecordKind.ManufacturerData or RecordKind.MoreRecordsFollow;
        }

        return count;
    }

    // The compact frame of full records, learned and asked for; null where the records are no format.
    private byte[] Compact(byte[] full)
    {
        var records = Payload.All(full);
        _cache.Begin();
        records.ForEach(_cache.Add);
        if (!_cache.End())
        {
            return null;
        }

        byte[] format = [.. records.SelectMany(one => full.Skip(one.HeaderOffset).Take(one.HeaderCount))];
        byte[] data =
        [
            .. records.SelectMany(one => full.Take(one.DataOffset + one.DataCount)
                .Skip(one.HeaderOffset + one.HeaderCount)),
        ];
        var signature = _cache.CrcOf(format, 0, format.Length);
        var crc = _cache.CrcOf(full, 0, full.Length);
        Assert.IsTrue(_cache.TryFind(signature));
        return [(byte)signature, (byte)(signature >> 8), (byte)crc, (byte)(crc >> 8), .. data];
    }

    // Noise, pieces of real records, real payloads with wrong bits, and cut ones.
    private int NextInput(Random random, byte[][] seeds)
    {
        if (random.Next(8) == 0)
        {
            random.NextBytes(_input);
            return random.Next(_input.Length);
        }

        var length = 0;
        for (var pieces = 1 + random.Next(4); pieces > 0; pieces--)
        {
            var seed = seeds[random.Next(seeds.Length)];
            var from = random.Next(3) == 0 ? random.Next(seed.Length) : 0;
            var count = random.Next(3) == 0 ? random.Next(seed.Length - from) : seed.Length - from;
            Array.Copy(seed, from, _input, length, count);
            length += count;
        }

        for (var errors = random.Next(5); errors > 0 && length > 0; errors--)
        {
            _input[random.Next(length)] ^= (byte)(1 << random.Next(8));
        }

        return length;
    }
}
