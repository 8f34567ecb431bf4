using System;
using System.Text.Json;
using Gateway.Boards;
using Gateway.Core;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;
using Gateway.Standins;
using Gateway.Store.Tests;

namespace Gateway.Update.Tests;

/// <summary>The update on the board's own file code and two simulated slots: boots, loses power, boots
/// again.</summary>
internal sealed class UpdateRig
{
    public const int SectorBytes = 4096;

    private readonly FileSystemKind _kind;

    public UpdateRig(FileSystemKind kind = FileSystemKind.Littlefs, int slotBytes = 5 * SectorBytes,
        byte[] image = null, int sectorBytes = SectorBytes)
    {
        _kind = kind;
        Storage.AddDrive('I', kind, 1 << 20);
        StandinHost.Current = new StorageHost(Storage);
        Device = new TwoSlotDevice(Storage, slotBytes, sectorBytes,
            image ?? TestImages.Make("1.0.0", 3000, 1));
    }

    public FlashStorage Storage { get; } = new();

    public TwoSlotDevice Device { get; }

    public IUpdater Updater { get; set; }

    public EventList Log { get; } = new();

    public StepWorker Worker { get; private set; }

    public FieldUpdate Update { get; private set; }

    public byte[] Key { get; set; } = TestImages.Key;

    public long NowUs { get; private set; }

    public int Boots { get; private set; }

    public IFileStore Files { get; private set; }

    /// <summary>Power on, or a restart: boot loader, then the firmware that it has chosen.</summary>
    /// <returns>False when power went meanwhile.</returns>
    public bool Boot()
    {
        Storage.Reboot();
        return Start();
    }

    /// <summary>The same without forgetting a cut that is to come.</summary>
    public bool Start()
    {
        Boots++;
        NowUs = 0;
        Update = null;
        if (!Device.Boot())
        {
            return false;
        }

        Files = new NanoFileStore("I:\\", _kind, 0);
        Worker = new StepWorker();
        Update = new FieldUpdate(Updater ?? Device, Files, Worker, Log, new UpdateOptions
        {
            Key = Key,
            Board = TestImages.Board,
            RunningVersion = Device.RunningVersion,
        });
        Update.Open(NowUs);
        return !Storage.IsOff;
    }

    public void PowerCut()
    {
        Storage.PowerCut(new RandomStream(3), PowerCutMode.Torn);
        Device.ForgetCut();
    }

    /// <summary>One step of the loop.</summary>
    public void Step()
    {
        Worker.Step(NowUs);
        Update.Step(NowUs);
        NowUs += 20_000;
    }

    /// <summary>Steps until the request has ended, or power has.</summary>
    public string Settle()
    {
        for (var i = 0; i < 100 && !Storage.IsOff; i++)
        {
            Step();
            if (!Update.IsBusy)
            {
                return Update.Problem;
            }
        }

        Assert.IsTrue(Storage.IsOff, "the request does not end");
        return Update.Problem;
    }

    public string Load(UpdateManifest manifest)
    {
        Assert.IsTrue(Update.TryLoad(manifest));
        return Settle();
    }

    public string Start(bool isExpected)
    {
        Assert.IsTrue(Update.TryStart());
        var problem = Settle();
        Assert.AreEqual(isExpected, problem == null, problem);
        return problem;
    }

    /// <summary>Sends the image from where the gateway wants it, up to an offset.</summary>
    /// <returns>The first problem, or null.</returns>
    public string Send(byte[] image, int end = int.MaxValue, int chunkBytes = 1000)
    {
        var buffer = new byte[FieldUpdate.MaxChunkBytes];
        while (Update.State == UpdateState.Loading && Update.NextOffset < Math.Min(end, image.Length))
        {
            var offset = Update.NextOffset;
            var count = Math.Min(chunkBytes, Math.Min(end, image.Length) - offset);
            Array.Copy(image, offset, buffer, 0, count);
            Assert.IsTrue(Update.TryPut(offset, buffer, count));
            if (Update.IsBusy)
            {
                Settle();
            }

            if (Update.Problem != null || Storage.IsOff)
            {
                return Update.Problem ?? "power";
            }
        }

        return null;
    }

    /// <summary>Lets time pass up to the restart that was announced.</summary>
    public void AwaitRestart()
    {
        for (var i = 0; i < 20 && !Device.IsRebootAsked && !Storage.IsOff; i++)
        {
            NowUs = Math.Max(NowUs, Math.Min(Update.NextWakeUs, NowUs + 3_600_000_000));
            Step();
        }

        Assert.IsTrue(Device.IsRebootAsked || Storage.IsOff, "no restart");
    }

    /// <summary>The retained message's members.</summary>
    public JsonElement State()
    {
        var json = new JsonWriter(new byte[400]);
        json.BeginObject();
        Update.WriteState(json);
        json.EndObject();
        return JsonDocument.Parse(json.ToArray()).RootElement;
    }
}
