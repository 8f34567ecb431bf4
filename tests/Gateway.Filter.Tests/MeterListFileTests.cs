// The list on file: what is read back is what was stored or what was before, wherever power goes.
using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Core;
using static Gateway.Filter.Tests.TestMeters;

namespace Gateway.Filter.Tests;

[TestClass]
public class MeterListFileTests
{
    private const uint Check = 0x1234;

    [TestMethod]
    public void TryLoad_StoredList_IsTheSame()
    {
        var files = new CutFiles();
        string[] rules = ["allow KAM-67211530-1B-16 ci=7A class=priority last=900", "deny *-6721****", "allow DME-* every"];
        Assert.IsTrue(new MeterListFile(files, Check).TryStore(List(rules)));
        CollectionAssert.AreEqual(Texts(List(rules)), Texts(Load(files, Check)));
        Assert.IsNull(Load(files, Check + 1), "the configuration has other rules by now");
        Assert.IsTrue(new MeterListFile(files, Check + 1).TryStore(List([])));
        Assert.IsEmpty(Texts(Load(files, Check + 1)));
        CollectionAssert.AreEqual(Texts(List(rules)), Texts(Load(files, Check)), "the newer file is another one's");
    }

    [TestMethod]
    public void TryStore_FullList_IsReadBack()
    {
        var files = new CutFiles();
        var list = new MeterList(SizeProfile.CreateFull());
        for (var i = 0; i < 1024; i++)
        {
            Assert.IsTrue(MeterRule.TryParse($"allow KAM-{i:D8} first={i + 60}", out var rule, out _));
            Assert.IsTrue(list.TryAdd(rule, out _));
        }

        Assert.IsTrue(new MeterListFile(files, Check).TryStore(list));
        CollectionAssert.AreEqual(Texts(list), Texts(Load(files, Check)));
    }

    [TestMethod]
    public void TryStore_PowerCutAtEveryByte_OldOrNewIsRead()
    {
        string[] first = ["allow KAM-00000001", "deny KAM-00000002"];
        string[] second = ["deny KAM-00000003"];
        string[] third = ["allow KAM-00000004", "allow KAM-00000005 every", "deny *"];
        var seenOld = 0;
        var seenNew = 0;
        for (var cut = 0; ; cut++)
        {
            var files = new CutFiles();
            Assert.IsTrue(new MeterListFile(files, Check).TryStore(List(first)));
            Assert.IsTrue(new MeterListFile(files, Check).TryStore(List(second)));
            files.CutAfter(cut);
            var isStored = new MeterListFile(files, Check).TryStore(List(third));
            files.CutAfter(int.MaxValue);
            var read = Texts(Load(files, Check));
            var isNew = read.SequenceEqual(Texts(List(third)));
            Assert.IsTrue(isNew || read.SequenceEqual(Texts(List(second))), $"cut {cut}: {string.Join("; ", read)}");
            Assert.IsTrue(isNew || !isStored, $"cut {cut}: said to be stored");
            seenOld += isNew ? 0 : 1;
            seenNew += isNew ? 1 : 0;
            Assert.IsTrue(new MeterListFile(files, Check).TryStore(List(first)), $"cut {cut}: the next one");
            CollectionAssert.AreEqual(Texts(List(first)), Texts(Load(files, Check)));
            if (isStored)
            {
                break;
            }
        }

        Assert.IsGreaterThan(90, seenOld);
        Assert.IsGreaterThan(0, seenNew);
    }

    [TestMethod]
    public void CheckOf_OtherRules_IsAnother()
    {
        Assert.AreEqual(MeterListFile.CheckOf(["a", "b"]), MeterListFile.CheckOf(["a", "b"]));
        Assert.AreNotEqual(MeterListFile.CheckOf(["a", "b"]), MeterListFile.CheckOf(["ab"]));
        Assert.AreNotEqual(MeterListFile.CheckOf(["a", "b"]), MeterListFile.CheckOf(["b", "a"]));
        Assert.AreNotEqual(MeterListFile.CheckOf([]), MeterListFile.CheckOf([""]));
    }

    [TestMethod]
    public void Replace_LargeTable_EveryMeterIsMatchedAnew()
    {
        var filter = new TelegramFilter(SizeProfile.CreateFull(), TestMeters.Config("allow *"), 3);
        for (var i = 0; i < 30_000; i++)
        {
            filter.Decide(Telegram((uint)i), Facts(Bcd(i)), i * 1000L, TenOClockMs);
        }

        var denied = List(["deny KAM-0000****", "allow *"]);
        filter.Replace(denied);
        for (var i = 0; i < 30_000; i++)
        {
            var verdict = filter.Decide(Telegram((uint)i + 50_000), Facts(Bcd(i)), 100_000_000 + (i * 1000L), TenOClockMs);
            Assert.AreEqual(i < 10_000, verdict == FilterVerdict.Filtered, $"meter {i}: {verdict}");
        }
    }

    private static MeterList List(string[] rules) => TestMeters.Config(rules).Rules;

    private static MeterList Load(IFileStore files, uint check)
    {
        var list = List([]);
        return new MeterListFile(files, check).TryLoad(list) ? list : null;
    }

    private static List<string> Texts(MeterList list)
    {
        List<string> texts = [];
        var rule = new MeterRule();
        for (var i = 0; list.TryGet(i, rule); i++)
        {
            texts.Add(rule.ToText());
        }

        return texts;
    }

    /// <summary>Files in memory that lose power after so many bytes or creations.</summary>
    private sealed class CutFiles : IFileStore
    {
        private readonly Dictionary<string, byte[]> _files = [];
        private int _left = int.MaxValue;

        public FileSystemKind Kind => FileSystemKind.Fat;

        public long CapacityBytes => 1 << 20;

        public void CutAfter(int left) => _left = left;

        public string[] List() => [.. _files.Keys];

        public int Length(string name) => _files.TryGetValue(name, out var file) ? file.Length : -1;

        public int Read(string name, int fileOffset, byte[] buffer, int offset, int count)
        {
            if (!_files.TryGetValue(name, out var file))
            {
                return -1;
            }

            var have = Math.Clamp(file.Length - fileOffset, 0, count);
            Array.Copy(file, Math.Min(fileOffset, file.Length), buffer, offset, have);
            return have;
        }

        public FileStatus Create(string name, int length)
        {
            if (_left-- <= 0)
            {
                return FileStatus.Failed;
            }

            var file = new byte[length];
            Array.Fill(file, (byte)0xFF);
            _files[name] = file;
            return FileStatus.Ok;
        }

        public FileStatus Write(string name, int fileOffset, byte[] buffer, int offset, int count)
        {
            var done = Math.Clamp(_left, 0, count);
            Array.Copy(buffer, offset, _files[name], fileOffset, done);
            _left = _left == int.MaxValue ? _left : _left - count;
            return done == count ? FileStatus.Ok : FileStatus.Failed;
        }

        public FileStatus Delete(string name) => _files.Remove(name) ? FileStatus.Ok : FileStatus.NotFound;
    }
}
