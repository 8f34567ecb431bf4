// Runs the tests that are meant for a board, on the desktop: the same compiled code, found by the same attributes,
// in the way of nanoFramework's launcher (a test is a public method; with rows, one run a row).
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using Gateway.DeviceTests;
using DeviceClass = nanoFramework.TestFramework.TestClassAttribute;
using DeviceMethod = nanoFramework.TestFramework.TestMethodAttribute;
using DeviceRow = nanoFramework.TestFramework.DataRowAttribute;

namespace Gateway.Device.Tests;

[TestClass]
public sealed class DeviceTests
{
    // Fewer would mean that the search has lost some.
    private const int LeastTests = 70;

    /// <summary>Class, method and row (−1 = none) of each test.</summary>
    public static IEnumerable<object[]> All()
    {
        foreach (MethodInfo method in Methods())
        {
            int rows = method.GetCustomAttributes<DeviceRow>().Count();
            foreach (int row in rows == 0 ? [-1] : Enumerable.Range(0, rows))
            {
                yield return [method.DeclaringType.Name, method.Name, row];
            }
        }
    }

    /// <summary>What the list of results shows.</summary>
    public static string NameOf(MethodInfo _, object[] test) => (int)test[2] < 0
        ? $"{test[0]}.{test[1]}"
        : string.Create(CultureInfo.InvariantCulture, $"{test[0]}.{test[1]} [{test[2]}]");

    [TestMethod]
    [DynamicData(nameof(All), DynamicDataDisplayName = nameof(NameOf))]
    public void Board_Test_PassesOnTheDesktop(string type, string name, int row)
    {
        MethodInfo method = Methods().Single(m => m.DeclaringType.Name == type && m.Name == name);
        object[] arguments = row < 0 ? [] : Rows(method)[row].MethodParameters;
        Run(method, arguments);
    }

    [TestMethod]
    public void Board_Tests_AreFound() => Assert.IsGreaterThan(LeastTests, All().Count());

    /// <summary>The search sees a failure: an assertion that does not hold is not swallowed.</summary>
    [TestMethod]
    public void Board_FailedAssertion_Fails()
    {
        MethodInfo method = Methods().Single(m => m.Name == nameof(InterpreterTests.Switch_OnText_FindsIt));

        Exception failure = Assert.Throws<Exception>(() => Run(method, ["allow", 2]));

        Assert.AreEqual("expected 2, got 1", failure.Message);
    }

    private static void Run(MethodInfo method, object[] arguments) => method.Invoke(
        Activator.CreateInstance(method.DeclaringType), BindingFlags.DoNotWrapExceptions, null, arguments,
        CultureInfo.InvariantCulture);

    // In the order of the sources: attributes come in any.
    private static DeviceRow[] Rows(MethodInfo method) => [.. method.GetCustomAttributes<DeviceRow>()];

    private static MethodInfo[] Methods() => [.. typeof(InterpreterTests).Assembly.GetTypes()
        .Where(type => type.GetCustomAttribute<DeviceClass>() != null)
        .SelectMany(type => type.GetMethods())
        .Where(method => method.GetCustomAttribute<DeviceMethod>() != null)
        .OrderBy(method => method.DeclaringType.Name + "." + method.Name, StringComparer.Ordinal)];
}
