// Who may know whom, beyond the stages: the firmware, the simulator's chip models and the host bridge. Constants are
// folded by the compiler, so sources are read for those.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Gateway.Profile.Tests.Checker;
using Gateway.Profile.Tests.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mono.Cecil;

namespace Gateway.Profile.Tests;

[TestClass]
public sealed class StructureTests
{
    [TestMethod]
    public void Stages_Constants_AreTakenFromAllowedStages()
    {
        ConstantUse[] uses = [.. new SourceModel().Constants().Where(use => use.IsOwn)];
        string[] wrong = [.. uses
            .Select(use => (Use: use, Why: StageRule.Refusal(Namespace(use.User), Namespace(use.Owner))))
            .Where(pair => pair.Why != null)
            .Select(pair => $"{pair.Use.File}:{pair.Use.Line}: stage: {pair.Why}: {pair.Use.Name}")];

        Assert.IsEmpty(wrong, "\n" + string.Join('\n', wrong));
        Assert.IsGreaterThan(20, uses.Length, "no constants were seen");
    }

    [TestMethod]
    public void ChipModels_Code_DoesNotUseTheDrivers()
    {
        using Firmware simulator = new([Firmware.Read("Gateway.Simulator")],
            new SourceIndex(Repository.Sources("simulator/Gateway.Simulator")));

        IReadOnlyList<Violation> found = new ProfileChecker(ProfileRules.Worlds()).Check(simulator);

        Assert.IsEmpty(found, "\n" + string.Join('\n', found));
        Assert.IsTrue(simulator.Types.Any(type => type.Namespace == "Gateway.Simulator.Chips"), "no chip model seen");
    }

    [TestMethod]
    public void ChipModels_Sources_NameNothingOfTheDrivers()
    {
        HashSet<string> drivers = TypeNames("firmware/Radio");
        drivers.ExceptWith(TypeNames("simulator/Gateway.Simulator"));
        List<string> wrong = [];
        foreach (string file in Repository.Sources("simulator/Gateway.Simulator/Chips"))
        {
            wrong.AddRange(Parse(file).GetRoot().DescendantNodes().OfType<IdentifierNameSyntax>()
                .Where(name => drivers.Contains(name.Identifier.Text))
                .Select(name => Repository.Relative(file) + ":" + Line(name) + ": names " + name.Identifier.Text));
        }

        Assert.IsEmpty(wrong, "\n" + string.Join('\n', wrong));
        Assert.Contains("Cc1101Registers", drivers);
    }

    [TestMethod]
    public void HostBridge_Code_DoesNotUseStandinsOrSimulator()
    {
        using Firmware bridge = new([Firmware.Read("Gateway.Mqtt")],
            new SourceIndex(Repository.Sources("hostbridge")));

        IReadOnlyList<Violation> found = new ProfileChecker(ProfileRules.Worlds()).Check(bridge);

        Assert.IsEmpty(found, "\n" + string.Join('\n', found));
    }

    [TestMethod]
    public void HostBridge_Projects_ReferToNothingOfTheSimulator()
    {
        string[] projects = Directory.GetFiles(Path.Combine(Repository.Root, "hostbridge"), "*.csproj",
            SearchOption.AllDirectories);
        string[] wrong = [.. projects.SelectMany(file => XDocument.Load(file).Descendants("ProjectReference")
            .Select(reference => (string)reference.Attribute("Include"))
            .Where(path => path.Contains("Standins", StringComparison.Ordinal) ||
                path.Contains("Simulator", StringComparison.Ordinal))
            .Select(path => Repository.Relative(file) + " refers to " + path))];

        Assert.IsNotEmpty(projects);
        Assert.IsEmpty(wrong, string.Join('\n', wrong));
    }

    [TestMethod]
    public void Firmware_References_AreTheClassLibraryAndItsStandins()
    {
        using Firmware firmware = Firmware.OfThisRepository();
        foreach (ModuleDefinition module in firmware.Modules)
        {
            string[] references = [.. module.AssemblyReferences.Select(reference => reference.Name)];
            string[] around = IsOfBoards(module.Assembly.Name.Name) ? ["netstandard", "Gateway.Standins"] : ["netstandard"];
            Assert.IsEmpty(references.Except([.. Firmware.AssemblyNames, .. around]),
                module.Name + " refers to " + string.Join(", ", references));
        }
    }

    // The compiler refuses what a project does not name; here is that a project names nothing in vain, so that the graph
    // of projects is that of the code. Constants leave no trace in the compiled code.
    [TestMethod]
    public void Firmware_ProjectReferences_AreAllUsed()
    {
        Dictionary<string, string> assemblies = [];
        using Firmware firmware = Firmware.OfThisRepository();
        foreach (TypeDefinition type in firmware.Types)
        {
            assemblies[Names.Of((TypeReference)type)] = type.Module.Assembly.Name.Name;
        }

        HashSet<(string, string)> used = [.. firmware.Modules.SelectMany(module => module.AssemblyReferences
            .Select(reference => (module.Assembly.Name.Name, reference.Name)))];
        used.UnionWith(new SourceModel().Constants().Where(use => use.IsOwn)
            .Select(use => (assemblies.GetValueOrDefault(use.User), assemblies.GetValueOrDefault(use.Owner))));
        string[] idle = [.. Firmware.AssemblyNames.SelectMany(name => NanoProject.DesktopReferences(name)
            .Where(other => !used.Contains((name, other))).Select(other => name + " names " + other))];

        Assert.IsEmpty(idle, string.Join('\n', idle));
        Assert.Contains(("Gateway.Uplink", "Gateway.Store"), used);
    }

    private static bool IsOfBoards(string assembly) => assembly.StartsWith("Gateway.Board", StringComparison.Ordinal);

    private static string Namespace(string type)
    {
        string outer = type.Split('+')[0];
        int dot = outer.LastIndexOf('.');
        return dot < 0 ? "" : outer[..dot];
    }

    private static HashSet<string> TypeNames(string folder) => [.. Repository.Sources(folder)
        .SelectMany(file => Parse(file).GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>())
        .Select(type => type.Identifier.Text)];

    private static SyntaxTree Parse(string file) => CSharpSyntaxTree.ParseText(File.ReadAllText(file));

    private static int Line(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
