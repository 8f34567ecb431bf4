using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Gateway.Decoding;

namespace Gateway.Apl.Tests;

/// <summary>Frames that libmbus rejects: the broken ones are named, and the commands that it does not support are
/// read.</summary>
[TestClass]
public sealed class RejectedFrameTests
{
    // Null: a correct frame.
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["premature_end_of_data2"] = "record 3: record is cut off",
        ["premature_end_of_dif1"] = "record 3: record is cut off",
        ["premature_end_of_dif2"] = "record 3: record is cut off",
        ["premature_end_of_var_vif1"] = "record 4: record is cut off",
        ["premature_end_of_vif1"] = "record 3: record is cut off",
        ["too_long_var_vif"] = "record 4: record is cut off",
        ["too_many_dife"] = "record 3: more than 10 DIFEs",
        ["invalid_length2"] = "fixed data structure of 15 bytes, not 16",
        ["manual_frame4"] = null,
        ["manual_frame5"] = null,
        ["manual_frame6"] = null,
    };

    [TestMethod]
    public void Frames_ThatLibmbusRejects_AreNamedOrRead()
    {
        var decoder = new TelegramDecoder(new KeyRing());
        List<string> wrong = [];
        HashSet<string> seen = [];
        foreach (var (line, columns) in SharedData.Read("mbus/frames.tsv"))
        {
            if (columns.Length > 2 && columns[2].StartsWith("REJECT", StringComparison.Ordinal))
            {
                var name = Path.GetFileNameWithoutExtension(columns[1].Split(' ')[1]);
                seen.Add(name);
                var error = decoder.DecodeWired(Convert.FromHexString(columns[0])).Error;
                if (error != Expected[name])
                {
                    wrong.Add($"line {line}, {name}: {error}");
                }
            }
        }

        Assert.IsEmpty(wrong, string.Join('\n', wrong));
        Assert.IsEmpty(Expected.Keys.Except(seen));
    }
}
