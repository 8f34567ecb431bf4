using Gateway.Core;

namespace Gateway.Radio.Tests;

[TestClass]
public class ProfilePlanTests
{
    [TestMethod]
    public void OneProfile_IsForEver()
    {
        ProfilePlan plan = new(RadioProfile.S1);
        Assert.AreEqual(1, plan.Count);
        Assert.AreEqual(RadioProfile.S1, plan.ProfileOf(0));
        Assert.AreEqual(long.MaxValue, plan.DwellUs(0));
        Assert.IsTrue(plan.Contains(RadioProfile.S1));
        Assert.IsFalse(plan.Contains(RadioProfile.T1C1));
    }

    [TestMethod]
    public void SeveralProfiles_HaveTheirTimesInTheirOrder()
    {
        ProfilePlan plan = new([RadioProfile.T1C1, RadioProfile.LinkIq], [50, 3600]);
        Assert.AreEqual(2, plan.Count);
        Assert.AreEqual(50_000_000, plan.DwellUs(0));
        Assert.AreEqual(3_600_000_000, plan.DwellUs(1));
        Assert.AreEqual(RadioProfile.LinkIq, plan.ProfileOf(1));
        Assert.IsTrue(plan.Contains(RadioProfile.LinkIq));
        Assert.IsFalse(plan.Contains(RadioProfile.S1));
    }
}
