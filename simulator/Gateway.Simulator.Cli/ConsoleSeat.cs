using System;
using System.IO;
using System.Threading;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Cli;

/// <summary>Whoever sits at the gateway's console: a program at a pseudo-terminal, or the person at this
/// terminal.</summary>
internal sealed class ConsoleSeat : IDisposable
{
    private const byte Backspace = 8;

    private readonly bool _isHere;
    private readonly PseudoTerminal _terminal;

    private ConsoleSeat(bool isHere)
    {
        _isHere = isHere;
        _terminal = isHere ? null : new PseudoTerminal();
    }

    /// <summary>Whether it is this terminal: nothing else is to be written to it.</summary>
    public bool IsHere => _isHere;

    /// <summary>Takes the seat that an option names.</summary>
    /// <param name="word">"pty", "stdio", or null for none.</param>
    public static ConsoleSeat Take(string word)
    {
        if (word == "pty" && !OperatingSystem.IsLinux())
        {
            throw new UsageException("--console pty: pseudo-terminals are Linux's; use --console stdio");
        }

        return word is null ? null : new ConsoleSeat(word == "stdio");
    }

    /// <summary>Joins the seat to a run: the gateway gets a console.</summary>
    /// <param name="options">The run.</param>
    /// <param name="notice">Hears what the person should know.</param>
    public RunOptions Join(RunOptions options, Action<string> notice)
    {
        var gateway = options.Scenario.Gateway.WithConsole(out var leftOut);
        if (gateway.ConsolePlace < 0)
        {
            throw new UsageException("--console: the board of this scenario has no port left for it");
        }

        notice($"console: port {gateway.ConsolePlace} of the board" + (leftOut == null ? ""
            : $"; the line {leftOut} made room for it, the board has no further UART"));
        notice($"console: {(_isHere ? "this terminal" : _terminal.Name + ", for instance: screen " + _terminal.Name)}, " +
            $"code {ScenarioGateway.InstallerCode}; press Enter to begin");
        return options with { Scenario = options.Scenario with { Gateway = gateway }, Console = Attach };
    }

    /// <inheritdoc/>
    public void Dispose() => _terminal?.Dispose();

    private void Attach(ConsoleLine line)
    {
        if (_isHere)
        {
            var output = Console.OpenStandardOutput();
            line.Sent += bytes =>
            {
                output.Write(bytes);
                output.Flush();
            };
            new Thread(() => ReadHere(line)) { IsBackground = true }.Start();
            return;
        }

        line.Sent += _terminal.Write;
        _terminal.Listen(bytes => line.Type(bytes));
    }

    // A keyboard is read key by key, because the board echoes; a pipe as it comes.
    private static void ReadHere(ConsoleLine line)
    {
        if (!Console.IsInputRedirected)
        {
            while (true)
            {
                var key = Console.ReadKey(intercept: true);
                var isBackspace = key.Key == ConsoleKey.Backspace;
                if (isBackspace || key.KeyChar is > '\0' and < '\x80')
                {
                    line.Type([isBackspace ? Backspace : (byte)key.KeyChar]);
                }
            }
        }

        using var input = Console.OpenStandardInput();
        var buffer = new byte[256];
        int count;
        while ((count = input.Read(buffer, 0, buffer.Length)) > 0)
        {
            line.Type(buffer.AsSpan(0, count));
        }
    }
}
