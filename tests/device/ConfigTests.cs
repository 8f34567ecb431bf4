using System.Text;
using Gateway.Config;
using Gateway.Core;
using Gateway.Uplink;
using nanoFramework.TestFramework;

namespace Gateway.DeviceTests
{
    [TestClass]
    public class ConfigTests
    {
        [TestMethod]
        public void Config_Good_IsRead()
        {
            GatewayConfig config = new GatewayConfig();
            string error = Read(
                "{\"gateway\":{\"id\":\"roof-17\"},\"radios\":[{\"chip\":\"sx1276\",\"profile\":\"S1\"}],"
                + "\"uplink\":{\"broker\":{\"host\":\"headend.example\",\"port\":8883}}}", config);
            Assert.IsNull(error);
            Assert.AreEqual("roof-17", config.GatewayId);
            Assert.AreEqual("sx1276", config.Radios[0].Chip);
            Assert.AreEqual(8883, config.BrokerPort);
        }

        [TestMethod]
        [DataRow("{\"uplink\":{\"broker\":{\"port\":99999}}}", "uplink.broker.port: 99999 is not in 1..65535")]
        [DataRow("{\"gateway\":{\"name\":\"x\"}}", "gateway.name: ")]
        [DataRow("{\"gateway\":", "")]
        public void Config_Bad_NamesPathAndChangesNothing(string text, string expected)
        {
            GatewayConfig config = new GatewayConfig();
            config.BrokerPort = 1234;
            string error = Read(text, config);
            Assert.IsNotNull(error);
            Assert.IsTrue(error.IndexOf(expected) == 0, error);
            Assert.AreEqual(1234, config.BrokerPort);
        }

        [TestMethod]
        public void BackOff_Delays_DoubleUpToTheCapAndDifferBySeed()
        {
            BackOff first = new BackOff(new RandomSource(RandomSource.SeedFrom("a", 1)), 1000, 60000);
            BackOff second = new BackOff(new RandomSource(RandomSource.SeedFrom("b", 1)), 1000, 60000);
            int same = 0;
            for (int i = 0; i < 20; i++)
            {
                int windowMs = first.WindowMs;
                int delayMs = first.NextMs();
                Assert.IsTrue(delayMs >= 1 && delayMs <= windowMs);
                same += delayMs == second.NextMs() ? 1 : 0;
            }

            Assert.AreEqual(60000, first.WindowMs);
            Assert.IsTrue(same < 3);
            first.Reset();
            Assert.AreEqual(1000, first.WindowMs);
        }

        private static string Read(string text, GatewayConfig config)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            string error;
            ConfigReader.TryRead(bytes, bytes.Length, config, out error);
            return error;
        }
    }
}
