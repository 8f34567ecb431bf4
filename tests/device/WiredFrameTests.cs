// Frames of wired M-Bus (EN 13757-2, as its sources print them) and DL/T 645 (a published answer).
using Gateway.Link.Dlt645;
using Gateway.Link.MBus;
using nanoFramework.TestFramework;

namespace Gateway.DeviceTests
{
    [TestClass]
    public class WiredFrameTests
    {
        private const string Answer = "FEFE6812907856341268910833333433896745335416";

        [TestMethod]
        public void MBus_FramesOfEachKind_AreTheirBytesAndBack()
        {
            byte[] buffer = new byte[32];
            MBusFrame frame = new MBusFrame();
            Assert.AreEqual(5, MBusEncoder.WriteShort(buffer, MBusCField.ReqUd2 | MBusCField.Fcb, 0xFD));
            Assert.AreEqual("107BFD7816", Hex.Text(buffer, 0, 5));
            Assert.AreEqual((int)MBusStatus.Ok, (int)frame.Parse(buffer, 5));
            Assert.AreEqual((int)MBusFrameKind.Short, (int)frame.Kind);
            Assert.AreEqual(0xFD, frame.Address);

            byte[] data = Hex.Bytes("78563412FFFFFFFF");
            int count = MBusEncoder.WriteLong(
                buffer, MBusCField.SndUd | MBusCField.Fcb, 0xFD, MBusCiField.Select, data, data.Length);
            Assert.AreEqual("680B0B6873FD5278563412FFFFFFFFD216", Hex.Text(buffer, 0, count));
            Assert.AreEqual((int)MBusStatus.Ok, (int)frame.Parse(buffer, count));
            Assert.AreEqual(8, frame.DataCount);
        }

        [TestMethod]
        public void MBus_EveryPrefix_TellsHowMuchIsMissing()
        {
            byte[] frame = Hex.Bytes("680B0B6873FD5278563412FFFFFFFFD216");
            for (int count = 0; count < frame.Length; count++)
            {
                int missing = MBusFrame.Missing(frame, count);
                Assert.IsTrue(missing > 0 && count + missing <= frame.Length);
            }

            Assert.AreEqual(0, MBusFrame.Missing(frame, frame.Length));
        }

        [TestMethod]
        public void Dlt645_PublishedAnswer_GivesItsFields()
        {
            byte[] bytes = Hex.Bytes(Answer);
            Dlt645Frame frame = new Dlt645Frame();
            int missing;
            Assert.AreEqual(
                (int)Dlt645Status.Ok, (int)Dlt645Codec.TryParse(bytes, 0, bytes.Length, false, frame, out missing));
            Assert.AreEqual(0, missing);
            Assert.AreEqual(0x123456789012L, frame.Address);
            Assert.AreEqual(0x91, frame.Control);
            Assert.AreEqual("0000010056341200", Hex.Text(frame.Data, 0, frame.DataCount));
            Assert.AreEqual(0x00123456L, frame.Number(4, 4));
        }

        [TestMethod]
        public void Dlt645_OneBitFlipped_IsRefused()
        {
            byte[] bytes = Hex.Bytes(Answer.Substring(4));
            Dlt645Frame frame = new Dlt645Frame();
            for (int bit = 0; bit < 8 * bytes.Length; bit++)
            {
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                int missing;
                Dlt645Status status = Dlt645Codec.TryParse(bytes, 0, bytes.Length, true, frame, out missing);
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.AreNotEqual((int)Dlt645Status.Ok, (int)status);
            }
        }
    }
}
