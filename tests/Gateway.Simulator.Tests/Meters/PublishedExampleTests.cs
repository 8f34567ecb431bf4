// Ties the conventions of the simulated meters (ELL cipher and CRC, compact frame) to published real
// telegrams: Kamstrup Multical 21 examples of the wmbusmeters project.
using System;
using System.Linq;

namespace Gateway.Simulator.Tests.Meters;

[TestClass]
public class PublishedExampleTests
{
    [TestMethod]
    public void DecryptEll_Multical21_GivesItsFullFrame()
    {
        var telegram = Convert.FromHexString(
            "2A442D2C998734761B168D2091D37CAC21E1D68CDAFFCD3DC452BD802913FF7B1706CA9E355D6C2701CC24");
        var plain =
            TestMeterReader.DecryptEll(telegram, Convert.FromHexString("28F64A24988064A079AA2C807D6102AE"));
        Assert.AreEqual("7802FF20710004130819000044130819000061" + "5B7F616713", Convert.ToHexString(plain));
    }

    [TestMethod]
    public void CompactFrame_Multical21_SignatureAndCrcAreThoseOfTheFullFrame()
    {
        var compact = Convert.FromHexString("79EDA86AB6710008190000081900007F13");
        var headers = Convert.FromHexString("02FF2004134413615B6167");
        var full = Convert.FromHexString("02FF20710004130819000044130819000061" + "5B7F616713");
        Assert.AreEqual(compact[1] | (compact[2] << 8), TestFrameDecoder.Crc(headers));
        Assert.AreEqual(compact[3] | (compact[4] << 8), TestFrameDecoder.Crc(full));
        Assert.AreEqual(full.Length - headers.Length, compact.Skip(5).Count());
    }
}
