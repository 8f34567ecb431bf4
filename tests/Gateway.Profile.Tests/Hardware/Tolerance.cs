// Crystal errors against the channel filter. Rule: half the filter holds half the signal (Carson: deviation + half the
// chip rate) and both ends' frequency errors. The 80 % rule is SWRS061I section 13's: a signal that fills more of the
// filter loses sensitivity. What either chip's frequency correction gains is left out.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Gateway.Core;

namespace Gateway.Profile.Tests.Hardware;

/// <summary>One kind of sender.</summary>
/// <param name="Profile">Profile that hears it.</param>
/// <param name="Mode">Link mode.</param>
/// <param name="DeviationHz">Its nominal deviation.</param>
/// <param name="ChipRateHz">Its nominal chip rate.</param>
/// <param name="ErrorPpm">What its crystal may be off.</param>
internal sealed record Sender(
    RadioProfile Profile, string Mode, double DeviationHz, double ChipRateHz, double ErrorPpm);

/// <summary>The arithmetic of the tolerance table.</summary>
internal static class Tolerance
{
    /// <summary>Errors of the receiver's crystal that the table shows, in ppm.</summary>
    public static readonly double[] ReceiverPpm = [2.5, 10, 20];

    private const double FilledShare = 0.8;

    // Nominal values as public receivers and documents quote EN 13757-4; the standard itself was not read. The
    // linkIQ-style mode is the project's own.
    private static readonly Sender[] Senders =
    [
        new(RadioProfile.T1C1, "C1", 45000, 100000, 25),
        new(RadioProfile.T1C1, "T1", 50000, 100000, 25),
        new(RadioProfile.T1C1, "T1", 50000, 100000, 60),
        new(RadioProfile.S1, "S1", 50000, 32768, 25),
        new(RadioProfile.S1, "S1", 50000, 32768, 60),
        new(RadioProfile.LinkIq, "LIQ", 5000, 4800, 2.5),
        new(RadioProfile.LinkIq, "LIQ", 5000, 4800, 10),
        new(RadioProfile.LinkIq, "LIQ", 5000, 4800, 25),
    ];

    /// <summary>Room for both ends' errors to either side of the carrier, in hertz.</summary>
    public static double RoomHz(ChannelFacts channel, Sender sender, double share) =>
        (share * channel.BandwidthHz / 2) - sender.DeviationHz - (sender.ChipRateHz / 2);

    /// <summary>How a sender's and a receiver's error together sit in the filter.</summary>
    public static string Verdict(ChannelFacts channel, Sender sender, double receiverPpm)
    {
        double offsetHz = channel.FrequencyHz * (sender.ErrorPpm + receiverPpm) * 1e-6;
        return offsetHz <= RoomHz(channel, sender, FilledShare) ? "good"
            : offsetHz <= RoomHz(channel, sender, 1) ? "edge"
            : "out";
    }

    /// <summary>The table for one chip.</summary>
    public static string Table(IReadOnlyList<DriverStart> starts)
    {
        StringBuilder text = new();
        text.Append("| mode | sender | signal | filter | room for errors, whole filter | the same, 80 % of it |");
        text.Append(string.Concat(Array.ConvertAll(ReceiverPpm, ppm => $" receiver ±{Number(ppm, 1)} ppm |"))).Append('\n');
        text.Append("|---|---|---|---|---|---|---|---|---|\n");
        foreach (DriverStart start in starts)
        {
            ChannelFacts channel = start.Registers.Facts();
            foreach (Sender sender in Array.FindAll(Senders, s => s.Profile == start.Profile))
            {
                text.Append(Row(channel, sender)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Row(ChannelFacts channel, Sender sender)
    {
        double signalHz = (2 * sender.DeviationHz) + sender.ChipRateHz;
        StringBuilder row = new($"| {sender.Mode} | ±{Number(sender.ErrorPpm, 1)} ppm | {Kilo(signalHz)} kHz |");
        row.Append($" {Kilo(channel.BandwidthHz)} kHz |");
        row.Append(Room(channel, RoomHz(channel, sender, 1))).Append(Room(channel, RoomHz(channel, sender, FilledShare)));
        foreach (double ppm in ReceiverPpm)
        {
            double offsetHz = channel.FrequencyHz * (sender.ErrorPpm + ppm) * 1e-6;
            row.Append($" {Kilo(offsetHz)} kHz: {Verdict(channel, sender, ppm)} |");
        }

        return row.ToString();
    }

    private static string Room(ChannelFacts channel, double roomHz) =>
        $" ±{Kilo(roomHz)} kHz = ±{Number(roomHz / channel.FrequencyHz * 1e6, 1)} ppm |";

    private static string Kilo(double hertz) => Number(hertz / 1000, 1);

    private static string Number(double value, int digits) =>
        value.ToString(digits == 1 ? "0.#" : "0", CultureInfo.InvariantCulture);
}
