using System;
using Gateway.Core;

namespace Gateway.Schedule.Tests;

[TestClass]
public sealed class CivilDateTests
{
    [TestMethod]
    public void CivilDate_EveryDay_IsTheCalendarsDay()
    {
        int days = 0;
        for (DateTime day = DateTime.UnixEpoch; day.Year < 2200; day = day.AddDays(1))
        {
            CivilDate.FromDays(days, out int year, out int month, out int date);

            Assert.AreEqual(day, new DateTime(year, month, date, 0, 0, 0, DateTimeKind.Utc));
            Assert.AreEqual(days, CivilDate.ToDays(year, month, date));
            Assert.AreEqual((int)day.DayOfWeek, CivilDate.DayOfWeek(days));
            Assert.AreEqual(DateTime.DaysInMonth(year, month), CivilDate.DaysInMonth(year, month));
            days++;
        }
    }
}
