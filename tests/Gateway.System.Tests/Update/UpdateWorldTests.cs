// A field update of a whole simulated gateway: over MQTT, through outages and cuts, to its proof or its return.
using System;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Core;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;
using Gateway.Simulator.World;
using Gateway.System.Tests.Commands;
using Gateway.System.Tests.World;
using Gateway.Update;

namespace Gateway.System.Tests.Update;

[TestClass]
public class UpdateWorldTests
{
    private const string FirmwareTopic = "metering/gateway/gw-1/state/fw";
    private const string Version = "9.8.7";
    private readonly byte[] _image = Image();
    private readonly TestWorld _test;
    private readonly Headend _headend;

    public UpdateWorldTests()
    {
        var street = Runs.Load("street");
        _test = new TestWorld(street with { Gateway = street.Gateway with { Id = "gw-1", HasTwoSlots = true } });
        _headend = new Headend(_test);
        _test.Start();
        _test.RunFor(10);
    }

    [TestCleanup]
    public void Cleanup() => _test.Dispose();

    [TestMethod]
    public void Update_OutageInTheMiddle_GoesOnStartsAndIsConfirmed()
    {
        Assert.AreEqual("confirmed", State("status"));
        Assert.AreEqual(FirmwareInfo.Version, State("version"));
        Load();
        Send(20_000);
        _test.Broker.SetUp(false);
        _test.RunFor(300);
        Assert.IsNull(_headend.Ask("update-chunk", Chunk(20_480, 100), 1), "nobody answers during the outage");
        _test.Broker.SetUp(true);
        _test.RunFor(400);
        Send(_image.Length);
        Assert.AreEqual("loaded", State("status"));
        _headend.Result("update", _headend.Signed("update", "{\"do\":\"start\"}"));
        _test.RunFor(60);

        Assert.AreEqual(1, _test.World.Restarts);
        Assert.AreEqual(Version, _test.World.Slots.RunningVersion);
        Assert.AreEqual(UpdaterStatus.Confirmed, _test.World.Slots.Status);
        Assert.AreEqual("confirmed", State("status"));
        Assert.AreEqual(Version, State("version"));
        StringAssert.Contains(Retained("metering/gateway/gw-1/state/conn"), $"\"fw\":\"{Version}\"");
        Runs.AssertGood(_test.Finish());
        CollectionAssert.AreEqual(
            new[] { "loading", "loaded", "starting", "trial", "confirmed" }, _headend.Steps("update"),
            string.Join(' ', _headend.Steps("update")));
    }

    [TestMethod]
    public void Update_PowerCutWhileLoading_GoesOnFromWhatIsOnFile()
    {
        Load();
        Send(20_000);
        _test.World.PullPlug();
        _test.RunFor(5);
        _test.World.Gateway.RestorePower();
        _test.RunFor(60);
        Assert.AreEqual("loading", State("status"), "it goes on by itself");
        var next = JsonDocument.Parse(Retained(FirmwareTopic)).RootElement.GetProperty("next").GetInt32();
        Assert.IsGreaterThan(8_000, next);
        Load();
        Send(_image.Length);
        Assert.AreEqual("loaded", State("status"));
        Assert.AreEqual(FirmwareInfo.Version, _test.World.Slots.RunningVersion);
    }

    [TestMethod]
    public void Update_NewVersionNeverConnects_GivesWayToTheOneBefore()
    {
        Load();
        Send(_image.Length);
        _headend.Result("update", _headend.Signed("update", "{\"do\":\"start\"}"));
        _test.Broker.SetUp(false);
        _test.RunFor(60);
        Assert.AreEqual(Version, _test.World.Slots.RunningVersion, "on trial");
        Assert.AreEqual(UpdaterStatus.Testing, _test.World.Slots.Status);
        _test.RunFor(15 * 60);
        Assert.AreEqual(FirmwareInfo.Version, _test.World.Slots.RunningVersion, "its time was over");
        _test.Broker.SetUp(true);
        _test.RunFor(180);

        Assert.AreEqual(2, _test.World.Restarts);
        Assert.AreEqual("returned", State("status"));
        Assert.AreEqual(Version, State("target"));
        _test.Finish();
        CollectionAssert.AreEqual(
            new[] { "loading", "loaded", "starting", "trial", "returned" }, _headend.Steps("update"),
            string.Join(' ', _headend.Steps("update")));
    }

    [TestMethod]
    public void Update_CutDuringTheTrial_ReturnsAtOnce()
    {
        Load();
        Send(_image.Length);
        _headend.Result("update", _headend.Signed("update", "{\"do\":\"start\"}"));
        _test.Broker.SetUp(false);
        _test.RunFor(60);
        _test.World.PullPlug();
        _test.RunFor(5);
        _test.World.Gateway.RestorePower();
        _test.Broker.SetUp(true);
        _test.RunFor(180);
        Assert.AreEqual("returned", State("status"));
        Assert.AreEqual(FirmwareInfo.Version, _test.World.Slots.RunningVersion);
    }

    [TestMethod]
    [DataRow("another key of somebody else", "body", "mac: is wrong")]
    [DataRow(null, "esp33", "board: this one is esp32")]
    public void Update_WrongManifest_IsRefused(string key, string board, string reason)
    {
        var body = Body(key == null ? null : Encoding.ASCII.GetBytes(key), board == "body" ? "esp32" : board);
        var answer = _headend.Ask("update", _headend.Signed("update", body)).Value;
        Assert.AreEqual("failed", answer.GetProperty("code").GetString());
        Assert.AreEqual(reason, answer.GetProperty("error").GetString());
        Assert.AreEqual("confirmed", State("status"));
    }

    [TestMethod]
    public void Update_BoardWithOneSlot_SaysSo()
    {
        var street = Runs.Load("street");
        using var test = new TestWorld(street with { Gateway = street.Gateway with { Id = "gw-1", TakesCommands = true } });
        var headend = new Headend(test);
        test.Start();
        test.RunFor(10);
        var answer = headend.Ask("update", headend.Signed("update", Body(null, "esp32"))).Value;
        Assert.AreEqual("this board's firmware has no second slot", answer.GetProperty("error").GetString());
        Assert.IsTrue(test.Broker.Model.TryGetRetained(FirmwareTopic, out var state));
        Assert.AreEqual(
            $$"""{"slot":"primary","version":"{{FirmwareInfo.Version}}","status":"unavailable"}""",
            Encoding.UTF8.GetString(state));
    }

    private static byte[] Image()
    {
        var payload = new byte[40_000];
        new RandomStream(5).NextBytes(payload);
        return FirmwareImage.Make(global::System.Version.Parse(Version), payload);
    }

    private string Body(byte[] key, string board)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(_image));
        var text = $"gateway-update-1\n{board}\n{Version}\n{_image.Length}\n{hash}\n";
        var mac = HMACSHA256.HashData(
            key ?? Convert.FromHexString(ScenarioGateway.UpdateKey), Encoding.ASCII.GetBytes(text));
        return $"{{\"do\":\"load\",\"manifest\":{{\"version\":\"{Version}\",\"board\":\"{board}\"," +
            $"\"size\":{_image.Length},\"sha256\":\"{hash}\",\"mac\":\"{Convert.ToHexString(mac)}\"}}}}";
    }

    private void Load() => _headend.Result("update", _headend.Signed("update", Body(null, "esp32")));

    // Follows "next", as SPEC.md has it.
    private void Send(int end)
    {
        var next = 0;
        while (next < end)
        {
            var count = Math.Min(1024, _image.Length - next);
            next = _headend.Result("update-chunk", Chunk(next, count)).GetProperty("next").GetInt32();
        }
    }

    private string Chunk(int offset, int count)
    {
        var bytes = _image.AsSpan(offset, count).ToArray();
        return _headend.Plain($"{{\"offset\":{offset},\"bytes\":\"{Convert.ToBase64String(bytes)}\"," +
            $"\"crc\":\"{Crc32.Compute(bytes, 0, count):x8}\"}}");
    }

    private string Retained(string topic)
    {
        Assert.IsTrue(_test.Broker.Model.TryGetRetained(topic, out var payload), topic);
        return Encoding.UTF8.GetString(payload);
    }

    private string State(string member)
    {
        _test.RunFor(2);
        return JsonDocument.Parse(Retained(FirmwareTopic)).RootElement.GetProperty(member).GetString();
    }
}
