// Every rule is shown a source that breaks it, and must say so on the right line; none may speak of a clean one.
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Gateway.Profile.Tests.Library;
using Gateway.Profile.Tests.Checker;
using Gateway.Profile.Tests.Rules;

namespace Gateway.Profile.Tests;

[TestClass]
public sealed class SampleTests
{
    public static IEnumerable<object[]> BadSamples => Names("bad");

    public static IEnumerable<object[]> GoodSamples => Names("good");

    [TestMethod]
    [DynamicData(nameof(BadSamples))]
    public void Checker_BadSample_IsCaughtByItsRuleOnItsLine(string name)
    {
        string file = Path.Combine(Repository.Project, "bad", name + ".cs");
        string[] expected = [.. Sample.Expected(file).Select(e => e.Rule + ":" + e.Line).Order()];
        IReadOnlyList<Violation> found = Check(file);
        string[] actual = [.. found.Select(v => v.Rule + ":" + v.Line).Distinct().Order()];

        Assert.IsNotEmpty(expected, "the sample marks nothing");
        Assert.AreEqual(string.Join('\n', expected), string.Join('\n', actual), string.Join('\n', found));
        foreach (Violation violation in found)
        {
            Assert.AreEqual("tests/Gateway.Profile.Tests/bad/" + name + ".cs", violation.File);
        }
    }

    [TestMethod]
    [DynamicData(nameof(GoodSamples))]
    public void Checker_CleanSample_FindsNothing(string name)
    {
        string file = Path.Combine(Repository.Project, "good", name + ".cs");

        Assert.IsEmpty(Check(file), string.Join('\n', Check(file)));
    }

    [TestMethod]
    public void Checker_EveryRule_HasASampleOfItsName()
    {
        string[] rules = [.. ProfileRules.All(new UsedMembers()).Concat(ProfileRules.Worlds()).Select(rule => rule.Id).Distinct().Order()];
        string[] samples = [.. Sample.Files("bad")
            .Where(file => Sample.Expected(file).Any(e => e.Rule == Path.GetFileNameWithoutExtension(file)))
            .Select(Path.GetFileNameWithoutExtension).Order()];

        Assert.IsEmpty(rules.Except(samples), "rules without a sample: " + string.Join(", ", rules.Except(samples)));
    }

    [TestMethod]
    public void SampleMembers_File_IsWhatTheSamplesUse()
    {
        UsedMembers used = new();
        IApi api = Repository.ApiFolder() is string folder ? new ApiLists(folder) : Members();
        foreach (string file in Sample.Files("bad").Concat(Sample.Files("good")))
        {
            using Firmware firmware = Sample.Compile(file);
            new ProfileChecker(new ApiRule(api, used)).Check(firmware);
        }

        UsedMembers existing = new();
        foreach (KeyValuePair<string, string> pair in used.All.Where(pair => pair.Value != null))
        {
            existing.Add(pair.Value, pair.Key);
        }

        if (Repository.IsUpdate)
        {
            existing.Write(UsedMembers.SampleFile);
        }

        Assert.AreEqual(string.Join('\n', existing.Lines), string.Join('\n', Members().Lines),
            "run this test with GATEWAY_UPDATE=1 and ../shared/api");
    }

    private static UsedMembers Members() => UsedMembers.Read(UsedMembers.SampleFile);

    private static IEnumerable<object[]> Names(string folder) => Sample.Files(folder)
        .Select(file => new object[] { Path.GetFileNameWithoutExtension(file) });

    private static IReadOnlyList<Violation> Check(string file)
    {
        using Firmware firmware = Sample.Compile(file);
        return new ProfileChecker([.. ProfileRules.All(Members()), .. ProfileRules.Worlds()]).Check(firmware);
    }
}
