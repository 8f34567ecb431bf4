using Gateway.Link.Apl;
using Gateway.Link.MBus;

namespace Gateway.Decoding;

/// <summary>Takes frames of the wired M-Bus apart with the firmware's own parser.</summary>
internal static class WiredFrame
{
    /// <summary>Checks a frame and sets its fields.</summary>
    /// <param name="bytes">One frame, nothing before or behind it.</param>
    /// <param name="into">Gets frame, C-field and address, and the payload from the CI-field on.</param>
    /// <returns>What is wrong with it; null when it is right.</returns>
    public static string Read(byte[] bytes, DecodedTelegram into)
    {
        var frame = new MBusFrame();
        var status = frame.Parse(bytes, bytes.Length);
        if (status != MBusStatus.Ok)
        {
            return FrameFaults.OfMBus(bytes, status);
        }

        if (frame.Count != bytes.Length)
        {
            return bytes.Length - frame.Count == 1 ? "1 byte behind the frame"
                : $"{bytes.Length - frame.Count} bytes behind the frame";
        }

        into.Frame = frame.Kind switch
        {
            MBusFrameKind.Acknowledge => "acknowledge",
            MBusFrameKind.Short => "short",
            _ => "long",
        };
        if (frame.Kind != MBusFrameKind.Acknowledge)
        {
            into.CField = frame.Control;
            into.PrimaryAddress = frame.Address;
        }

        if (into.Frame == "long")
        {
            into.Payload = bytes[(frame.DataOffset - 1)..(frame.DataOffset + frame.DataCount)];
        }

        into.Kind = PayloadKind.Unsupported;
        return null;
    }
}
