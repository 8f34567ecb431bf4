using System;
using System.Linq;
using System.Text;
using Gateway.Uplink;
using Gateway.Uplink.Serial;

namespace Gateway.Bridge.Tests.Serial;

[TestClass]
public sealed class SerialLinkTests
{
    private const string Topic = "m/gateway/gw-rig/event/up";

    [TestMethod]
    public void Connect_BridgeThere_IsConnectedAndKnown()
    {
        var rig = Online();

        var hello = rig.Hellos.Single();
        Assert.AreEqual(("gw-rig", 0xE543FDD7u, 3u, 17u), (hello.GatewayId, hello.LogId, hello.AlarmSeq, hello.BulkSeq));
        Assert.AreEqual(
            new BoardConnect("gw-rig", "m/gateway/gw-rig/state/conn", "off", "m/gateway/gw-rig/command/#"),
            rig.Connects.Single());
        Assert.IsTrue(rig.Link.TryGetUnixMs(rig.NowUs, out var unixMs));
        Assert.IsLessThan(100L, Math.Abs(unixMs - rig.UnixMs));
    }

    [TestMethod]
    public void Connect_BridgeComesLater_IsConnectedThen()
    {
        var rig = new SerialRig();
        rig.Up.IsCut = true;
        rig.Connect();
        rig.Run(60_000);
        Assert.AreEqual(SerialState.Greeting, rig.Link.State);

        rig.Up.IsCut = false;
        rig.Run(1_500);

        Assert.IsTrue(rig.IsOnline);
    }

    [TestMethod]
    public void Connect_NobodyThere_FailsAfterItsTime()
    {
        var rig = new SerialRig();
        rig.Down.IsCut = true;
        rig.Connect();

        rig.Run(301_000);

        CollectionAssert.AreEqual(new[] { MqttConnectStatus.Unreachable }, rig.Statuses);
        Assert.AreEqual("no bridge answers on the serial port", rig.Link.Trouble);
    }

    [TestMethod]
    public void Connect_BridgeRefuses_SaysSo()
    {
        var rig = new SerialRig { Refusal = "it is another gateway" };
        rig.Connect();

        rig.Run(2_000);

        CollectionAssert.AreEqual(new[] { MqttConnectStatus.Refused }, rig.Statuses);
    }

    [TestMethod]
    public void Connect_WithTls_IsRefusedAndNothingIsSent()
    {
        var rig = new SerialRig();

        Assert.AreEqual(MqttConnectStatus.TlsFailed, rig.Connect(new TlsFiles()));

        rig.Run(2_000);
        Assert.IsEmpty(rig.Hellos);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(65)]
    [DataRow(4_096)]
    [DataRow(SerialOptions.MaxPayloadBytes)]
    public void Publish_AnyLength_ArrivesByteEqual(int bytes)
    {
        var rig = Online();
        var payload = new byte[bytes];
        new Random(bytes).NextBytes(payload);

        Assert.IsTrue(rig.Publish(Topic, payload));

        Assert.AreEqual(Topic, rig.Taken.Single().Topic);
        CollectionAssert.AreEqual(payload, rig.Taken.Single().Payload);
    }

    [TestMethod]
    public void Publish_TooLongOrBusy_IsNotSent()
    {
        var rig = Online();

        Assert.AreEqual(0, rig.Session.Publish(Topic, new byte[SerialOptions.MaxPayloadBytes + 1], false));
        Assert.AreNotEqual(0, rig.Session.Publish(Topic, new byte[10], false));
        Assert.AreEqual(0, rig.Session.Publish(Topic, new byte[10], false));
    }

    [TestMethod]
    public void Publish_BridgeCannotKeepIt_IsNotAcknowledged()
    {
        var rig = Online();
        rig.TakesNothing = true;

        Assert.IsFalse(rig.Publish(Topic, [1, 2, 3]));

        rig.TakesNothing = false;
        rig.Session.Close();
        rig.Connect();
        rig.Run(2_000);
        Assert.IsTrue(rig.Publish(Topic, [1, 2, 3]));
    }

    [TestMethod]
    public void Publish_4KilobyteMessages_FillTheLine()
    {
        var rig = Online();
        var payload = Encoding.ASCII.GetBytes(new string('x', 4_096));
        var startUs = rig.NowUs;

        for (var i = 0; i < 20; i++)
        {
            Assert.IsTrue(rig.Publish(Topic, payload));
        }

        var bytesPerS = 20 * 4_096 * 1e6 / (rig.NowUs - startUs);
        Assert.IsGreaterThan(8_000, bytesPerS, "of 11,520 bytes/s that the line has");
        Assert.AreEqual(0, rig.Link.Repeats);
    }

    [TestMethod]
    public void Message_ToTheBoard_Arrives()
    {
        var rig = Online();
        rig.Commands.Enqueue(new BridgeMessage("m/gateway/gw-rig/command/log", Bytes("{\"id\":\"a\"}"), false));
        rig.Commands.Enqueue(new BridgeMessage("m/gateway/gw-rig/command/meters", new byte[4_000], false));

        rig.Run(2_000);

        Assert.HasCount(2, rig.Messages);
        Assert.AreEqual(("m/gateway/gw-rig/command/log", "{\"id\":\"a\"}"), rig.Messages[0]);
        Assert.IsEmpty(rig.Commands);
    }

    [TestMethod]
    public void Message_TooLongForTheBoard_IsGivenUpAndTheNextArrives()
    {
        var rig = Online();
        rig.Commands.Enqueue(new BridgeMessage("t", new byte[5_000], false));
        rig.Commands.Enqueue(new BridgeMessage("t", Bytes("ok"), false));

        rig.Run(1_000);

        Assert.AreEqual(1, rig.Undeliverable);
        Assert.AreEqual("ok", rig.Messages.Single().Payload);
    }

    [TestMethod]
    public void Session_BridgeRestarted_BoardNoticesAtOnceAndComesBack()
    {
        var rig = Online();
        rig.StartBridge();

        rig.Run(6_000);
        Assert.AreEqual(1, rig.Losses, "the sign of life is answered with Reset");

        rig.Connect();
        rig.Run(2_000);
        Assert.IsTrue(rig.IsOnline);
        Assert.IsTrue(rig.Publish(Topic, [1]));
    }

    [TestMethod]
    public void Session_BoardRestartedInTheMiddle_BridgeTakesTheNewOne()
    {
        var rig = Online();
        rig.Session.Publish(Topic, new byte[4_000], false);
        rig.Run(100);

        rig.StartBoard();
        rig.Connect();
        rig.Run(2_000);

        Assert.IsTrue(rig.IsOnline);
        Assert.IsEmpty(rig.Taken);
        Assert.IsTrue(rig.Publish(Topic, [7]));
        CollectionAssert.AreEqual(new byte[] { 7 }, rig.Taken.Single().Payload);
    }

    [TestMethod]
    public void Session_LineCut_BothEndsNotice()
    {
        var rig = Online();
        foreach (var line in rig.Lines)
        {
            line.IsCut = true;
        }

        rig.Run(26_000);

        Assert.AreEqual(1, rig.Losses);
        CollectionAssert.AreEqual(new[] { false }, rig.Leaves, "the will holds");
    }

    [TestMethod]
    public void Session_BoardCloses_NoWill()
    {
        var rig = Online();

        rig.Session.Close();
        rig.Run(100);

        CollectionAssert.AreEqual(new[] { true }, rig.Leaves);
    }

    [TestMethod]
    public void Session_IdleForAnHour_StandsAndIsToldTheTime()
    {
        var rig = Online();

        rig.Run(3_700_000);

        Assert.IsTrue(rig.IsOnline);
        Assert.AreEqual(0, rig.Losses);
        Assert.IsTrue(rig.Link.TryGetUnixMs(rig.NowUs, out var unixMs));
        Assert.IsLessThan(100L, Math.Abs(unixMs - rig.UnixMs));
    }

    [TestMethod]
    public void Publish_BytesFlippedLostAndAdded_EveryAcknowledgedMessageArrivedWhole()
    {
        var repeats = 0;
        var losses = 0;
        var failures = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            var rig = new SerialRig(seed);
            foreach (var line in rig.Lines)
            {
                line.FlipRate = 0.001;
                line.LossRate = 0.001;
                line.GhostRate = 0.0005;
            }

            var random = new Random(seed);
            rig.Connect();
            for (var i = 0; i < 20; i++)
            {
                rig.Run(30_000, () => rig.IsOnline);
                var payload = new byte[random.Next(4, 1_500)];
                random.NextBytes(payload);
                payload[0] = (byte)i;
                while (!rig.Publish(Topic, payload))
                {
                    failures++;
                    rig.Session.Close();
                    rig.Connect();
                    rig.Run(30_000, () => rig.IsOnline);
                    Assert.IsLessThan(3_600_000_000L, rig.NowUs, $"seed {seed}: it does not get through");
                }

                Assert.IsTrue(
                    rig.Taken.Any(message => message.Payload.SequenceEqual(payload)),
                    $"seed {seed}: message {i} was acknowledged and did not arrive");
            }

            Assert.IsTrue(rig.Taken.All(message => message.Topic == Topic), $"seed {seed}: a ghost");
            repeats += rig.Link.Repeats;
            losses += rig.Losses;
        }

        Console.WriteLine($"{repeats} segments were sent again, {losses} sessions lost, {failures} attempts failed");
        Assert.AreEqual(0, failures);
        Assert.IsGreaterThan(100, repeats, "the line was too good to show anything");
    }

    [TestMethod]
    public void Step_AnyBytesFromTheLine_NothingThrows()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var rig = seed % 2 == 0 ? Online() : new SerialRig(seed);
            var random = new Random(seed);
            if (seed % 2 == 1)
            {
                rig.Connect();
            }

            for (var round = 0; round < 30; round++)
            {
                var data = new byte[random.Next(SerialFrame.MaxDataBytes + 1)];
                random.NextBytes(data);

                // Frames of the session with any content, for the board; sessions count up from the entropy.
                var session = 0x11000u + (uint)random.Next(3);
                rig.Down.Send(
                    OtherCodec.Encode((byte)random.Next(9), session, (byte)random.Next(8), data), rig.NowUs);
                rig.Up.Send(
                    OtherCodec.Encode((byte)random.Next(9), session, (byte)random.Next(8), data), rig.NowUs);
                rig.Run(200);
            }
        }
    }

    private static SerialRig Online()
    {
        var rig = new SerialRig();
        Assert.AreEqual(MqttConnectStatus.Pending, rig.Connect());
        rig.Run(2_000);
        Assert.IsTrue(rig.IsOnline);
        return rig;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
