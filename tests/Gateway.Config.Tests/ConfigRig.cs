using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Boards;
using Gateway.Core;
using Gateway.Simulator.Storage;
using Gateway.Standins;
using Gateway.Store.Tests;

namespace Gateway.Config.Tests;

/// <summary>Configuration sets on the board's own file code: boots, loses power, boots again.</summary>
internal sealed class ConfigRig : IConfigUser
{
    private readonly FileSystemKind _kind;

    public ConfigRig(FileSystemKind kind = FileSystemKind.Littlefs, string installer = "{\"old\":1}")
    {
        _kind = kind;
        Drive = Storage.AddDrive('I', kind, 1 << 20);
        StandinHost.Current = new StorageHost(Storage);
        if (installer != null)
        {
            PutInstaller(installer);
        }
    }

    public FlashStorage Storage { get; } = new();

    public FlashDrive Drive { get; }

    public EventList Log { get; } = new();

    public ConfigStore Store { get; private set; }

    public ConfigChange Change { get; private set; }

    public StepWorker Worker { get; private set; }

    public long NowUs { get; private set; }

    /// <summary>Documents that this board refuses, with the reason.</summary>
    public Dictionary<string, string> Bad { get; } = [];

    public string Trouble { get; set; }

    public string Text => Store.Load() is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    public JsonElement State => JsonDocument.Parse(Change.Payload).RootElement;

    public void PutInstaller(string text) => Drive.Files[ConfigStore.InstallerFile] = Encoding.UTF8.GetBytes(text);

    /// <summary>Power on.</summary>
    /// <returns>False when power went meanwhile.</returns>
    public bool Boot()
    {
        Storage.Reboot();
        return Start();
    }

    /// <summary>The same without forgetting a cut that is to come.</summary>
    public bool Start()
    {
        NowUs = 0;
        Worker = new StepWorker();
        Store = new ConfigStore(new NanoFileStore("I:\\", _kind, 0));
        Store.Open(this);
        if (Storage.IsOff)
        {
            return false;
        }

        Change = new ConfigChange(Store, Worker, this, Log, 4096);
        Change.Start(NowUs);
        Settle();
        return !Storage.IsOff;
    }

    public string Refusal(byte[] document, int length, bool isCommand)
    {
        var text = Encoding.UTF8.GetString(document, 0, length);
        return Bad.TryGetValue(text, out var reason) ? reason : text.StartsWith('{') ? null : "not JSON";
    }

    /// <summary>Steps until the request has ended, or power has.</summary>
    public string Settle()
    {
        for (var i = 0; i < 100 && !Storage.IsOff; i++)
        {
            Worker.Step(NowUs);
            Change.Step(NowUs, Trouble);
            NowUs += 20_000;
            if (!Change.IsBusy)
            {
                return Change.Problem;
            }
        }

        Assert.IsTrue(Storage.IsOff, "the request does not end");
        return Change.Problem;
    }

    public void Wait(double seconds)
    {
        NowUs += (long)(seconds * 1_000_000);
        Settle();
    }

    /// <summary>Loads a document in pieces and has it applied.</summary>
    /// <returns>The first problem, or null.</returns>
    public string Apply(string text, string revision = "2", int pieceBytes = 1024, int proveS = 300)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.IsTrue(Change.TryLoad(revision, bytes.Length, SHA256.HashData(bytes)));
        var problem = Settle();
        while (problem == null && !Storage.IsOff && Change.NextOffset < bytes.Length)
        {
            var at = Change.NextOffset;
            Assert.IsTrue(Change.TryPut(at, bytes, at, Math.Min(pieceBytes, bytes.Length - at)));
            problem = Settle();
        }

        if (problem == null && !Storage.IsOff)
        {
            Assert.IsTrue(Change.TryApply(revision, proveS));
            problem = Settle();
        }

        return problem;
    }

    public void Prove()
    {
        Change.Prove();
        Settle();
    }
}
