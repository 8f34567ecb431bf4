using Gateway.App.Panel;
using Gateway.Core;
using Gateway.Installer;
using Gateway.Radio;
using Gateway.Update;
using Gateway.Uplink;

namespace Gateway.App
{
    /// <summary>What a board offers to the <see cref="Concentrator"/>: its chips and services behind
    /// ports.</summary>
    public interface IBoard
    {
        /// <summary>Name of the board, as manifests of updates have it; at most 15 characters.</summary>
        string Model { get; }

        /// <summary>Version of the firmware that runs.</summary>
        string FirmwareVersion { get; }

        /// <summary>The slots for firmware.</summary>
        IUpdater Updater { get; }

        /// <summary>Time since boot.</summary>
        IClock Clock { get; }

        /// <summary>Wall-clock time.</summary>
        ITimeSource Time { get; }

        /// <summary>Where the log and the configuration live.</summary>
        IFileStore Files { get; }

        /// <summary>Whether there is a slot for an SD card.</summary>
        bool HasCardSlot { get; }

        /// <summary>The files of the card; called once, at start, when there is a slot. Whether a card
        /// is in it shows when a file is wanted.</summary>
        IFileStore OpenCard();

        /// <summary>Runs file jobs.</summary>
        IWorker FileWorker { get; }

        /// <summary>Runs network jobs.</summary>
        IWorker NetworkWorker { get; }

        /// <summary>Makes connections to the broker.</summary>
        IMqttSessionFactory Mqtt { get; }

        /// <summary>A number that differs from board to board and from boot to boot: seeds jitter and log
        /// ids.</summary>
        uint Entropy { get; }

        /// <summary>Free heap in bytes; 0 when the board cannot tell.</summary>
        uint FreeHeapBytes { get; }

        /// <summary>Starts to take requests from the network for the installer's page; called once, at
        /// start.</summary>
        /// <param name="key">Makes sessions' tokens unpredictable: 8 bytes or more; a secret.</param>
        IPageServer OpenPage(byte[] key);

        /// <summary>Starts the board anew. On a board it does not return; in a simulation the restart comes
        /// soon.</summary>
        void Reboot();

        /// <summary>Wired ports of the board.</summary>
        int SerialPlaces { get; }

        /// <summary>What else has a wired port's pins or its UART.</summary>
        /// <param name="place">0 .. <see cref="SerialPlaces"/> − 1.</param>
        /// <param name="use">What the configuration uses.</param>
        /// <returns>Words for a person; null when the port is free.</returns>
        string SerialProblem(int place, BoardUse use);

        /// <summary>Opens a wired port; called once for each that is configured, at start.</summary>
        /// <param name="place">0 .. <see cref="SerialPlaces"/> − 1.</param>
        ISerialPort OpenSerial(int place);

        /// <summary>An interface of the board's network.</summary>
        /// <param name="type">"ethernet" or "wifi".</param>
        /// <returns>null when the board has none of that type.</returns>
        INetworkInterface OpenNetwork(string type);

        /// <summary>Opens UART and pins of the modem; called once, at start.</summary>
        /// <returns>null when the board has none.</returns>
        ModemWires OpenModem();

        /// <summary>Opens lamps, button and supply warning, those whose pins nothing else has; called once,
        /// at start.</summary>
        /// <param name="use">What the configuration uses.</param>
        /// <returns>null when the board has none.</returns>
        PanelWires OpenPanel(BoardUse use);

        /// <summary>Radios that the board has pins for.</summary>
        int RadioPlaces { get; }

        /// <summary>Opens bus and pins of a receiver and makes its driver; called once for each place, at
        /// start.</summary>
        /// <param name="chip">Which chip is mounted.</param>
        /// <param name="place">0 .. <see cref="RadioPlaces"/> − 1.</param>
        IRadio OpenRadio(RadioChip chip, int place);
    }
}
