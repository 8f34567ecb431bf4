namespace Gateway.Filter.Tests;

[TestClass]
public class MeterLengthTests
{
    [TestMethod]
    public void IsNewLength_ThreeLengths_EachOnceADay()
    {
        var table = new MeterTable(25, 1, new FilterCounters());
        var slot = table.Add(5, 0, true);
        for (var day = 19_000; day < 19_040; day++)
        {
            foreach (var length in new[] { 40, 41, 72 })
            {
                Assert.IsTrue(table.IsNewLength(slot, length, day, 1), $"day {day} length {length}");
            }

            foreach (var length in new[] { 72, 40, 41, 72 })
            {
                Assert.IsFalse(table.IsNewLength(slot, length, day, 1), $"day {day} length {length}");
            }
        }

        Assert.IsTrue(table.IsNewLength(slot, 40, 19_039 + 16, 90_000),
            "same four bits of the day, 16 days later");
    }

    [TestMethod]
    public void IsNewLength_TwoFurtherLengths_DoNotShadowEachOtherForLong()
    {
        for (var a = 20; a < 256; a += 3)
        {
            for (var b = a + 1; b < 256; b += 5)
            {
                var table = new MeterTable(25, 1, new FilterCounters());
                var slot = table.Add(5, 0, true);
                var seen = 0;
                for (var day = 20_000; day < 20_016; day++)
                {
                    table.IsNewLength(slot, 11, day, 1);
                    table.IsNewLength(slot, 12, day, 1);
                    table.IsNewLength(slot, a, day, 1);
                    seen += table.IsNewLength(slot, b, day, 1) ? 1 : 0;
                }

                Assert.IsGreaterThanOrEqualTo(4, seen, $"lengths {a} and {b}");
            }
        }
    }
}
