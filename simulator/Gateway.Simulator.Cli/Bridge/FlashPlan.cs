// The calls of nanoff for a board, in order. nanoff's command line has dashes up to version 2, verbs from 3 on.
using System.Collections.Generic;

namespace Gateway.Simulator.Cli.Bridge;

/// <summary>What to do with a board.</summary>
/// <param name="Board">Which.</param>
/// <param name="Port">Serial port; not used with a probe.</param>
/// <param name="Image">The image.</param>
/// <param name="Deployment">nanoff's file that names gateway.json and its place; null = none.</param>
/// <param name="IsImageOnly">The board has its nanoCLR already.</param>
public sealed record FlashPlan(FlashBoard Board, string Port, string Image, string Deployment, bool IsImageOnly)
{
    // From this version on nanoff takes verbs.
    private const int FirstWithVerbs = 3;

    /// <summary>The calls.</summary>
    /// <param name="nanoffMajor">Version of nanoff.</param>
    public IReadOnlyList<FlashStep> Steps(int nanoffMajor)
    {
        List<FlashStep> steps = [];
        bool hasVerbs = nanoffMajor >= FirstWithVerbs;
        string[] way = Board.UsesProbe ? [hasVerbs ? "jtag" : "--jtag"]
            : hasVerbs ? ["serialport", Port] : ["--serialport", Port];
        if (!IsImageOnly)
        {
            if (!Board.UsesProbe)
            {
                steps.Add(new FlashStep("what board is there: chip, flash, PSRAM", hasVerbs
                    ? ["details", .. way] : ["--platform", "esp32", .. way, "--devicedetails"]));
            }

            steps.Add(new FlashStep("the board's own firmware (nanoCLR)", hasVerbs
                ? ["flash", "target", Board.Target, .. way] : ["--update", "--target", Board.Target, .. way]));
        }

        List<string> deploy = hasVerbs ? ["deploy", "target", Board.Target, .. way, "image", Image]
            : ["--target", Board.Target, .. way, "--deploy", "--image", Image];
        if (Board.Address != null)
        {
            deploy.AddRange(hasVerbs ? ["address", Board.Address, "reset"] : ["--address", Board.Address, "--reset"]);
        }

        steps.Add(new FlashStep("the gateway's image", deploy));
        if (Deployment != null)
        {
            steps.Add(new FlashStep("gateway.json", hasVerbs
                ? ["deploy", "file", Deployment] : ["--filedeployment", Deployment]));
        }

        return steps;
    }
}
