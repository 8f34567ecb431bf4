// Reads a drawing of a circuit back, by geometry alone: pins are circles, wires are lines, a name of a net stands at a
// point. What touches is joined; lines that only cross are not. Nothing is taken from the netlist.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;

namespace Gateway.Profile.Tests.Hardware;

/// <summary>The nets of a circuit-*.svg.</summary>
internal sealed class Schematic
{
    private readonly Dictionary<string, (double X, double Y)> _pins = [];
    private readonly List<(double X, double Y)[]> _wires = [];
    private readonly List<(string Net, (double X, double Y) At)> _labels = [];
    private readonly Dictionary<string, string> _parent = [];

    /// <summary>Reads the drawing.</summary>
    public Schematic(string file)
    {
        foreach (XElement element in XDocument.Load(GeneratedText.PathOf(file)).Descendants())
        {
            string kind = (string)element.Attribute("class");
            if (kind == "pin")
            {
                string part = (string)element.Parent!.Attribute("data-ref");
                Assert.IsTrue(
                    _pins.TryAdd($"{part}.{(string)element.Attribute("data-pin")}", (Number(element, "cx"), Number(element, "cy"))),
                    $"{file}: a pin of {part} is drawn twice");
            }
            else if (kind == "wire")
            {
                _wires.Add([.. ((string)element.Attribute("d")).TrimStart('M').Split(" L").Select(Point)]);
            }
            else if (element.Attribute("data-net") is { } net)
            {
                _labels.Add((net.Value, Point((string)element.Attribute("data-at"))));
            }
        }

        Join();
    }

    /// <summary>Pins as R101.2.</summary>
    public IEnumerable<string> Pins => _pins.Keys;

    /// <summary>Net names that stand in the drawing.</summary>
    public IEnumerable<string> Labels => _labels.Select(label => label.Net).Distinct();

    /// <summary>One text for each set of pins that are joined; pins that touch a name of the same net are.</summary>
    public string GroupOf(string pin) => Find("pin " + pin);

    /// <summary>The same for the name of a net.</summary>
    public string GroupOfLabel(string net) => Find("net " + net);

    private void Join()
    {
        for (int i = 0; i < _wires.Count; i++)
        {
            string wire = "wire " + i.ToString(CultureInfo.InvariantCulture);
            for (int j = 0; j < _wires.Count; j++)
            {
                if (i != j && (IsOn(_wires[i][0], _wires[j]) || IsOn(_wires[i][^1], _wires[j])))
                {
                    Union(wire, "wire " + j.ToString(CultureInfo.InvariantCulture));
                }
            }

            foreach (KeyValuePair<string, (double X, double Y)> pin in _pins.Where(pin => IsOn(pin.Value, _wires[i])))
            {
                Union(wire, "pin " + pin.Key);
            }

            foreach ((string net, (double X, double Y) at) in _labels.Where(label => IsOn(label.At, _wires[i])))
            {
                Union(wire, "net " + net);
            }
        }

        foreach (KeyValuePair<string, (double X, double Y)> pin in _pins)
        {
            foreach (string other in _pins.Where(other => other.Value == pin.Value).Select(other => other.Key))
            {
                Union("pin " + pin.Key, "pin " + other);
            }

            foreach ((string net, (double X, double Y) at) in _labels.Where(label => label.At == pin.Value))
            {
                Union("pin " + pin.Key, "net " + net);
            }
        }
    }

    private static bool IsOn((double X, double Y) point, (double X, double Y)[] wire)
    {
        for (int i = 1; i < wire.Length; i++)
        {
            (double x1, double y1) = wire[i - 1];
            (double x2, double y2) = wire[i];
            if (point.X >= Math.Min(x1, x2) && point.X <= Math.Max(x1, x2)
                && point.Y >= Math.Min(y1, y2) && point.Y <= Math.Max(y1, y2))
            {
                return true;
            }
        }

        return false;
    }

    private string Find(string item)
    {
        while (_parent.TryGetValue(item, out string up) && up != item)
        {
            item = up;
        }

        return item;
    }

    private void Union(string one, string other)
    {
        string root = Find(one);
        if (root != Find(other))
        {
            _parent[root] = Find(other);
        }
    }

    private static double Number(XElement element, string name) =>
        double.Parse((string)element.Attribute(name), CultureInfo.InvariantCulture);

    private static (double X, double Y) Point(string text)
    {
        string[] parts = text.Split(',');
        return (double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
