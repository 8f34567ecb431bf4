using System;
using System.IO;
using System.Linq;
using Gateway.Bridge.Store;

namespace Gateway.Bridge.Tests.Bridge;

[TestClass]
public sealed class OutboxTests
{
    [TestMethod]
    public void TryAdd_FileTakenAtThatMoment_HasEveryMessage()
    {
        using var folder = new Folder();
        using var outbox = new Outbox(folder.PathOf("a.db"));
        for (var i = 0; i < 20; i++)
        {
            Assert.IsTrue(outbox.TryAdd(Message("t", i)));

            // What a process that dies now leaves behind: the files as they are.
            folder.Copy("a.db", $"copy{i}.db");
            using var copy = new Outbox(folder.PathOf($"copy{i}.db"));
            Assert.AreEqual(i + 1, copy.Count);
            CollectionAssert.AreEqual(
                Enumerable.Range(0, i + 1).ToArray(),
                copy.Read(100, []).Select(row => (int)row.Message.Payload[0]).ToArray());
            Assert.AreEqual(outbox.BridgeId, copy.BridgeId);
        }
    }

    [TestMethod]
    public void Read_AlarmAmongRecords_ComesFirst()
    {
        using var folder = new Folder();
        using var outbox = new Outbox(folder.PathOf("a.db"));
        outbox.TryAdd(Message("m/gateway/g/event/up", 1));
        outbox.TryAdd(Message("m/gateway/g/event/alarm", 2));
        outbox.TryAdd(new BridgeMessage("m/gateway/g/event/up", [3], true));

        var rows = outbox.Read(10, []);

        CollectionAssert.AreEqual(new[] { 2, 1, 3 }, rows.Select(row => (int)row.Message.Payload[0]).ToArray());
        Assert.IsTrue(rows[2].Message.Retain);
        CollectionAssert.AreEqual(
            new[] { 1 }, outbox.Read(1, [rows[0].Id]).Select(row => (int)row.Message.Payload[0]).ToArray());
    }

    [TestMethod]
    public void TryAdd_StoreFull_TakesNothingUntilThereIsRoom()
    {
        using var folder = new Folder();
        using var outbox = new Outbox(folder.PathOf("a.db"), maxBytes: 3);
        Assert.IsTrue(outbox.TryAdd(new BridgeMessage("t", new byte[3], false)));
        Assert.IsFalse(outbox.TryAdd(Message("t", 1)));

        var row = outbox.Read(1, [])[0];
        outbox.Remove(row.Id, row.Message.Payload.Length);

        Assert.IsTrue(outbox.TryAdd(Message("t", 1)));
        Assert.AreEqual((1L, 1L), (outbox.Count, outbox.Bytes));
    }

    [TestMethod]
    public void Remember_OpenedAgain_IsRecalled()
    {
        using var folder = new Folder();
        uint id;
        using (var outbox = new Outbox(folder.PathOf("a.db")))
        {
            id = outbox.BridgeId;
            outbox.Remember("gateway", "x");
            outbox.Remember("gateway", "gw-1");
        }

        using var again = new Outbox(folder.PathOf("a.db"));
        Assert.AreEqual(("gw-1", id), (again.Recall("gateway"), again.BridgeId));
        Assert.IsNull(again.Recall("nothing"));
    }

    [TestMethod]
    public void Open_NoDatabase_SaysWhichFile()
    {
        using var folder = new Folder();
        var path = folder.PathOf("a.db");
        File.WriteAllText(path, new string('x', 5_000));

        StringAssert.Contains(Assert.ThrowsExactly<BridgeException>(() => new Outbox(path)).Message, path);
    }

    private static BridgeMessage Message(string topic, int value) => new(topic, [(byte)value], false);

    private sealed class Folder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-bridge-test-");

        public string PathOf(string name) => Path.Combine(_folder.FullName, name);

        public void Copy(string from, string to)
        {
            foreach (var tail in new[] { "", "-wal" })
            {
                if (File.Exists(PathOf(from) + tail))
                {
                    File.Copy(PathOf(from) + tail, PathOf(to) + tail);
                }
            }
        }

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
