using Gateway.Core;
using Gateway.Filter;
using Gateway.Link;
using nanoFramework.TestFramework;

namespace Gateway.DeviceTests
{
    [TestClass]
    public class FilterTests
    {
        private const int Kam = 0x2C2D;
        private const long MinuteUs = 60000000;

        // 2024-06-01 10:00:00 UTC.
        private const long TenOClockMs = 1717236000000L;

        [TestMethod]
        [DataRow("allow 67211530", "allow *-67211530 class=regular first=3600")]
        [DataRow("allow KAM-6721****-1B-16", "allow KAM-6721****-1B-16 class=regular first=3600")]
        [DataRow("deny KAM-* ci=7a", "deny KAM-* ci=7A")]
        [DataRow("allow 67211530 last=900", "allow *-67211530 class=regular last=900")]
        public void Rule_Text_IsCanonical(string text, string canonical)
        {
            MeterRule rule;
            string error;
            Assert.IsTrue(MeterRule.TryParse(text, out rule, out error), error);
            Assert.AreEqual(canonical, rule.ToText());
        }

        [TestMethod]
        public void Rule_Wrong_SaysWhy()
        {
            MeterRule rule;
            string error;
            Assert.IsFalse(MeterRule.TryParse("permit *", out rule, out error));
            Assert.AreEqual("'permit': a rule starts with allow or deny", error);
        }

        [TestMethod]
        public void Decide_Rules_FirstMatchWins()
        {
            TelegramFilter filter = Create("deny 67211530", "allow 6721**** every");
            Assert.AreEqual((int)FilterVerdict.Filtered, Decide(filter, 0x67211530, 1, 0));
            Assert.AreEqual((int)FilterVerdict.Forward, Decide(filter, 0x67211531, 2, 0));
            Assert.AreEqual((int)FilterVerdict.Unknown, Decide(filter, 0x11111111, 3, 0));
            Assert.AreEqual(1u, filter.Counters.Filtered);
            Assert.AreEqual(1u, filter.Counters.Unknown);
        }

        [TestMethod]
        public void Decide_SameTelegramAgain_IsDuplicateForAMinute()
        {
            TelegramFilter filter = Create("allow * every");
            Assert.AreEqual((int)FilterVerdict.Forward, Decide(filter, 7, 1, 1000));
            Assert.AreEqual((int)FilterVerdict.Duplicate, Decide(filter, 7, 1, 1800));
            Assert.AreEqual((int)FilterVerdict.Duplicate, Decide(filter, 7, 1, MinuteUs - 1000));
            Assert.AreEqual((int)FilterVerdict.Forward, Decide(filter, 7, 1, MinuteUs));
        }

        [TestMethod]
        public void Decide_MoreMetersThanTheTableHolds_KeepsWorking()
        {
            TelegramFilter filter = Create("allow * every");
            uint forwarded = 0;
            for (int i = 0; i < 100; i++)
            {
                forwarded += Decide(filter, (uint)(0x10000000 + i), i + 1, i * MinuteUs) == (int)FilterVerdict.Forward
                    ? 1U : 0U;
            }

            Assert.AreEqual(100u, forwarded);
        }

        private static TelegramFilter Create(params string[] rules)
        {
            SizeProfile size = SizeProfile.CreateMini();
            FilterConfig config = new FilterConfig(size);
            for (int i = 0; i < rules.Length; i++)
            {
                MeterRule rule;
                string error;
                Assert.IsTrue(MeterRule.TryParse(rules[i], out rule, out error), error);
                Assert.IsTrue(config.Rules.TryAdd(rule, out error), error);
            }

            return new TelegramFilter(size, config, 1);
        }

        private static int Decide(TelegramFilter filter, uint identificationNumber, int content, long nowUs)
        {
            TelegramFacts facts = new TelegramFacts();
            facts.Manufacturer = Kam;
            facts.IdentificationNumber = identificationNumber;
            facts.Version = 0x1B;
            facts.DeviceType = 0x16;
            facts.CiField = 0x7A;
            Telegram telegram = new Telegram();
            telegram.Length = 40;
            telegram.RssiDbm = -80;
            telegram.Mode = LinkMode.C1;
            telegram.Bytes[0] = 39;
            telegram.Bytes[10] = 0x7A;
            telegram.Bytes[15] = (byte)content;
            return (int)filter.Decide(telegram, facts, nowUs, TenOClockMs);
        }
    }
}
