// Every published frame of the shared file against everything the file says about it.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Gateway.Link.Dlt645;

namespace Gateway.Link.Tests.Dlt645;

[TestClass]
public sealed partial class RecordedFrameTests
{
    private readonly Dlt645Frame _frame = new();
    private readonly List<string> _wrong = [];
    private int _checks;

    public TestContext TestContext { get; set; }

    [TestMethod]
    public void RecordedFrames_EveryExpectedValue_IsFound()
    {
        int frames = 0;
        foreach (var (line, columns) in SharedData.ReadFrom("dlt645", "frames.tsv"))
        {
            frames++;
            Check(line, Convert.FromHexString(columns[0]), columns[1]);
        }

        TestContext.WriteLine($"{frames} frames, {_checks} expected values, {_checks - _wrong.Count} equal = " +
            $"{100.0 * (_checks - _wrong.Count) / _checks:F1} %");
        Assert.IsEmpty(_wrong, "\n" + string.Join('\n', _wrong));
        Assert.IsGreaterThan(200, _checks);
    }

    private void Check(int line, byte[] bytes, string remark)
    {
        Match fields = Fields().Match(remark);
        Equal(line, "status", remark.Contains("BAD CHECKSUM") ? Dlt645Status.BadChecksum : Dlt645Status.Ok,
            Frames.Parse(bytes, _frame));
        Equal(line, "C", fields.Groups[1].Value, _frame.Control.ToString("X2", CultureInfo.InvariantCulture));
        Equal(line, "addr", fields.Groups[2].Value, Dlt645Address.ToText(_frame.Address));
        Equal(line, "data", fields.Groups[3].Value, Convert.ToHexString([.. _frame.Data[.._frame.DataCount].Reverse()]));
        string said = remark[..fields.Index];
        if (Error().Match(said) is { Success: true } error)
        {
            Equal(line, "error", error.Groups[1].Value, _frame.ErrorWord.ToString("X2", CultureInfo.InvariantCulture));
        }

        if (_frame.IsReply && !_frame.IsAbnormal && said.Contains('='))
        {
            CheckValue(line, said);
        }

        if (Clock().Match(said) is { Success: true } clock)
        {
            Equal(line, "time", clock.Groups[1].Value.Replace('-', ' ').Replace(':', ' '), string.Join(' ',
                Enumerable.Range(0, 6).Reverse().Select(i => _frame.Data[i].ToString("X2", CultureInfo.InvariantCulture))));
        }
    }

    private void CheckValue(int line, string said)
    {
        Match expected = Value().Match(said);
        bool isOld = (_frame.Control & 0x1F) < 0x10;
        if ((_frame.Control & 0x1F) == Dlt645Control.ReadAddress)
        {
            Equal(line, "address", expected.Groups[1].Value,
                Dlt645Address.ToText(Dlt645Address.Read(_frame.Data, 0)));
            return;
        }

        int size = isOld ? 2 : 4;
        var identifier = (uint)_frame.Number(0, size);
        if (Identifier().Match(said) is { Success: true } named)
        {
            Equal(line, "identifier", named.Value, identifier.ToString("X" + (2 * size), CultureInfo.InvariantCulture));
        }

        var edition = isOld ? Dlt645Edition.Edition1997 : Dlt645Edition.Edition2007;
        var reader = new RegisterReader();
        var value = new RegisterValue();
        reader.Begin(edition, identifier, _frame.Data, size, _frame.DataCount - size);
        Equal(line, "has a value", true, reader.TryNext(value));
        if (said.Contains("invalid BCD"))
        {
            Equal(line, "state", RegisterState.InvalidDigit, value.State);
            return;
        }

        if (value.Info.Format == RegisterFormat.Digits)
        {
            Equal(line, "digits", expected.Groups[1].Value, Dlt645Address.ToText(Dlt645Address.Read(_frame.Data, size)));
            return;
        }

        Equal(line, "state", RegisterState.Ok, value.State);
        Equal(line, "number", decimal.Parse(expected.Groups[1].Value, CultureInfo.InvariantCulture),
            decimal.Parse(ValueText.Number(value), CultureInfo.InvariantCulture));
        if (expected.Groups[2].Success)
        {
            Equal(line, "unit", expected.Groups[2].Value, RegisterNames.Unit(value.Unit));
        }

        Equal(line, "one value", false, reader.TryNext(value));
    }

    private void Equal<T>(int line, string what, T expected, T found)
    {
        _checks++;
        if (!Equals(expected, found))
        {
            _wrong.Add($"line {line}: {what}: expected {expected}, found {found}");
        }
    }

    [GeneratedRegex(@"C=(\w\w) addr=(\w{12}) data-0x33\(LE→BE\)=(\w*)")]
    private static partial Regex Fields();

    [GeneratedRegex(@"ERR=(\w\w)")]
    private static partial Regex Error();

    [GeneratedRegex(@"= *(\d+\.?\d*)(?: (kWh|kW|V|A)\b)?")]
    private static partial Regex Value();

    [GeneratedRegex(@"\b[0-9A-F]{8}\b|\b[9BC][0-9A-F]{3}\b")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"broadcast time (\S+ \S+)")]
    private static partial Regex Clock();
}
