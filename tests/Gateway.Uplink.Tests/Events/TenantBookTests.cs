using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.App;
using Gateway.Core;
using Gateway.Store;

namespace Gateway.Uplink.Tests.Events;

[TestClass]
public class TenantBookTests
{
    [TestMethod]
    public void Assign_TenantsComeAndGo_KeepTheirNumbers()
    {
        var files = new MemoryFiles();
        CollectionAssert.AreEqual(new[] { 0, 1 }, Start(files, "acme", "borough"));
        CollectionAssert.AreEqual(new[] { 1 }, Start(files, "borough"));
        CollectionAssert.AreEqual(new[] { 1, 0 }, Start(files, "borough", "acme"));
    }

    [TestMethod]
    public void Assign_RecordsOfAFormerTenantAreLeft_ItsNumberIsNotGivenAway()
    {
        var files = new MemoryFiles();
        var ids = Enumerable.Range(0, 8).Select(i => "t" + i).ToArray();
        CollectionAssert.AreEqual(Enumerable.Range(0, 8).ToArray(), Start(files, ids));
        Append(files, 1 << 3);
        string[] others = [.. ids.Where(id => id != "t3"), "new"];
        Assert.AreEqual(-1, Start(files, others)[^1], "t3's record could still be handed out");
        AcknowledgeAll(files);
        Assert.AreEqual(3, Start(files, others)[^1]);
        Assert.AreEqual(-1, Start(files, [.. others, "t3"])[^1], "and t3 has lost it for good");
    }

    [TestMethod]
    public void Assign_AFormerTenantComesBack_ItsRecordsAreItsOwnAgain()
    {
        var files = new MemoryFiles();
        Start(files, "acme", "borough");
        Append(files, 1);
        Start(files, "borough");
        CollectionAssert.AreEqual(new[] { 1, 0 }, Start(files, "borough", "acme"));
        CollectionAssert.AreEqual(new[] { 1, 0, 2 }, Start(files, "borough", "acme", "c"));
    }

    [TestMethod]
    public void Assign_FlashThatCannotBeWritten_GivesNoNumber()
    {
        var files = new MemoryFiles();
        Start(files, "acme");
        Assert.AreEqual(-1, new TenantBook(new Broken(files), new FakeWorker()).Assign(["acme", "new"], Open(files), true)[1]);
    }

    [TestMethod]
    public void Assign_PowerCutAtEveryByte_NobodyGetsAnothersNumber()
    {
        for (var cut = 0; cut <= 180; cut++)
        {
            var files = new MemoryFiles();
            Start(files, "acme", "borough");
            Append(files, 2);
            var log = Open(files);
            files.BytesLeft = cut;
            var during = new TenantBook(files, new FakeWorker()).Assign(["acme", "new"], log, true);
            files.BytesLeft = int.MaxValue;
            Assert.AreEqual(0, during[0], $"cut {cut}");
            Assert.IsTrue(during[1] is -1 or 2, $"cut {cut}");
            var after = Start(files, "acme", "new", "borough");
            Assert.IsTrue(after[0] == 0 && after[1] == 2 && after[2] == 1, $"cut {cut}: {string.Join(' ', after)}");
        }
    }

    /// <summary>Tenants are swapped at random over a log that is never quite empty: no record is ever for another.</summary>
    [TestMethod]
    public void RandomConfigurations_OverManyStarts_NoRecordChangesItsOwner()
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var random = new Random(seed);
            var files = new MemoryFiles();
            var owners = new Dictionary<uint, string>();
            for (var boot = 0; boot < 40; boot++)
            {
                var ids = Enumerable.Range(0, 12).Select(i => "t" + i).OrderBy(_ => random.Next()).Take(random.Next(1, 7)).ToArray();
                var places = Start(files, ids);
                var byPlace = places.Select((place, i) => (place, ids[i])).Where(p => p.place >= 0).ToDictionary(p => p.place, p => p.Item2);
                Assert.HasCount(places.Count(p => p >= 0), byPlace, $"seed {seed}: no number twice");
                foreach (var record in Pending(files))
                {
                    var place = (int)Math.Log2(record.Tenants);
                    Assert.IsTrue(
                        !byPlace.TryGetValue(place, out var id) || id == owners[record.Seq],
                        $"seed {seed}, start {boot}: {owners[record.Seq]}'s record {record.Seq} would go to {id}");
                }

                foreach (var (place, id) in byPlace)
                {
                    owners[Append(files, 1 << place)] = id;
                }

                if (random.Next(3) == 0)
                {
                    AcknowledgeAll(files, random.Next(4));
                }
            }
        }
    }

    private static int[] Start(MemoryFiles files, params string[] ids) =>
        new TenantBook(files, new FakeWorker()).Assign(ids, Open(files), true);

    private static LogStore Open(MemoryFiles files)
    {
        var store = new LogStore(files, new FakeWorker { JobUs = 0 }, StoreProfile.InternalFlash256K());
        Assert.AreNotEqual(StoreStatus.Failed, store.Open(5));
        return store;
    }

    private static (LogStore Store, FakeWorker Worker) OpenAtWork(MemoryFiles files)
    {
        var worker = new FakeWorker { JobUs = 0 };
        var store = new LogStore(files, worker, StoreProfile.InternalFlash256K());
        store.Open(5);
        return (store, worker);
    }

    private static void Run(LogStore store, FakeWorker worker)
    {
        for (long us = 0; us < 40_000_000; us += 20_000)
        {
            worker.NowUs = us;
            worker.Step(us);
            store.Step(us);
        }
    }

    private static uint Append(MemoryFiles files, int tenants)
    {
        var (store, worker) = OpenAtWork(files);
        var record = new LogRecord
        {
            Class = RecordClass.Regular, Mode = LinkMode.T1, Protocol = Protocol.Wmbus, PayloadLength = 20, Tenants = tenants,
            IsForTenantsOnly = true, TimeMs = 1_790_000_000_000, Quality = TimeQuality.Ntp,
        };
        Assert.IsTrue(store.Append(record));
        store.Flush();
        Run(store, worker);
        return record.Seq;
    }

    private static List<LogRecord> Pending(MemoryFiles files)
    {
        var (store, worker) = OpenAtWork(files);
        var list = new List<LogRecord>();
        for (var tries = 0; tries < 200; tries++)
        {
            var record = new LogRecord();
            if (store.TryRead(RecordQueueKind.Bulk, record))
            {
                list.Add(record);
            }

            worker.NowUs = tries * 20_000;
            worker.Step(tries * 20_000);
            store.Step(tries * 20_000);
        }

        return list;
    }

    private static void AcknowledgeAll(MemoryFiles files, int but = 0)
    {
        var pending = Pending(files);
        if (pending.Count <= but)
        {
            return;
        }

        var (store, worker) = OpenAtWork(files);
        Run(store, worker);
        var record = new LogRecord();
        for (var i = 0; i < pending.Count - but; i++)
        {
            for (var tries = 0; !store.TryRead(RecordQueueKind.Bulk, record) && tries < 100; tries++)
            {
                Run(store, worker);
            }
        }

        store.Acknowledge(RecordQueueKind.Bulk, record.Seq);
        store.Flush();
        Run(store, worker);
    }

    private sealed class Broken(MemoryFiles files) : IFileStore
    {
        public FileSystemKind Kind => files.Kind;

        public long CapacityBytes => files.CapacityBytes;

        public string[] List() => files.List();

        public int Length(string name) => files.Length(name);

        public int Read(string name, int fileOffset, byte[] buffer, int offset, int count) =>
            files.Read(name, fileOffset, buffer, offset, count);

        public FileStatus Create(string name, int length) => FileStatus.Failed;

        public FileStatus Write(string name, int fileOffset, byte[] buffer, int offset, int count) => FileStatus.Failed;

        public FileStatus Delete(string name) => FileStatus.Failed;
    }
}
