using Gateway.Link.Dlt645;
using Gateway.Wired.Dlt645;

namespace Gateway.Wired.Tests.Dlt645;

[TestClass]
public sealed class EditionMapTests
{
    [TestMethod]
    [DataRow(0x00010000u, 0x9010u)]
    [DataRow(0x0001FF00u, 0x901Fu)]
    [DataRow(0x00010301u, 0x9413u)]
    [DataRow(0x0001FF02u, 0x981Fu)]
    [DataRow(0x00080000u, 0x9140u)]
    [DataRow(0x01020000u, 0xA020u)]
    [DataRow(0x02010300u, 0xB613u)]
    [DataRow(0x0203FF00u, 0xB63Fu)]
    [DataRow(0x04000102u, 0xC011u)]
    [DataRow(0x9010u, 0x9010u)]
    [DataRow(0x00010003u, EditionMap.None)]
    [DataRow(0x00010F00u, EditionMap.None)]
    [DataRow(0x00014000u, EditionMap.None)]
    [DataRow(0x00000000u, EditionMap.None)]
    [DataRow(0x02010301u, EditionMap.None)]
    [DataRow(0x05060101u, EditionMap.None)]
    public void To1997_Identifier_IsTheSameRegister(uint later, uint earlier)
    {
        Assert.AreEqual(earlier, EditionMap.To1997(later));
    }

    // Whatever is translated measures the same in the same tariff, phase and settlement period by both tables.
    [TestMethod]
    public void To1997_EveryRegister_MeansTheSameInBothTables()
    {
        RegisterInfo later = new(), earlier = new();
        int compared = 0;
        for (uint upper = 0; upper < 0x500; upper++)
        {
            for (uint lower = 0; lower < 0x1000; lower++)
            {
                uint identifier = (upper << 16) | lower;
                uint old = EditionMap.To1997(identifier);
                if (old == EditionMap.None || !RegisterTable.TryFind(Dlt645Edition.Edition2007, identifier, later) ||
                    !RegisterTable.TryFind(Dlt645Edition.Edition1997, old, earlier))
                {
                    continue;
                }

                string label = $"{identifier:X8} {old:X4}";
                compared++;

                // 2007 has combined reactive energies where 1997 has forward and reverse.
                if (later.Quantity is not (RegisterQuantity)4 and not (RegisterQuantity)5 and not (RegisterQuantity)36
                    and not (RegisterQuantity)37)
                {
                    Assert.AreEqual(later.Quantity, earlier.Quantity, label);
                }

                Assert.AreEqual(later.Unit, earlier.Unit, label);
                Assert.AreEqual(later.Phase, earlier.Phase, label);
                Assert.AreEqual(later.Tariff, earlier.Tariff, label);
            }
        }

        Assert.IsGreaterThan(300, compared);
    }
}
