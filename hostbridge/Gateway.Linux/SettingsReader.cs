// Reads linux.json strictly: an unknown key, a wrong type or a value out of range is an error with the path.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Gateway.Linux.Ports;

namespace Gateway.Linux;

/// <summary>linux.json to <see cref="LinuxSettings"/>.</summary>
public sealed class SettingsReader
{
    private const int MaxRadios = 3;
    private const int MaxPorts = 4;
    private const int MaxLine = 1023;
    private const int DefaultSpeedHz = 5_000_000;
    private const int MinSpeedHz = 100_000;
    private const int MaxSpeedHz = 10_000_000;

    private readonly string _base;

    private SettingsReader(string baseFolder) => _base = baseFolder;

    /// <summary>Reads a file. Paths in it are relative to its folder.</summary>
    /// <exception cref="SettingsException">It cannot be used.</exception>
    public static LinuxSettings Read(string file)
    {
        try
        {
            return Parse(File.ReadAllText(file), Path.GetDirectoryName(Path.GetFullPath(file)));
        }
        catch (Exception e) when (e is SettingsException or JsonException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{file}: {e.Message}");
        }
    }

    /// <summary>Reads text.</summary>
    /// <param name="baseFolder">What relative paths are relative to.</param>
    /// <exception cref="SettingsException">It cannot be used.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static LinuxSettings Parse(string json, string baseFolder)
    {
        JsonDocumentOptions options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        using JsonDocument document = JsonDocument.Parse(json, options);
        return new SettingsReader(baseFolder).Root(document.RootElement);
    }

    private LinuxSettings Root(JsonElement root)
    {
        Check(root, "", "folder", "card_folder", "radios", "serial", "modem", "networks", "page", "priority");
        JsonElement networks = Object(root, "networks", "ethernet", "wifi");
        JsonElement page = Object(root, "page", "address", "port");
        return new LinuxSettings
        {
            Folder = FolderOf(Text(root, "", "folder", null)),
            CardFolder = root.TryGetProperty("card_folder", out _)
                ? FolderOf(Text(root, "", "card_folder", null)) : null,
            Radios = [.. List(root, "radios", MaxRadios).Select((item, i) => Radio(item, $"radios[{i}]."))],
            Serial = [.. List(root, "serial", MaxPorts).Select((item, i) => Serial(item, $"serial[{i}]."))],
            Modem = root.TryGetProperty("modem", out JsonElement modem) ? Serial(modem, "modem.") : null,
            Ethernet = Text(networks, "networks.", "ethernet", ""),
            Wifi = Text(networks, "networks.", "wifi", ""),
            PageAddress = Text(page, "page.", "address", "*"),
            PagePort = Number(page, "page.", "port", 1, 65535, 8080),
            Priority = Number(root, "", "priority", 0, 99, 0),
        };
    }

    private static RadioWires Radio(JsonElement item, string path)
    {
        Check(item, path, "spi", "speed_hz", "gpiochip", "fifo", "sync", "reset");
        int reset = Number(item, path, "reset", 0, MaxLine, -1);
        RadioWires wires = new(
            Text(item, path, "spi", null), Number(item, path, "speed_hz", MinSpeedHz, MaxSpeedHz, DefaultSpeedHz),
            Text(item, path, "gpiochip", "/dev/gpiochip0"), Number(item, path, "fifo", 0, MaxLine, null),
            Number(item, path, "sync", 0, MaxLine, null), reset < 0 ? null : reset);
        return wires.Fifo != wires.Sync && wires.Fifo != reset && wires.Sync != reset
            ? wires : throw new SettingsException($"{path}sync: fifo, sync and reset are different lines");
    }

    private static SerialWires Serial(JsonElement item, string path)
    {
        Check(item, path, "path", "rs485");
        string mode = Text(item, path, "rs485", "off");
        SerialDirection direction = mode switch
        {
            "off" => SerialDirection.None,
            "rts-high" => SerialDirection.RtsHigh,
            "rts-low" => SerialDirection.RtsLow,
            _ => throw new SettingsException($"{path}rs485: \"{mode}\" is not one of off, rts-high, rts-low"),
        };
        return new SerialWires(Text(item, path, "path", null), direction);
    }

    private static JsonElement Object(JsonElement root, string name, params string[] keys)
    {
        if (root.TryGetProperty(name, out JsonElement item))
        {
            Check(item, name + ".", keys);
        }

        return item;
    }

    private static IEnumerable<JsonElement> List(JsonElement root, string name, int most)
    {
        if (!root.TryGetProperty(name, out JsonElement list))
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            throw new SettingsException($"{name}: is not a list");
        }

        return list.GetArrayLength() <= most
            ? list.EnumerateArray() : throw new SettingsException($"{name}[{most}]: there is room for {most}");
    }

    private static void Check(JsonElement item, string path, params string[] keys)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            throw new SettingsException($"{path.TrimEnd('.')}: is not an object");
        }

        HashSet<string> seen = [];
        foreach (JsonProperty property in item.EnumerateObject())
        {
            if (!keys.Contains(property.Name))
            {
                throw new SettingsException($"{path}{property.Name}: is not a key; known: {string.Join(", ", keys)}");
            }

            if (!seen.Add(property.Name))
            {
                throw new SettingsException($"{path}{property.Name}: is given twice");
            }
        }
    }

    // fallback null: the key has to be there; "": null stands for it.
    private static string Text(JsonElement item, string path, string name, string fallback)
    {
        if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out JsonElement value))
        {
            string text = value.ValueKind == JsonValueKind.String ? value.GetString() : "";
            return text.Length > 0 ? text : throw new SettingsException($"{path}{name}: is not a text");
        }

        return fallback switch
        {
            null => throw new SettingsException($"{path}{name}: is missing"),
            "" => null,
            _ => fallback,
        };
    }

    private static int Number(JsonElement item, string path, string name, int least, int most, int? fallback)
    {
        if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out JsonElement value))
        {
            bool isNumber = value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number)
                && number >= least && number <= most;
            return isNumber ? value.GetInt32()
                : throw new SettingsException($"{path}{name}: {value.GetRawText()} is not in {least}..{most}");
        }

        return fallback ?? throw new SettingsException($"{path}{name}: is missing");
    }

    private string FolderOf(string folder) => Path.GetFullPath(Path.Combine(_base, folder));
}
