using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Core;

namespace Gateway.Config.Tests;

[TestClass]
public sealed class ConfigChangeTests
{
    private const string Old = "{\"old\":1}";
    private const string New = "{\"new\":2}";

    [TestMethod]
    public void Boot_NothingThere_TakesTheDefaultsWithoutAComplaint()
    {
        var rig = new ConfigRig(installer: null);
        rig.Boot();

        Assert.AreEqual(ConfigSource.Default, rig.Store.Source);
        Assert.IsNull(rig.Store.Problem);
        Assert.AreEqual("default", Word(rig, "status"));
    }

    [TestMethod]
    public void Apply_ProvenInTime_IsInUseForGood()
    {
        var rig = new ConfigRig();
        rig.Boot();
        Assert.IsNull(rig.Apply(New, "7"));
        Assert.IsTrue(rig.Change.IsArmed);
        Assert.AreEqual("pending", Last(rig, "verdict"));

        rig.Boot();
        Assert.AreEqual(New, rig.Text);
        Assert.AreEqual("trial", Word(rig, "status"));
        rig.Prove();

        Assert.IsFalse(rig.Store.IsTrial);
        AssertApplied(rig);
        CollectionAssert.AreEqual(new[] { "applied" }, rig.Log.Steps);
        rig.Boot();
        AssertApplied(rig);
        CollectionAssert.AreEqual(new[] { "applied" }, rig.Log.Steps, "told once");
    }

    [TestMethod]
    public void Apply_NotProvenInTime_ComesBackByItselfAndSaysWhy()
    {
        var rig = new ConfigRig { Trouble = "nobody answers" };
        rig.Boot();
        rig.Apply(New, "7", proveS: 120);
        rig.Boot();
        rig.Wait(119);
        Assert.IsFalse(rig.Change.IsGivenUp);
        rig.Wait(1);
        Assert.IsTrue(rig.Change.IsGivenUp);
        rig.Change.Prove();
        rig.Settle();

        rig.Boot();
        Assert.AreEqual(Old, rig.Text);
        Assert.AreEqual("rolled_back", Last(rig, "verdict"));
        Assert.AreEqual("nobody answers", Last(rig, "reason"));
        Assert.AreEqual("7", Last(rig, "revision"));
        CollectionAssert.AreEqual(new[] { "rolled_back" }, rig.Log.Steps);
    }

    [TestMethod]
    public void Apply_RestartBeforeTheProof_ComesBack()
    {
        var rig = new ConfigRig();
        rig.Boot();
        rig.Apply(New);
        rig.Boot();
        rig.Boot();

        Assert.AreEqual(Old, rig.Text);
        Assert.AreEqual("it restarted before it was proven", Last(rig, "reason"));
    }

    [TestMethod]
    public void Apply_RefusedDocument_ChangesNothing()
    {
        var rig = new ConfigRig();
        rig.Bad[New] = "uplink.broker.port: 99999 is not in 1..65535";
        rig.Boot();

        Assert.AreEqual("uplink.broker.port: 99999 is not in 1..65535", rig.Apply(New));
        Assert.IsTrue(rig.Change.IsRefusal);
        Assert.IsFalse(rig.Change.IsArmed);
        rig.Boot();
        Assert.AreEqual(Old, rig.Text);
        CollectionAssert.AreEqual(new[] { "refused" }, rig.Log.Steps);
    }

    [TestMethod]
    public void Apply_HashOfAnother_IsRefused()
    {
        var rig = new ConfigRig();
        rig.Boot();
        var bytes = Encoding.UTF8.GetBytes(New);
        rig.Change.TryLoad("2", bytes.Length, SHA256.HashData(Encoding.UTF8.GetBytes(Old)));
        rig.Settle();
        rig.Change.TryPut(0, bytes, 0, bytes.Length);
        rig.Settle();
        rig.Change.TryApply("2", 300);

        Assert.AreEqual("sha256: is not that of the document", rig.Settle());
        Assert.IsFalse(rig.Change.IsArmed);
    }

    [TestMethod]
    public void Whole_Document_IsAppliedWhateverPiecesComeBetween()
    {
        var rig = new ConfigRig();
        rig.Boot();
        var bytes = Encoding.UTF8.GetBytes("##" + New + "##");
        Assert.IsTrue(rig.Change.TryWhole("2", bytes, 2, New.Length, 300));
        Assert.IsFalse(rig.Change.TryPut(0, Encoding.UTF8.GetBytes("{\"evil\":1}"), 0, 9));
        Assert.IsNull(rig.Settle());
        rig.Change.TryPut(0, Encoding.UTF8.GetBytes("{\"evil\":1}"), 0, 9);
        Assert.AreEqual("no document is being loaded", rig.Settle());
        rig.Boot();
        Assert.AreEqual(New, rig.Text);
    }

    [TestMethod]
    public void Apply_SameAsInUse_NeedsNoRestart()
    {
        var rig = new ConfigRig();
        rig.Boot();
        rig.Apply(New);
        rig.Boot();
        rig.Prove();
        Assert.IsNull(rig.Apply(New));
        Assert.IsFalse(rig.Change.IsArmed);
    }

    [TestMethod]
    public void Load_DuringATrial_IsRefused()
    {
        var rig = new ConfigRig();
        rig.Boot();
        rig.Apply(New);
        rig.Boot();
        Assert.AreEqual("a configuration is being tried", rig.Apply("{\"third\":3}", "3"));
        rig.Prove();
        Assert.IsNull(rig.Apply("{\"third\":3}", "3"));
    }

    [TestMethod]
    public void Candidate_ThatTheBoardRefusesAtTheStart_IsNotTried()
    {
        var rig = new ConfigRig();
        rig.Boot();
        rig.Apply(New);
        rig.Bad[New] = "radios[1]: the board has pins for 1";
        rig.Boot();

        Assert.AreEqual(Old, rig.Text);
        Assert.AreEqual("refused", Last(rig, "verdict"));
        Assert.AreEqual("radios[1]: the board has pins for 1", Last(rig, "reason"));
    }

    [TestMethod]
    public void Installer_BadFile_GoesBackToTheLastGoodSet()
    {
        var rig = new ConfigRig();
        rig.Boot();
        rig.Prove();
        rig.PutInstaller("not JSON at all");
        rig.Boot();

        Assert.AreEqual(Old, rig.Text);
        Assert.AreEqual("gateway.json: not JSON", rig.Store.Problem);
        Assert.AreEqual(ConfigSource.Set, rig.Store.Source);
        CollectionAssert.AreEqual(new[] { "refused" }, rig.Log.Steps);
    }

    [TestMethod]
    public void Installer_BadFileAndNoSet_TakesTheDefaultsAndSaysWhy()
    {
        var rig = new ConfigRig(installer: "nonsense");
        rig.Boot();

        Assert.AreEqual(ConfigSource.Default, rig.Store.Source);
        Assert.AreEqual("gateway.json: not JSON", rig.Store.Problem);
    }

    [TestMethod]
    public void Installer_NewGoodFile_TakesThePlaceOfASetAndIsAdopted()
    {
        var rig = new ConfigRig();
        rig.Boot();
        rig.Apply(New);
        rig.Boot();
        rig.Prove();
        rig.PutInstaller("{\"third\":3}");
        rig.Boot();
        Assert.AreEqual("{\"third\":3}", rig.Text);
        rig.Prove();
        rig.PutInstaller("bad");
        rig.Boot();
        Assert.AreEqual("{\"third\":3}", rig.Text);
    }

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Set_Damaged_GivesWayToTheOneBefore(FileSystemKind kind)
    {
        var rig = new ConfigRig(kind);
        rig.Boot();
        rig.Prove();
        rig.Apply(New);
        rig.Boot();
        rig.Prove();
        Assert.AreEqual(New, rig.Text);
        rig.Drive.Rot("cfg-b", 8 * (128 + 3));
        rig.Boot();

        Assert.AreEqual(Old, rig.Text);
        Assert.AreEqual("the set in use is damaged", rig.Store.Problem);
        Assert.AreEqual("refused", rig.Log.Steps[^1]);
    }

    [TestMethod]
    public void Set_Damaged_NeverGivesWayToOneThatWasNotProven()
    {
        var rig = new ConfigRig();
        rig.Boot();
        rig.Prove();
        rig.Apply(New);
        rig.Boot();
        rig.Boot();
        rig.Drive.Rot("cfg-a", 8 * (128 + 3));
        rig.Boot();

        Assert.AreEqual(Old, rig.Text, "the installer's file is the one that was adopted");
        Assert.AreEqual(ConfigSource.Installer, rig.Store.Source);
    }

    [TestMethod]
    public void Pieces_OutOfPlace_ChangeNothing()
    {
        var rig = new ConfigRig();
        rig.Boot();
        var bytes = Encoding.UTF8.GetBytes(New);
        rig.Change.TryLoad("2", bytes.Length, SHA256.HashData(bytes));
        rig.Settle();
        rig.Change.TryPut(3, bytes, 0, 3);
        Assert.IsNull(rig.Settle());
        Assert.AreEqual(0, rig.Change.NextOffset);
        rig.Change.TryPut(0, new byte[100], 0, 100);
        Assert.AreEqual("offset: the piece goes past the document's end", rig.Settle());
        rig.Change.TryApply("2", 300);
        Assert.AreEqual("no document has been loaded in full", rig.Settle());
        Assert.IsNull(rig.Apply(New, pieceBytes: 4));
    }

    /// <summary>The file that has proven itself is the one of the start. Another one is tried at the next
    /// start.</summary>
    [TestMethod]
    public void Adoption_FileReplacedMeanwhile_IsNotDone()
    {
        var rig = new ConfigRig();
        rig.Boot();
        rig.PutInstaller("{\"third\":3}");
        rig.Prove();
        Assert.AreEqual(ConfigSource.Installer, rig.Store.Source);
        rig.Boot();
        Assert.AreEqual("{\"third\":3}", rig.Text);
        rig.Prove();
        Assert.AreEqual(ConfigSource.Set, rig.Store.Source);
        rig.PutInstaller("bad");
        rig.Boot();
        Assert.AreEqual("{\"third\":3}", rig.Text);
    }

    [TestMethod]
    public void Adoption_WhileADocumentIsLoaded_Waits()
    {
        var rig = new ConfigRig();
        rig.Boot();
        var bytes = Encoding.UTF8.GetBytes(New);
        rig.Change.TryLoad("2", bytes.Length, SHA256.HashData(bytes));
        rig.Settle();
        rig.Prove();
        Assert.AreEqual(ConfigSource.Installer, rig.Store.Source);
        rig.Change.TryPut(0, bytes, 0, bytes.Length);
        Assert.IsNull(rig.Settle());
        rig.Change.TryApply("2", 300);
        Assert.IsNull(rig.Settle());
        rig.Boot();
        Assert.AreEqual(New, rig.Text);
    }

    [TestMethod]
    public void Flash_Broken_IsSaidAndChangesNothing()
    {
        var rig = new ConfigRig();
        rig.Boot();
        rig.Drive.IsDead = true;
        Assert.AreEqual("the flash could not be written", rig.Apply(New));
        Assert.IsFalse(rig.Change.IsRefusal);
        rig.Drive.IsDead = false;
        rig.Boot();
        Assert.AreEqual(Old, rig.Text);
    }

    [TestMethod]
    public void Refusals_Many_AreToldOnceAMinute()
    {
        var rig = new ConfigRig();
        rig.Boot();
        for (var i = 0; i < 130; i++)
        {
            rig.Change.Refuse("no", i * 1_000_000L);
        }

        Assert.HasCount(3, rig.Log.Steps);
    }

    private static void AssertApplied(ConfigRig rig)
    {
        Assert.AreEqual(New, rig.Text);
        Assert.AreEqual("applied", Word(rig, "status"));
        Assert.AreEqual("7", Word(rig, "revision"));
        Assert.AreEqual(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(New))), Word(rig, "sha256"));
        Assert.AreEqual("applied", Last(rig, "verdict"));
    }

    private static string Word(ConfigRig rig, string name) => rig.State.GetProperty(name).GetString();

    private static string Last(ConfigRig rig, string name) =>
        rig.State.GetProperty("last").GetProperty(name).GetString();
}
