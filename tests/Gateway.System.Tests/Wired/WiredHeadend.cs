// What tests of commands to wired meters share: a scenario under way and the headend that listens to it.
using System.Collections.Generic;
using System.Text.Json;
using Gateway.System.Tests.Commands;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Wired;

/// <summary>A test with a headend whose commands expire at times counted from the scenario's start.</summary>
public abstract class WiredHeadend
{
    /// <summary>2026-01-15T00:00:00Z, the start of the scenarios.</summary>
    protected const long StartMs = 1_768_435_200_000;

    private Headend _headend;

    /// <summary>Answers to commands.</summary>
    private protected List<JsonElement> Answers => _headend.Answers;

    /// <summary>Data of the events that arrived.</summary>
    private protected List<JsonElement> Events => _headend.Events;

    /// <summary>A scenario under way, listened to.</summary>
    private protected TestWorld Start(string name)
    {
        var test = new TestWorld(Runs.Load(name));
        _headend = new Headend(test);
        return test.Start();
    }

    /// <summary>The steps that the audit of a command has, in order.</summary>
    private protected string[] StepsOf(string command) => _headend.Steps(command);

    private protected void Send(string name, string payload) => _headend.Send(name, payload);

    private protected static string Signed(string name, string body, int seconds, string id = "c-1") =>
        Headend.Signed(name, id, StartMs + (seconds * 1000L), body);
}
