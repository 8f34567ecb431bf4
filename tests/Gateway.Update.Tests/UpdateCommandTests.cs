// The way over MQTT: envelopes as a headend writes them, answers as it reads them.
using System;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Commands;
using Gateway.Core;

namespace Gateway.Update.Tests;

[TestClass]
public sealed class UpdateCommandTests
{
    private const string Root = "metering/gateway/gw-7/command/";
    private const long NowMs = 1_790_000_000_000;
    private static readonly byte[] _key = Encoding.ASCII.GetBytes("the key of this device's commands");

    private readonly byte[] _image = TestImages.Make("2.0.0", 9000);
    private readonly UpdateRig _rig = new();
    private readonly WallClock _clock = new();
    private CommandDispatcher _dispatcher;
    private int _id;

    [TestMethod]
    public void Commands_AWholeUpdate_IsCarriedOut()
    {
        Boot();
        var answer = Ask("update", Signed(LoadBody(TestImages.Manifest(_image, "2.0.0"))));
        Assert.AreEqual("ok", answer.GetProperty("code").GetString(), answer.ToString());
        Assert.AreEqual("loading", Result(answer, "status").GetString());
        SendAll();
        answer = Ask("update", Signed("{\"do\":\"start\"}"));
        Assert.AreEqual("starting", Result(answer, "status").GetString());
        _rig.AwaitRestart();
        Boot();
        Assert.AreEqual("2.0.0", _rig.Device.RunningVersion);
    }

    [TestMethod]
    public void Chunk_AfterAPowerCut_AnswerSaysWhereToGoOn()
    {
        Boot();
        Ask("update", Signed(LoadBody(TestImages.Manifest(_image, "2.0.0"))));
        for (var offset = 0; offset < 6144; offset += 1024)
        {
            Assert.AreEqual(offset + 1024, Result(Ask("update-chunk", Chunk(offset, 1024)), "next").GetInt32());
        }

        _rig.PowerCut();
        Boot();
        Assert.AreEqual(0, Result(Ask("update-chunk", Chunk(6144, 1024)), "next").GetInt32() % 4096);
        SendAll();
        Assert.AreEqual(UpdateState.Loaded, _rig.Update.State);
    }

    [TestMethod]
    public void Chunks_Many_LeaveTheMemoryOfIdsToOthers()
    {
        Boot();
        var load = Signed(LoadBody(TestImages.Manifest(_image, "2.0.0")));
        var first = Ask("update", load).ToString();
        for (var i = 0; i < 20; i++)
        {
            Ask("update-chunk", Chunk(0, 16));
        }

        Assert.AreEqual(first, Ask("update", load).ToString(), "a repeat is answered, not repeated");
    }

    [TestMethod]
    [DataRow("{\"do\":\"load\"}", "body.manifest: is missing")]
    [DataRow("{}", "body.do: is missing")]
    [DataRow("{\"do\":\"fly\"}", "body.do: must be load, start or cancel")]
    [DataRow("{\"do\":\"load\",\"manifest\":7}", "body.manifest: must be an object")]
    [DataRow("{\"do\":\"load\",\"manifest\":{}}", "body.manifest.version: is missing")]
    [DataRow("{\"do\":\"start\",\"when\":1}", "body.when: unknown key (known: do, manifest)")]
    [DataRow("{\"do\":\"load\",\"manifest\":{\"size\":63}}", "body.manifest.size: 63 is not in 64..8388608")]
    public void Update_BadBody_IsABadRequest(string body, string error)
    {
        Boot();
        AssertRefused("bad_request", error, Ask("update", Signed(body)));
    }

    [TestMethod]
    [DataRow("2.0", "body.manifest.version: must have 5..15 characters, has 3")]
    [DataRow("2.0.x", "body.manifest.version: must be major.minor.patch")]
    public void Update_BadVersion_IsABadRequest(string version, string error)
    {
        Boot();
        AssertRefused("bad_request", error,
            Ask("update", Signed(LoadBody(TestImages.Manifest(_image, version)))));
    }

    [TestMethod]
    public void Update_WithoutEnvelopeTag_IsUnauthorised()
    {
        Boot();
        var body = LoadBody(TestImages.Manifest(_image, "2.0.0"));
        AssertRefused("unauthorised", "mac: is missing or wrong",
            Ask("update", $"{{\"id\":\"x\",\"exp\":{NowMs + 60_000},\"body\":{body}}}"));
        AssertRefused("unauthorised", "mac: is missing or wrong", Ask("update", Signed(body, TestImages.Key)));
        Assert.AreEqual("mac: is missing or wrong", _rig.Log.Reason("refused"));
        Assert.AreEqual(UpdateState.Confirmed, _rig.Update.State);
    }

    [TestMethod]
    public void Update_Expired_IsRefused()
    {
        Boot();
        var answer = Ask("update", Signed("{\"do\":\"start\"}", aheadMs: -2000));
        AssertRefused("expired", "exp: was 1 s ago", answer);
    }

    [TestMethod]
    public void Update_Replayed_IsRefused()
    {
        Boot();
        var start = Signed("{\"do\":\"start\"}");
        Assert.AreEqual("failed", Ask("update", start).GetProperty("code").GetString());
        Boot();
        var last = JsonDocument.Parse(start).RootElement.GetProperty("exp").GetInt64();
        AssertRefused("unauthorised", $"exp: has to be later than {last}, that of the command before",
            Ask("update", start));
    }

    [TestMethod]
    public void Update_ManifestOfAnotherKey_Fails()
    {
        Boot();
        var manifest = TestImages.Manifest(_image, "2.0.0", _key);
        AssertRefused("failed", "mac: is wrong", Ask("update", Signed(LoadBody(manifest))));
        manifest.Mac = null;
        AssertRefused("failed", "mac: is missing", Ask("update", Signed(LoadBody(manifest))));
    }

    [TestMethod]
    public void Chunk_WithoutDownload_Fails()
    {
        Boot();
        AssertRefused("failed", "no image is being loaded", Ask("update-chunk", Chunk(0, 100)));
    }

    [TestMethod]
    [DataRow("{\"offset\":0,\"bytes\":\"AAAA\",\"crc\":\"00000000\"}", "body.crc: is not that of the bytes")]
    [DataRow("{\"offset\":0,\"bytes\":\"AAA*\",\"crc\":\"00000000\"}", "body.bytes: must be base64 of 1..1024 bytes")]
    [DataRow("{\"offset\":0,\"bytes\":\"AAAA\",\"crc\":\"0000000x\"}", "body.crc: must be hexadecimal digits")]
    [DataRow("{\"offset\":0,\"bytes\":\"AAAA\"}", "body.crc: is missing")]
    [DataRow("{\"bytes\":\"AAAA\",\"crc\":\"00000000\"}", "body.offset: is missing")]
    [DataRow("{\"offset\":-1,\"bytes\":\"AAAA\",\"crc\":\"00000000\"}", "body.offset: -1 is not in 0..8388608")]
    public void Chunk_BadBody_IsABadRequest(string body, string error)
    {
        Boot();
        Ask("update", Signed(LoadBody(TestImages.Manifest(_image, "2.0.0"))));
        AssertRefused("bad_request", error, Ask("update-chunk", $"{{\"id\":\"x\",\"body\":{body}}}"));
        Assert.AreEqual(0, _rig.Update.NextOffset);
    }

    private static void AssertRefused(string code, string error, JsonElement answer)
    {
        Assert.AreEqual(error, answer.GetProperty("error").GetString());
        Assert.AreEqual(code, answer.GetProperty("code").GetString());
    }

    private static JsonElement Result(JsonElement answer, string name) =>
        answer.GetProperty("result").GetProperty(name);

    private static string LoadBody(UpdateManifest manifest)
    {
        var mac = manifest.Mac == null ? "" : $",\"mac\":\"{Convert.ToHexStringLower(manifest.Mac)}\"";
        return $"{{\"do\":\"load\",\"manifest\":{{\"version\":\"{manifest.Version}\",\"board\":" +
            $"\"{manifest.Board}\",\"size\":{manifest.ImageBytes},\"sha256\":" +
            $"\"{Convert.ToHexStringLower(manifest.Hash)}\"{mac}}}}}";
    }

    private void SendAll()
    {
        while (_rig.Update.State == UpdateState.Loading)
        {
            var offset = _rig.Update.NextOffset;
            var answer = Ask("update-chunk", Chunk(offset, Math.Min(1024, _image.Length - offset)));
            Assert.AreEqual("ok", answer.GetProperty("code").GetString(), answer.ToString());
        }
    }

    private string Chunk(int offset, int count)
    {
        var bytes = _image.AsSpan(offset, count);
        return $"{{\"id\":\"k-{++_id}\",\"body\":{{\"offset\":{offset},\"bytes\":" +
            $"\"{Convert.ToBase64String(bytes)}\",\"crc\":\"{Crc(bytes):x8}\"}}}}";
    }

    private static uint Crc(ReadOnlySpan<byte> bytes) => Crc32.Compute(bytes.ToArray(), 0, bytes.Length);

    private string Signed(string body, byte[] key = null, long aheadMs = 60_000)
    {
        var id = $"c-{++_id}";
        var expiresMs = NowMs + aheadMs + _id;
        var message = Encoding.UTF8.GetBytes($"{Root}update\n{id}\n{expiresMs}\n{body}");
        var mac = Convert.ToHexString(HMACSHA256.HashData(key ?? _key, message));
        return $"{{\"id\":\"{id}\",\"exp\":{expiresMs},\"body\":{body},\"mac\":\"{mac}\"}}";
    }

    private void Boot()
    {
        Assert.IsTrue(_rig.Boot());
        _clock.Set(NowMs, 0, TimeQuality.Ntp);
        _dispatcher = new CommandDispatcher("gw-7", Root, new Catalogue(_rig.Update), new CommandSetup
        {
            Key = _key,
            Worker = _rig.Worker,
            Clock = _clock,
            Guard = new ReplayGuard(_rig.Files, _rig.Worker),
        });
    }

    private JsonElement Ask(string name, string payload)
    {
        _dispatcher.OnMessage(Root + name, Encoding.UTF8.GetBytes(payload));
        for (var i = 0; i < 200 && !_dispatcher.HasReply; i++)
        {
            _rig.Step();
            _dispatcher.Step(0);
        }

        Assert.IsTrue(_dispatcher.HasReply, "no answer to " + payload);
        var reply = _dispatcher.PeekReply();
        _dispatcher.ReplyDelivered(reply);
        return JsonDocument.Parse(reply).RootElement;
    }

    private sealed class Catalogue(FieldUpdate update) : ICommandCatalogue
    {
        public Command Make(string name) => name switch
        {
            "update" => new UpdateCommand(update),
            "update-chunk" => new UpdateChunkCommand(update),
            _ => null,
        };
    }
}
