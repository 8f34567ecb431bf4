using System.Collections.Generic;
using Gateway.Core;
using Gateway.Link;
using static Gateway.Filter.Tests.TestMeters;

namespace Gateway.Filter.Tests;

[TestClass]
public class AirSurveyTests
{
    private const long StartUs = 50_000_000;
    private const long MinuteUs = 60_000_000;
    private readonly SurveyEntry _entry = new();

    [TestMethod]
    public void Decide_DuringASurvey_EveryAddressIsListedOnce()
    {
        var filter = NewFilter("deny KAM-00000002", "allow KAM-00000001");
        filter.Decide(Telegram(1), Facts(9), 0, 0);
        filter.BeginSurvey(2, StartUs);
        for (uint i = 0; i < 6; i++)
        {
            var telegram = Telegram(i, rssiDbm: -60 - (int)i);
            telegram.FrequencyOffsetHz = 1234;
            filter.Decide(telegram, Facts((i % 3) + 1), StartUs + (i * 10_000_000), 0);
        }

        filter.Decide(Telegram(77), Facts(4), StartUs + (2 * MinuteUs), 0);

        var survey = filter.Survey;
        Assert.IsFalse(survey.IsRunning, "its time was over");
        Assert.AreEqual(3, survey.Count);
        Assert.AreEqual(6u, survey.Telegrams);
        Assert.AreEqual(120, survey.LastedS(StartUs + (9 * MinuteUs)));
        for (var i = 0; i < 3; i++)
        {
            survey.Read(i, _entry);
            Assert.AreEqual(MeterTable.KeyOf(Kam, (uint)i + 1, 0x1B, 0x16), _entry.Key);
            Assert.AreEqual(2, _entry.Count);
            Assert.AreEqual(-63 - i, _entry.RssiDbm);
            Assert.AreEqual(30 + (10 * i), _entry.LastS);
            Assert.AreEqual(LinkMode.C1, _entry.Mode);
            Assert.AreEqual(1200, _entry.FrequencyOffsetHz);
            Assert.IsTrue(_entry.IsSound);
        }
    }

    [TestMethod]
    public void OnBadFrame_DuringASurvey_IsListedAsUnverified()
    {
        var filter = NewFilter("allow *");
        filter.BeginSurvey(1, StartUs);
        byte[] bytes = [0x20, 0x44, 0x2D, 0x2C, 5, 0, 0, 0, 0x1B, 0x16];
        filter.Sightings.OnBadFrame(FrameKind.S1, false, bytes, -104, StartUs + 3_000_000);
        Assert.AreEqual(1u, filter.Survey.BadFrames);
        filter.Survey.Read(0, _entry);
        Assert.AreEqual(0, _entry.Count);
        Assert.AreEqual(1, _entry.Bad);
        Assert.IsFalse(_entry.IsSound);
        Assert.AreEqual(LinkMode.S1, _entry.Mode);
        filter.Decide(Telegram(1), Facts(5), StartUs + 4_000_000, 0);
        filter.Survey.Read(0, _entry);
        Assert.IsTrue(_entry.IsSound);
        Assert.AreEqual(1, _entry.Count);
        Assert.AreEqual(1, filter.Survey.Count);
    }

    [TestMethod]
    public void Add_MoreAddressesThanRoom_CountsTheRest()
    {
        var survey = new AirSurvey(32);
        survey.Begin(5, 0);
        var keys = new HashSet<long>();
        for (uint i = 0; i < 100; i++)
        {
            survey.Add(MeterTable.KeyOf(Kam, i * 977, 1, 7), Telegram(i), Facts(i), i);
        }

        Assert.AreEqual(32, survey.Count);
        Assert.AreEqual(68u, survey.Lost);
        for (var i = 0; i < survey.Count; i++)
        {
            survey.Read(i, _entry);
            Assert.IsTrue(keys.Add(_entry.Key));
        }
    }

    [TestMethod]
    public void Begin_Again_ForgetsTheOneBefore()
    {
        var survey = new AirSurvey(32);
        survey.Begin(5, 0);
        survey.Add(7, Telegram(1), Facts(1), 1);
        survey.Stop(30_000_000);
        Assert.IsFalse(survey.IsRunning);
        Assert.AreEqual(30, survey.LastedS(90_000_000));
        survey.Add(8, Telegram(1), Facts(1), 31_000_000);
        Assert.AreEqual(1, survey.Count, "it is over");
        survey.Begin(1, 40_000_000);
        Assert.AreEqual(0, survey.Count);
        Assert.AreEqual(0u, survey.Telegrams);
        Assert.AreEqual(1, survey.Minutes);
    }
}
