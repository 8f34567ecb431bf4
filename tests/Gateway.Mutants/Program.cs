// Puts faults into the compiled firmware, one at a time, and asks the tests whether they notice. README.md has the figures
// and the survivors.
using System.Globalization;

namespace Gateway.Mutants;

internal static class Program
{
    private const int Ok = 0;
    private const int Failed = 1;
    private const int WrongUsage = 2;

    private static int Main(string[] arguments)
    {
        try
        {
            return arguments is ["--worker", var name, var without]
                ? Worker.Run(Target.Of(name), without)
                : Run(Options.Parse(arguments));
        }
        catch (ArgumentException e)
        {
            Console.Error.WriteLine("error: " + e.Message);
            Console.Error.WriteLine(Options.Usage);
            return WrongUsage;
        }
    }

    private static int Run(Options options)
    {
        if (options.IsHelp)
        {
            Console.WriteLine(Options.Usage);
            return Ok;
        }

        int namedSurvivors = 0;
        foreach (Target target in options.Targets)
        {
            List<Mutant> mutants = Campaign.Choose(target, options.Count, options.Seed, out int available);
            var survivors = new List<string>();
            int killed = 0;
            Campaign.Run(target, mutants, options.Jobs, options.Without, (mutant, outcome) =>
            {
                bool isNamed = mutant.Key.Contains(':', StringComparison.Ordinal);
                string line = $"{mutant.Key,-38} {mutant.Place}: {mutant.Change}";
                killed += outcome.IsKilled ? 1 : 0;
                namedSurvivors += isNamed && !outcome.IsKilled ? 1 : 0;
                if (!outcome.IsKilled)
                {
                    survivors.Add(line);
                }

                if (isNamed || options.IsVerbose)
                {
                    Console.WriteLine(outcome.IsKilled
                        ? $"killed    {line}\n          by {Short(outcome.Test + " " + outcome.Message)}"
                        : $"SURVIVED  {line}");
                }
            });
            Console.WriteLine();
            survivors.Order(StringComparer.Ordinal).ToList().ForEach(line => Console.WriteLine("survived  " + line));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{target.Name}: {mutants.Count} mutants tried ({available:N0} systematic ones there are, seed {options.Seed}), {killed} killed, {survivors.Count} survived: {100.0 * killed / mutants.Count:F1} % killed"));
            Console.WriteLine();
        }

        return namedSurvivors == 0 ? Ok : Failed;
    }

    private static string Short(string text) => text.Length <= 140 ? text.Trim() : text[..140].Trim() + " ...";
}
