using System;
using Gateway.Core;

namespace Gateway.Filter.Tests;

[TestClass]
public class MeterRuleTests
{
    [TestMethod]
    [DataRow("allow KAM-6721****-1B-16", "allow KAM-6721****-1B-16 class=regular first=3600")]
    [DataRow("allow *", "allow *-* class=regular first=3600")]
    [DataRow("deny *", "deny *-*")]
    [DataRow("allow 67211530", "allow *-67211530 class=regular first=3600")]
    [DataRow("allow 67211530 class=priority", "allow *-67211530 class=priority first=300")]
    [DataRow("  allow   kam-*-*-16  ", "allow KAM-*-*-16 class=regular first=3600")]
    [DataRow("deny KAM-* ci=7a", "deny KAM-* ci=7A")]
    [DataRow("allow 2C2D-*", "allow KAM-* class=regular first=3600")]
    [DataRow("allow 0000-*", "allow 0000-* class=regular first=3600")]
    [DataRow("allow AC2D-*", "allow KAM-* class=regular first=3600")]
    [DataRow("allow 7FFF-********", "allow 7FFF-* class=regular first=3600")]
    [DataRow("allow *-1234567*-01 every", "allow *-1234567*-01-* class=regular every")]
    [DataRow("allow *-E*******-FF-* first=86400 class=regular",
        "allow *-E*******-FF-* class=regular first=86400")]
    [DataRow("allow 67211530 last=900", "allow *-67211530 class=regular last=900")]
    public void TryParse_GoodRule_GivesCanonicalTextAndBack(string text, string canonical)
    {
        Assert.IsTrue(MeterRule.TryParse(text, out var rule, out var error), error);
        Assert.IsNull(error);
        Assert.AreEqual(canonical, rule.ToText());
        Assert.IsTrue(MeterRule.TryParse(canonical, out var again, out _));
        Assert.AreEqual(canonical, again.ToText());
        Assert.AreEqual(rule.IntervalS, again.IntervalS);
        Assert.AreEqual(rule.IdentificationMask, again.IdentificationMask);
    }

    [TestMethod]
    [DataRow(null, "1 to 96 characters")]
    [DataRow("", "a rule is:")]
    [DataRow("   ", "a rule is:")]
    [DataRow("allow", "a rule is:")]
    [DataRow("permit *", "'permit': a rule starts with allow or deny")]
    [DataRow("allow 6721153", "'6721153': the identification number is eight digits")]
    [DataRow("allow 6721153G", "eight digits")]
    [DataRow("allow KA-67211530", "the manufacturer is three letters")]
    [DataRow("allow K1M-67211530", "the manufacturer is three letters")]
    [DataRow("allow KAMX-67211530", "the manufacturer is three letters")]
    [DataRow("allow KAM-67211530-1", "the version is two hex digits")]
    [DataRow("allow KAM-67211530-1B-1G", "the device type is two hex digits")]
    [DataRow("allow KAM-67211530-1B-16-00", "manufacturer-identification-version-type")]
    [DataRow("allow -", "the manufacturer is")]
    [DataRow("allow * ci=7", "ci= takes two hex digits")]
    [DataRow("allow * ci=7A ci=72", "ci= takes two hex digits, once")]
    [DataRow("allow * first=0", "an interval is 1 to 86400 seconds")]
    [DataRow("allow * first=86401", "an interval is 1 to 86400 seconds")]
    [DataRow("allow * first=", "an interval is 1 to 86400 seconds")]
    [DataRow("allow * last=99999999999999999999", "an interval is 1 to 86400 seconds")]
    [DataRow("allow * first=-5", "an interval is 1 to 86400 seconds")]
    [DataRow("allow * every first=300", "only one of every, first= and last=")]
    [DataRow("allow * class=alarm", "options are")]
    [DataRow("allow * nonsense", "'nonsense': options are")]
    [DataRow("deny * every", "a deny rule has no option but ci=")]
    public void TryParse_BadRule_SaysWhat(string text, string expected)
    {
        Assert.IsFalse(MeterRule.TryParse(text, out var rule, out var error));
        Assert.IsNull(rule);
        Assert.Contains(expected, error);
    }

    [TestMethod]
    public void TryParse_TooLong_IsRefused()
    {
        Assert.IsTrue(MeterRule.TryParse("allow *" + new string(' ', Limits.MaxRuleChars - 7), out _, out _));
        Assert.IsFalse(MeterRule.TryParse("allow *" + new string(' ', Limits.MaxRuleChars - 6), out _,
            out _));
    }

    [TestMethod]
    public void TryParse_HundredThousandSeededTexts_NeverThrowsAndRoundTrips()
    {
        const int Seed = 20260;
        string[] pieces =
        [
            "allow", "deny", " ", " ", " ", "*", "-", "KAM", "2C2D", "67211530", "6721****", "1B", "16",
            "ci=", "7A",
            "class=priority", "class=regular", "every", "first=", "last=", "300", "3600", "99999", "\t", "é",
            "\0", "=",
        ];
        var random = new Random(Seed);
        var accepted = 0;
        for (var i = 0; i < 100_000; i++)
        {
            var text = i % 2 == 0 ? "allow KAM-67211530-1B-16 ci=7A first=300" : "";
            if (i % 2 == 0)
            {
                var chars = text.ToCharArray();
                for (var edits = random.Next(3); edits >= 0; edits--)
                {
                    chars[random.Next(chars.Length)] = (char)random.Next(1, 128);
                }

                text = new string(chars);
            }
            else
            {
                for (var length = random.Next(12); length > 0; length--)
                {
                    text += pieces[random.Next(pieces.Length)];
                }
            }

            if (MeterRule.TryParse(text, out var rule, out var error))
            {
                accepted++;
                Assert.IsTrue(MeterRule.TryParse(rule.ToText(), out var again, out error),
                    $"seed {Seed} #{i}: {error}");
                Assert.AreEqual(rule.ToText(), again.ToText(), $"seed {Seed} #{i}");
            }
            else
            {
                Assert.IsFalse(string.IsNullOrEmpty(error), $"seed {Seed} #{i}");
            }
        }

        Assert.IsGreaterThan(1000, accepted, $"seed {Seed}: the fuzz must reach the accepting paths");
    }
}
