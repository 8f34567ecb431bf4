// What the stand-ins declare of nanoFramework is what the board has: names, parameters and enum values, as the lists
// beside the repository give them. They may lack members, never add any.
using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Profile.Tests.Checker;
using Gateway.Profile.Tests.Library;
using Mono.Cecil;

namespace Gateway.Profile.Tests;

[TestClass]
public sealed class StandinTests
{
    [TestMethod]
    [DataRow("Gateway.Standins")]
    [DataRow("Gateway.Boards")]
    public void Standins_PublicMembers_AreOnTheApiLists(string assembly)
    {
        if (Repository.ApiFolder() is not string folder)
        {
            Assert.Inconclusive("../shared/api is not there");
            return;
        }

        ApiLists lists = new(folder);
        using ModuleDefinition module = Firmware.Read(assembly);
        TypeDefinition[] types = [.. module.GetTypes()
            .Where(type => IsNanoFramework(type) && !DesktopNames.IsWrittenByCompiler(type.FullName))];
        List<string> wrong = [.. types.SelectMany(type => Wrong(type, lists))];

        Assert.IsEmpty(wrong, "\n" + string.Join('\n', wrong));
        Assert.IsNotEmpty(types, "no stand-in seen");
    }

    private static IEnumerable<string> Wrong(TypeDefinition type, ApiLists lists)
    {
        string name = Names.Of((TypeReference)type);
        if (lists.AssemblyOf(name) == null)
        {
            yield return name + " is not nanoFramework's";
            yield break;
        }

        bool isDelegate = type.BaseType?.FullName == "System.MulticastDelegate";
        foreach (MethodDefinition method in type.Methods.Where(m => IsVisible(m) && (!isDelegate || m.Name == "Invoke")))
        {
            string member = Names.Of((MethodReference)method);
            if (lists.AssemblyOf(member) == null)
            {
                yield return member + " is not nanoFramework's";
            }
        }

        foreach (FieldDefinition field in type.Fields.Where(f => f.IsPublic && !f.IsSpecialName))
        {
            string member = Names.Of((FieldReference)field);
            string value = Convert.ToString(field.Constant, System.Globalization.CultureInfo.InvariantCulture);
            if (lists.AssemblyOf(member) == null)
            {
                yield return member + " is not nanoFramework's";
            }
            else if (field.HasConstant && lists.ValueOf(member)?.Trim('"') != value)
            {
                yield return member + " is " + value + ", nanoFramework's is " + lists.ValueOf(member);
            }
        }
    }

    private static bool IsVisible(MethodDefinition method) =>
        (method.IsPublic || method.IsFamily) && method.Name != ".cctor";

    // The shadows in Gateway.Boards are internal, the stand-ins public.
    private static bool IsNanoFramework(TypeDefinition type)
    {
        bool isPublic = type.IsPublic || type.IsNestedPublic || type.Module.Assembly.Name.Name == "Gateway.Boards";
        string space = type.DeclaringType?.Namespace ?? type.Namespace;
        return isPublic && (space == "System" || space.StartsWith("System.", StringComparison.Ordinal) ||
            space.StartsWith("nanoFramework", StringComparison.Ordinal));
    }
}
