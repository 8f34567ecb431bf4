using System.Globalization;

namespace Gateway.Mutants;

/// <summary>What a person asked for.</summary>
internal sealed record Options
{
    public const string Usage = """
        usage: ./gateway bench mutants [cc1101 | sx1276 | radio | link ...] [options]

          --count N     systematic mutants of each target, a seeded sample (default 150); 0: the named ones only
          --seed N      of the sample (default 1)
          --jobs N      processes at a time (default 2)
          --without T   tests whose name contains T do not count
          --verbose     says of each mutant what became of it

        Exit status: 0 every named mutant was killed, 1 one survived, 2 wrong usage.
        """;

    public List<Target> Targets { get; } = [];

    public int Count { get; private set; } = 150;

    public int Seed { get; private set; } = 1;

    public int Jobs { get; private set; } = 2;

    public string Without { get; private set; } = "";

    public bool IsVerbose { get; private set; }

    public bool IsHelp { get; private set; }

    public static Options Parse(string[] arguments)
    {
        var options = new Options();
        for (int i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--help" or "-h" or "-?":
                    options.IsHelp = true;
                    break;
                case "--verbose":
                    options.IsVerbose = true;
                    break;
                case "--count":
                    options.Count = Number(arguments, ++i, 0);
                    break;
                case "--seed":
                    options.Seed = Number(arguments, ++i, 0);
                    break;
                case "--jobs":
                    options.Jobs = Number(arguments, ++i, 1);
                    break;
                case "--without":
                    options.Without = ++i < arguments.Length ? arguments[i] : throw new ArgumentException("--without what?");
                    break;
                default:
                    options.Targets.Add(Target.Of(arguments[i]));
                    break;
            }
        }

        if (options.Targets.Count == 0)
        {
            options.Targets.AddRange(Target.All);
        }

        return options;
    }

    private static int Number(string[] arguments, int index, int least) =>
        index < arguments.Length
        && int.TryParse(arguments[index], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        && number >= least
            ? number
            : throw new ArgumentException($"{arguments[index - 1]}: a number of {least} or more");
}
