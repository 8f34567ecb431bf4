// The firmware against what .NET nanoFramework can do: the compiled assemblies for code and signatures, the
// sources for constants. The full API lists lie beside the repository; api/used-members.txt stands in for them.
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Gateway.Profile.Tests.Library;
using Gateway.Profile.Tests.Checker;
using Gateway.Profile.Tests.Rules;

namespace Gateway.Profile.Tests;

[TestClass]
public sealed class FirmwareProfileTests
{
    [TestMethod]
    public void Firmware_AllRules_NoViolation()
    {
        using Firmware firmware = Firmware.OfThisRepository();
        UsedMembers used = new();

        IReadOnlyList<Violation> found = new ProfileChecker(ProfileRules.All(Api(), used)).Check(firmware);

        Assert.IsEmpty(found, "\n" + string.Join('\n', found));
        Assert.IsGreaterThan(50, used.All.Count, "the checker saw no firmware");
    }

    [TestMethod]
    public void Firmware_Constants_ExistOnTheBoardWithTheSameValue()
    {
        IApi api = Api();
        List<string> wrong = [];
        foreach (ConstantUse use in ForeignConstants())
        {
            string name = use.Owner + "." + use.Name;
            string value = (api as ApiLists)?.ValueOf(name);
            if (api.AssemblyOf(name) == null)
            {
                wrong.Add($"{use.File}:{use.Line}: api: {name} does not exist on the board");
            }
            else if (value != null && !IsSame(value, use.Value))
            {
                wrong.Add($"{use.File}:{use.Line}: api: {name} is {value} on the board and {use.Value} here");
            }
        }

        Assert.IsEmpty(wrong, "\n" + string.Join('\n', wrong.Distinct()));
    }

    [TestMethod]
    public void SourceModel_FirmwareSources_AreUnderstood()
    {
        string[] errors = [.. new SourceModel().Errors];

        Assert.IsEmpty(errors, "\n" + string.Join('\n', errors));
    }

    [TestMethod]
    public void UsedMembers_File_IsWhatTheFirmwareUses()
    {
        UsedMembers used = Collect(Api());
        foreach ((string name, string assembly) in UsedMembers.Read(UsedMembers.FirmwareFile).All
            .Where(pair => DesktopNames.IsDebugOnly(pair.Key)))
        {
            used.Add(assembly, name);
        }

        if (Repository.IsUpdate)
        {
            Assert.IsNotNull(Repository.ApiFolder(), "only the full lists know the assemblies of new members");
            used.Write(UsedMembers.FirmwareFile);
        }

        string[] file = [.. UsedMembers.Read(UsedMembers.FirmwareFile).Lines];
        string[] missing = [.. used.Lines.Except(file)];
        string[] stale = [.. file.Except(used.Lines)];
        Assert.AreEqual(0, missing.Length + stale.Length, "run this test with GATEWAY_UPDATE=1\nnot in the file:\n" +
            string.Join('\n', missing) + "\nno longer used:\n" + string.Join('\n', stale));
    }

    [TestMethod]
    [DataRow("used-members.txt")]
    [DataRow("sample-members.txt")]
    public void UsedMembers_EveryLine_IsOnTheApiLists(string name)
    {
        ApiLists lists = Lists();
        string file = Path.Combine(Repository.Project, "api", name);
        string[] wrong = [.. UsedMembers.Read(file).All
            .Where(pair => lists.AssemblyOf(pair.Key) != pair.Value).Select(pair => pair.Value + " " + pair.Key)];

        Assert.IsEmpty(wrong, "not on the lists:\n" + string.Join('\n', wrong));
    }

    private static ApiLists Lists()
    {
        string folder = Repository.ApiFolder();
        if (folder == null)
        {
            Assert.Inconclusive("../shared/api is not there: only api/used-members.txt was compared");
        }

        return new ApiLists(folder);
    }

    private static IApi Api() =>
        Repository.ApiFolder() is string folder ? new ApiLists(folder) : UsedMembers.Read(UsedMembers.FirmwareFile);

    private static UsedMembers Collect(IApi api)
    {
        UsedMembers used = new();
        using Firmware firmware = Firmware.OfThisRepository();
        new ProfileChecker(new ApiRule(api, used)).Check(firmware);
        foreach (ConstantUse use in ForeignConstants())
        {
            used.Add(api.AssemblyOf(use.Owner + "." + use.Name), use.Owner + "." + use.Name);
            used.Add(api.AssemblyOf(use.Owner), use.Owner);
        }

        return used;
    }

    private static IEnumerable<ConstantUse> ForeignConstants() =>
        new SourceModel().Constants().Where(use => !use.IsOwn);

    private static bool IsSame(string board, string here) =>
        board.Trim('"', '\'') == here || (
        double.TryParse(board, NumberStyles.Float, CultureInfo.InvariantCulture, out double left) &&
        double.TryParse(here, NumberStyles.Float, CultureInfo.InvariantCulture, out double right) &&
        left.Equals(right));
}
