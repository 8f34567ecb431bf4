// Published frames of wireless M-Bus through the very receiver that the radio feeds, byte for byte and in
// chunks; sources as in the desktop's tests: EN 13757-4's example as application notes print it, unit tests of the
// public project rmja/wmbus, a real frame of esphome-components issue 321.
using Gateway.Core;
using Gateway.Link;
using Gateway.Link.Wmbus;
using nanoFramework.TestFramework;

namespace Gateway.DeviceTests
{
    [TestClass]
    public class FrameTests
    {
        private const string T1Air = "5A971C3B13B44EC65A2DC34E58D2CE6A9D2999659658D58E58B59C4DA4EC";
        private const string T1 = "0F442D2C785634120132A00001020304";
        private const string C1BAir = "543D13442D2C785634120132A000010203040506C3C0";
        private const string C1B = "11442D2C785634120132A000010203040506";
        private const string C1AAir =
            "54CD36446850921666839537B2EA72290020412434FE06D5002025061C9C7E2132576BCD10B1C3C486B7"
            + "53E6529D1DAA3656DAC9E5132D01C2B30F4B02F9B44873";

        private const string C1A =
            "3644685092166683953772290020412434FE06D5002025061C9C32576BCD10B1C3C486B753E652"
            + "9D1DAADAC9E5132D01C2B30F4B02F9B4";

        private const string S1Air =
            "AA559A9A6656AA5A956A9996A59AA9A6AAA9AA959A9A9A95956AAA65A9A59AA596996A95A9569659";

        private const string S1 = "0F44AE0C785634120107780B13436587";

        [TestMethod]
        [DataRow(T1Air, T1, 0, 64)]
        [DataRow(T1Air, T1, 0, 1)]
        [DataRow(C1AAir, C1A, 0, 64)]
        [DataRow(C1AAir, C1A, 0, 7)]
        [DataRow(C1BAir, C1B, 0, 64)]
        [DataRow(C1BAir, C1B, 0, 3)]
        [DataRow(S1Air, S1, 1, 64)]
        [DataRow(S1Air, S1, 1, 5)]
        public void Receiver_PublishedFrame_IsDecoded(string air, string telegram, int isS1, int chunkBytes)
        {
            WmbusReceiver receiver = new WmbusReceiver(1);
            Hear(receiver, Hex.Bytes(air), isS1 != 0, chunkBytes);

            Assert.AreEqual((int)LinkStatus.Ok, (int)receiver.LastStatus);
            Telegram heard = receiver.Pool.TryTake();
            Assert.AreEqual(telegram, Hex.Text(heard.Bytes, 0, heard.Length));
            Assert.AreEqual(1234L, heard.ReceivedUs);
            Assert.AreEqual(-70, heard.RssiDbm);
        }

        [TestMethod]
        [DataRow(T1Air, 236)]
        [DataRow(C1BAir, 176)]
        public void Receiver_OneBitFlipped_IsRefused(string air, int bits)
        {
            WmbusReceiver receiver = new WmbusReceiver(1);
            byte[] raw = Hex.Bytes(air);
            for (int bit = 0; bit < bits; bit++)
            {
                raw[bit / 8] ^= (byte)(0x80 >> (bit % 8));
                Hear(receiver, raw, false, 64);
                raw[bit / 8] ^= (byte)(0x80 >> (bit % 8));
                Assert.AreNotEqual((int)LinkStatus.Ok, (int)receiver.LastStatus);
                Assert.AreEqual(0, receiver.Pool.ReadyCount);
            }

            Assert.AreEqual((uint)bits, receiver.Counters.Frames);
        }

        [TestMethod]
        public void Receiver_EveryPrefix_IsTruncated()
        {
            WmbusReceiver receiver = new WmbusReceiver(1);
            byte[] raw = Hex.Bytes(C1BAir);
            for (int count = 3; count < raw.Length; count++)
            {
                receiver.Begin(RadioProfile.T1C1, 0);
                receiver.Push(raw, 0, count);
                receiver.End(RxEnd.Stalled, -70, 5, 0);
                Assert.AreEqual((int)LinkStatus.Truncated, (int)receiver.LastStatus);
            }
        }

        [TestMethod]
        public void Header_LongTransportHeader_HasTheMetersAddress()
        {
            byte[] telegram = Hex.Bytes(C1A);
            TelegramHeader header = new TelegramHeader();
            Assert.AreEqual((int)LinkStatus.Ok, (int)header.Parse(telegram, telegram.Length));
            Assert.AreEqual(0x44, header.CField);
            Assert.AreEqual(0x72, header.CiField);
            Assert.AreEqual(0x83661692u, header.LinkAddress.IdentificationNumber);
            Assert.AreEqual(0x41200029u, header.EffectiveAddress.IdentificationNumber);
            Assert.AreEqual("MAD", ManufacturerCode.ToLetters(header.EffectiveAddress.Manufacturer));
            Assert.AreEqual((int)LinkStatus.Incomplete, (int)header.Parse(telegram, telegram.Length - 1));
        }

        private static void Hear(WmbusReceiver receiver, byte[] raw, bool isS1, int chunkBytes)
        {
            receiver.Begin(isS1 ? RadioProfile.S1 : RadioProfile.T1C1, 1234);
            int answer = FrameLength.Unknown;
            int at = 0;
            while (at < raw.Length && (answer == FrameLength.Unknown || at < answer))
            {
                int count = raw.Length - at < chunkBytes ? raw.Length - at : chunkBytes;
                answer = receiver.Push(raw, at, count);
                at += count;
            }

            RxEnd end = answer == FrameLength.Abort ? RxEnd.Aborted
                : answer > 0 && at >= answer ? RxEnd.Complete : RxEnd.Stalled;
            receiver.End(end, -70, 5, 1200);
        }
    }
}
