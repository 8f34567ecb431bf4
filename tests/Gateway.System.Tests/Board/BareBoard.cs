using System;
using System.Collections.Generic;
using Gateway.App;
using Gateway.Core;
using Gateway.Radio;
using Gateway.Radio.Cc1101;
using Gateway.Radio.Tests;
using Gateway.Update;
using Gateway.Uplink;

namespace Gateway.System.Tests.Board;

/// <summary>Chip and clock of the test; files that hold nothing and workers that never come round to a
/// job.</summary>
internal sealed class BareBoard : IBoard, IClock, ITimeSource, IFileStore, IWorker, IMqttSessionFactory
{
    private readonly Dictionary<string, byte[]> _files = [];

    public string Model => "bare";

    public string FirmwareVersion => FirmwareInfo.Version;

    public IUpdater Updater { get; } = new NoUpdater();

    public FakeCc1101 Chip { get; } = new();

    /// <summary>Not opened unless the configuration has two radios; then it gets the same frames.</summary>
    public FakeCc1101 Second { get; } = new();

    /// <summary>Runs file jobs in place of the worker that never does.</summary>
    public HeldWorker Jobs { get; init; }

    public long TimeUs { get; set; } = 1_000_000;

    public IClock Clock => this;

    public ITimeSource Time => this;

    public IFileStore Files => this;

    public bool HasCardSlot => false;

    public IFileStore OpenCard() => null;

    public IWorker FileWorker => (IWorker)Jobs ?? this;

    public IWorker NetworkWorker => this;

    public IMqttSessionFactory Mqtt => this;

    public uint Entropy => 1;

    public uint FreeHeapBytes => 0;

    public Gateway.Installer.IPageServer OpenPage(byte[] key) => null;

    public void Reboot() => Assert.Fail("nobody asked for a restart");

    public int SerialPlaces => 0;

    public long NowUs => TimeUs;

    public FileSystemKind Kind => FileSystemKind.Littlefs;

    public long CapacityBytes => 2_000_000;

    public bool IsBusy => true;

    public ISerialPort OpenSerial(int place) => null;

    public int RadioPlaces => 2;

    public INetworkInterface OpenNetwork(string type) => null;

    public string SerialProblem(int place, BoardUse use) => null;

    public ModemWires OpenModem() => null;

    public Gateway.App.Panel.PanelWires OpenPanel(BoardUse use) => null;

    public IRadio OpenRadio(RadioChip chip, int place)
    {
        var there = place == 0 ? Chip : Second;
        return new Cc1101Radio(there, there.Gdo0, there.Gdo2);
    }

    public bool TryGetUnixMs(out long unixMs)
    {
        unixMs = 1_800_000_000_000 + (TimeUs / 1000);
        return true;
    }

    void ITimeSource.Start()
    {
    }

    public string[] List() => [.. _files.Keys];

    public int Length(string name) => _files.TryGetValue(name, out var bytes) ? bytes.Length : -1;

    public int Read(string name, int fileOffset, byte[] buffer, int offset, int count)
    {
        if (!_files.TryGetValue(name, out var bytes))
        {
            return -1;
        }

        var some = Math.Min(count, bytes.Length - fileOffset);
        Array.Copy(bytes, fileOffset, buffer, offset, some);
        return some;
    }

    public FileStatus Create(string name, int length)
    {
        _files[name] = new byte[length];
        return FileStatus.Ok;
    }

    public FileStatus Write(string name, int fileOffset, byte[] buffer, int offset, int count)
    {
        var bytes = _files[name];
        Array.Resize(ref bytes, Math.Max(bytes.Length, fileOffset + count));
        Array.Copy(buffer, offset, bytes, fileOffset, count);
        _files[name] = bytes;
        return FileStatus.Ok;
    }

    public FileStatus Delete(string name) => _files.Remove(name) ? FileStatus.Ok : FileStatus.NotFound;

    public bool TryStart(IJob job) => false;

    void IWorker.Step(long nowUs)
    {
    }

    public IMqttSession Create() => throw new NotSupportedException();
}
