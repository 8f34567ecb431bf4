// The child process: reads keys of mutants, one a line, and answers each with one line. What runs here may hang, leak or
// crash; the parent notices.
namespace Gateway.Mutants;

internal static class Worker
{
    public const string Survived = "survived";
    public const string Killed = "killed";

    /// <summary>Serves until the input ends.</summary>
    /// <param name="target">Which part of the firmware.</param>
    /// <param name="without">Tests that do not count: those whose name contains this; empty: all count.</param>
    public static int Run(Target target, string without)
    {
        TextWriter answers = Console.Out;
        Console.SetOut(TextWriter.Null);
        var killers = new List<string>();
        while (Console.ReadLine() is { } key)
        {
            answers.WriteLine(Try(target, key, without, killers));
            answers.Flush();
        }

        return 0;
    }

    // A test that killed a mutant before goes first: the result is the same, and it comes sooner.
    private static string Try(Target target, string key, string without, List<string> killers)
    {
        var context = MutantContext.Of(target, key);
        var tests = TestCase.Of(context.LoadFromAssemblyName(new(target.TestAssembly)), target)
            .Where(test => without.Length == 0 || !test.Name.Contains(without, StringComparison.Ordinal))
            .OrderBy(test => killers.IndexOf(test.Name) is >= 0 and var place ? place : int.MaxValue);
        int count = 0;
        foreach (TestCase test in tests)
        {
            count++;
            if (test.Fails() is { } message)
            {
                killers.Remove(test.Name);
                killers.Insert(0, test.Name);
                return $"{Killed}\t{test.Name}\t{message}";
            }
        }

        return $"{Survived}\t{count}";
    }
}
