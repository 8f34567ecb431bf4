using System.Globalization;
using System.IO;
using System.Text;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.World;

/// <summary>What happened in a run: a hash over all of it, and its text when somebody wants to read it.</summary>
public sealed class TraceLog(EventQueue time, TextWriter writer, string prefix = "")
{
    private ulong _hash = 0x9E3779B97F4A7C15;

    /// <summary>Hash over everything noted so far: equal for equal runs.</summary>
    public string Hash => HashBits.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>The same as a number.</summary>
    public ulong HashBits => _hash;

    /// <summary>The present simulated time.</summary>
    public long NowNs => time.NowNs;

    /// <summary>Notes an event at the present simulated time.</summary>
    /// <param name="kind">A word.</param>
    /// <param name="a">First number of the event, for example an id.</param>
    /// <param name="b">Second number of the event, for example an outcome.</param>
    /// <param name="bytes">Content of the event, or null.</param>
    public void Note(string kind, long a, long b = 0, byte[] bytes = null)
    {
        Mix((ulong)time.NowNs);
        foreach (var c in kind)
        {
            Mix(c);
        }

        Mix((ulong)a);
        Mix((ulong)b);
        foreach (var octet in bytes ?? [])
        {
            Mix(octet);
        }

        if (writer != null)
        {
            var line = new StringBuilder();
            line.Append(CultureInfo.InvariantCulture, $"{time.NowNs / 1e9,15:F6} {prefix}{kind} {a} {b}");
            if (bytes != null)
            {
                line.Append(' ').Append(System.Convert.ToHexString(bytes));
            }

            writer.WriteLine(line);
        }
    }

    private void Mix(ulong value)
    {
        _hash = RandomStream.Mix(_hash ^ value) + value;
    }
}
