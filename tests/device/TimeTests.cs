using Gateway.Core;
using Gateway.Schedule;
using nanoFramework.TestFramework;

namespace Gateway.DeviceTests
{
    [TestClass]
    public class TimeTests
    {
        [TestMethod]
        public void CivilDate_EveryDayOfFourCenturies_GoesBothWays()
        {
            // Every 97th day: a board takes its time.
            int year;
            int month;
            int day;
            for (int days = 0; days < 146097; days += 97)
            {
                CivilDate.FromDays(days, out year, out month, out day);
                Assert.AreEqual(days, CivilDate.ToDays(year, month, day));
            }

            CivilDate.FromDays(20786, out year, out month, out day);
            Assert.AreEqual(20261129, (year * 10000) + (month * 100) + day);
            Assert.AreEqual(29, CivilDate.DaysInMonth(2028, 2));
        }

        [TestMethod]
        public void WallClock_SetLater_ResolvesWhatWasStampedBefore()
        {
            WallClock clock = new WallClock(7);
            long stamp = clock.Stamp(10000000);
            long ms;
            Assert.IsTrue(stamp < 0);
            Assert.IsFalse(clock.TryResolve(stamp, out ms));
            Assert.AreEqual(10000L, ms);
            clock.Set(1763773200000L, 3600000000L, TimeQuality.Ntp);
            Assert.IsTrue(clock.TryResolve(stamp, out ms));
            Assert.AreEqual(1763773200000L - 3590000, ms);
        }

        [TestMethod]
        [DataRow("0 30 2 * * ?", 2026, 3, 1, 2026, 3, 1, 9000)]
        [DataRow("0 0 0 L 2 ?", 2024, 1, 1, 2024, 2, 29, 0)]
        [DataRow("0 0 0 13 * FRI", 2026, 1, 1, 2026, 2, 13, 0)]
        [DataRow("0 0 8 ? * MON-FRI", 2026, 3, 7, 2026, 3, 9, 28800)]
        [DataRow("0 0 0 ? * 6#5", 2026, 2, 1, 2026, 5, 29, 0)]
        public void Cron_Expression_HasItsNextOccurrence(
            string text, int year, int month, int day, int nextYear, int nextMonth, int nextDay, int nextS)
        {
            CronExpression expression;
            string error;
            Assert.IsTrue(CronExpression.TryParse(text, "gw", 0, out expression, out error), error);
            long afterMs = (CivilDate.ToDays(year, month, day) * 86400000L) - 1000;
            long expected = (CivilDate.ToDays(nextYear, nextMonth, nextDay) * 86400000L) + (nextS * 1000L);
            Assert.AreEqual(expected, expression.NextAfter(afterMs));
        }

        [TestMethod]
        [DataRow("0 75 * * * ?", "minutes: 75 is not in 0..59")]
        [DataRow("0 0 0 ? * MOON", "day of week: 'MOON' is not understood")]
        [DataRow("0 0 0 31 2 ?", "day of month, month, day of week, year: no day fits all of them")]
        public void Cron_Wrong_NamesFieldAndReason(string text, string expected)
        {
            CronExpression expression;
            string error;
            Assert.IsFalse(CronExpression.TryParse(text, "gw", 0, out expression, out error));
            Assert.AreEqual(expected, error);
        }
    }
}
