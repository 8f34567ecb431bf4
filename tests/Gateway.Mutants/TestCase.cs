using System.Reflection;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.Mutants;

/// <summary>One test with its arguments, called without a test host.</summary>
/// <param name="type">The test class.</param>
/// <param name="method">The test method.</param>
/// <param name="arguments">Of its row of data.</param>
internal sealed class TestCase(Type type, MethodInfo method, object?[] arguments)
{
    public string Name { get; } =
        $"{type.Name}.{method.Name}" + (arguments.Length > 0 ? $"({string.Join(",", arguments)})" : "");

    /// <summary>Every test of an assembly that can say something about a target. A test method that this cannot
    /// call is an error.</summary>
    public static IEnumerable<TestCase> Of(Assembly assembly, Target target) =>
        from type in assembly.GetTypes()
        where !type.IsAbstract && type.GetCustomAttribute<TestClassAttribute>() != null
        from method in type.GetMethods()
        where method.GetCustomAttribute<TestMethodAttribute>() != null
        from arguments in Rows(method)
        where target.Concerns(type, arguments)
        select new TestCase(type, method, arguments);

    /// <summary>Runs it.</summary>
    /// <returns>null when it passed; otherwise what it said, in one line.</returns>
    public string? Fails()
    {
        try
        {
            if (method.Invoke(Activator.CreateInstance(type), arguments) is Task task)
            {
                task.GetAwaiter().GetResult();
            }

            return null;
        }
        catch (TargetInvocationException e) when (e.InnerException is AssertInconclusiveException)
        {
            return null;
        }
        catch (Exception e)
        {
            Exception cause = e is TargetInvocationException { InnerException: { } inner } ? inner : e;
            return string.Join(' ', cause.Message.Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
        }
    }

    private static IEnumerable<object?[]> Rows(MethodInfo method)
    {
        object?[][] rows = [.. method.GetCustomAttributes<DataRowAttribute>().Select(row => row.Data ?? [null])];
        if (rows.Length == 0 && method.GetParameters().Length > 0)
        {
            throw new NotSupportedException($"{method.DeclaringType}.{method.Name}: only rows of data are understood");
        }

        return rows.Length == 0 ? [[]] : rows;
    }
}
