// The tests that run on a board obey what the firmware obeys, and what nanoFramework's launcher wants besides: it calls
// a test without an object, and takes a row's arguments from an attribute.
using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Profile.Tests.Checker;
using Gateway.Profile.Tests.Library;
using Gateway.Profile.Tests.Rules;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Gateway.Profile.Tests;

[TestClass]
public sealed class DeviceTestRules
{
    private const string Project = "Gateway.DeviceTests";
    private const string Space = "nanoFramework.TestFramework.";

    [TestMethod]
    public void DeviceTests_AllRules_NoViolation()
    {
        if (Repository.ApiFolder() is not string folder)
        {
            Assert.Inconclusive("../shared/api is not there");
            return;
        }

        UsedMembers used = new();
        using Firmware firmware = WithFirmware();
        Rule[] rules = [.. ProfileRules.All(new ApiLists(folder), used).Where(rule => rule is not StageRule)];

        IReadOnlyList<Violation> found = new ProfileChecker(rules).Check(firmware);

        Assert.IsEmpty(found, "\n" + string.Join('\n', found));
        Assert.IsTrue(used.All.Keys.Any(name => name.StartsWith(Space + "Assert::", StringComparison.Ordinal)),
            "no test was seen");
    }

    [TestMethod]
    public void DeviceTests_Methods_NeedNoObject()
    {
        using ModuleDefinition module = Firmware.Read(Project);
        MethodDefinition[] tests = Tests(module);
        string[] wrong = [.. tests
            .Where(method => method.Body.Instructions.Any(UsesThis))
            .Select(method => method.FullName + " uses its object")];

        Assert.IsEmpty(wrong, string.Join('\n', wrong));
        Assert.IsGreaterThan(30, tests.Length, "no test was seen");
        Assert.IsTrue(tests.All(method => method.IsPublic && method.ReturnType.FullName == "System.Void"));
    }

    [TestMethod]
    public void DeviceTests_Rows_HaveNumbersAndTextsThatFit()
    {
        using ModuleDefinition module = Firmware.Read(Project);
        int rows = 0;
        foreach (MethodDefinition method in Tests(module))
        {
            string[] wanted = [.. method.Parameters.Select(parameter => parameter.ParameterType.FullName)];
            CustomAttributeArgument[][] given = [.. method.CustomAttributes
                .Where(attribute => attribute.AttributeType.FullName == Space + "DataRowAttribute")
                .Select(attribute => (CustomAttributeArgument[])attribute.ConstructorArguments.Single().Value)];
            rows += given.Length;
            Assert.IsTrue(given.Length > 0 || wanted.Length == 0, method.FullName + " has no row");
            foreach (CustomAttributeArgument[] row in given)
            {
                string[] types = [.. row.Select(argument => ((CustomAttributeArgument)argument.Value).Type.FullName)];
                CollectionAssert.AreEqual(wanted, types, method.FullName);
                Assert.IsTrue(types.All(type => type is "System.Int32" or "System.String"), method.FullName);
            }
        }

        Assert.IsGreaterThan(10, rows, "no row was seen");
    }

    private static Firmware WithFirmware() => new(
        [.. Firmware.OfThisRepository().Modules, Firmware.Read(Project)],
        new SourceIndex([.. Repository.Sources("firmware"), .. Repository.Sources("tests/device")]));

    private static MethodDefinition[] Tests(ModuleDefinition module) => [.. module.GetTypes()
        .SelectMany(type => type.Methods)
        .Where(method => method.CustomAttributes.Any(attribute =>
            attribute.AttributeType.FullName == Space + "TestMethodAttribute"))];

    private static bool UsesThis(Instruction instruction) => instruction.OpCode.Code == Code.Ldarg_0 ||
        (instruction.Operand is ParameterDefinition parameter && parameter.Index < 0);
}
