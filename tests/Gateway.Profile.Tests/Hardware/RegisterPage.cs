using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Gateway.Core;

namespace Gateway.Profile.Tests.Hardware;

/// <summary>The page <c>registers-*.md</c> of a chip, from what its driver does.</summary>
internal static class RegisterPage
{
    private const int ShownBytes = 48;
    private const int ShownPollBytes = 8;

    /// <summary>The page.</summary>
    public static string Write(IReadOnlyList<DriverStart> starts)
    {
        RegisterFile chip = starts[0].Registers;
        StringBuilder page = new();
        page.Append($"# {chip.Chip}: registers after the start\n\n");
        page.Append("Made by `Gateway.Profile.Tests` from what the driver writes over SPI, and rewritten by it with\n");
        page.Append($"`GATEWAY_UPDATE=1`. Names and equations: {chip.Source}. Nothing here was read from a real chip.\n");
        Channels(page, starts);
        page.Append("\n## Crystal tolerance\n\n");
        page.Append("Both crystals' errors move the signal in the filter. *good*: within 80 % of it, *edge*: within it,\n");
        page.Append("sensitivity suffers, *out*: cut off. [radio.md](radio.md#frequency-tolerance) explains the columns.\n\n");
        page.Append(Tolerance.Table(starts));
        Dump(page, starts);
        Wire(page, starts[0]);
        return page.ToString();
    }

    /// <summary>Name of a profile on the pages.</summary>
    public static string NameOf(RadioProfile profile) => profile == RadioProfile.LinkIq ? "LIQ" : profile.ToString();

    private static void Channels(StringBuilder page, IReadOnlyList<DriverStart> starts)
    {
        page.Append("\n## What the values mean\n\n");
        page.Append("| profile | carrier | chip rate | deviation | channel filter | sync word |\n|---|---|---|---|---|---|\n");
        foreach (DriverStart start in starts)
        {
            ChannelFacts facts = start.Registers.Facts();
            page.Append(CultureInfo.InvariantCulture, $"| {NameOf(start.Profile)} | {facts.FrequencyHz / 1e6:0.00000} MHz");
            page.Append(CultureInfo.InvariantCulture, $" | {facts.ChipRateHz / 1000:0.000} kchip/s");
            page.Append(CultureInfo.InvariantCulture, $" | {facts.DeviationHz / 1000:0.00} kHz");
            page.Append(CultureInfo.InvariantCulture, $" | {facts.BandwidthHz / 1000:0.0} kHz | `{facts.Sync}` |\n");
        }
    }

    private static void Dump(StringBuilder page, IReadOnlyList<DriverStart> starts)
    {
        RegisterFile chip = starts[0].Registers;
        int[] addresses = [.. starts.SelectMany(start => start.Registers.Written.Keys).Distinct().Order()];
        page.Append("\n## Dump\n\n");
        page.Append("All values hexadecimal; what is not listed keeps its reset value.\n\n");
        page.Append("| address | register |").Append(Cells(starts.Select(start => NameOf(start.Profile)))).Append(" later |\n");
        page.Append("|---|---|").Append(Cells(starts.Select(_ => "---"))).Append("---|\n");
        foreach (int address in addresses)
        {
            page.Append($"| {address:X2} | {chip.Names[address]} |");
            page.Append(Cells(starts.Select(start =>
                start.Registers.Written.TryGetValue(address, out byte value) ? $"{value:X2}" : "")));
            page.Append($" {chip.Remarks.GetValueOrDefault(address, "")} |\n");
        }
    }

    private static string Cells(IEnumerable<string> cells) => string.Concat(cells.Select(cell => $" {cell} |"));

    private static void Wire(StringBuilder page, DriverStart start)
    {
        page.Append($"\n## The start on the wire: {NameOf(start.Profile)}\n\n");
        page.Append("One entry a chip select, for comparing with a logic analyser. The other profiles differ in the values\n");
        page.Append("written only. A real chip needs time (reset, crystal, calibration) and is polled more often than shown;\n");
        page.Append("until then its answers differ. What MOSI carries while the chip answers does not matter.\n\n```\n");
        int number = 1;
        List<SpiTransfer> transfers = start.Registers.Transfers;
        for (int i = 0; i < transfers.Count;)
        {
            int end = i + 1;
            while (end < transfers.Count && IsSame(transfers[i], transfers[end]))
            {
                end++;
            }

            string what = start.Registers.Describe(transfers[i]) + (end - i > 1 ? $", {end - i} times" : "");
            page.Append(CultureInfo.InvariantCulture, $"{number,2}  {what}\n");
            page.Append($"    MOSI {Bytes(transfers[i].Mosi, IsConstant(transfers[i].Mosi))}\n");
            if (start.Registers.IsAnswerKnown(transfers[i]))
            {
                page.Append($"    MISO {Bytes(transfers[i].Miso, IsConstant(transfers[i].Mosi))}\n");
            }

            number++;
            i = end;
        }

        page.Append("```\n");
    }

    private static bool IsSame(SpiTransfer a, SpiTransfer b) =>
        a.Mosi.AsSpan().SequenceEqual(b.Mosi) && a.Miso.AsSpan().SequenceEqual(b.Miso);

    // A long read of which the driver wants the first byte only.
    private static bool IsConstant(byte[] mosi) => mosi.Length > 30 && mosi.AsSpan(1).IndexOfAnyExcept((byte)0) < 0;

    private static string Bytes(byte[] bytes, bool isPoll)
    {
        int shown = Math.Min(bytes.Length, isPoll ? ShownPollBytes : ShownBytes);
        string text = string.Join(' ', bytes.Take(shown).Select(value => $"{value:X2}"));
        return shown < bytes.Length ? $"{text} .. ({bytes.Length} bytes)" : text;
    }
}
