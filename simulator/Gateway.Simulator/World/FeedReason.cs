using Gateway.Link;

namespace Gateway.Simulator.World;

/// <summary>The words that <c>feed --json-errors</c> has for the link layer's outcomes.</summary>
internal static class FeedReason
{
    /// <summary>The word for a status.</summary>
    public static string Of(LinkStatus status) => status switch
    {
        LinkStatus.Ok => "ok",
        LinkStatus.Incomplete => "incomplete",
        LinkStatus.BadSymbol => "bad_symbol",
        LinkStatus.BadLength => "bad_length",
        LinkStatus.BadCField => "bad_c_field",
        LinkStatus.BadCrcFirstBlock => "bad_crc_first_block",
        LinkStatus.BadCrc => "bad_crc",
        LinkStatus.Truncated => "truncated",
        LinkStatus.Overflow => "overflow",
        LinkStatus.NoBuffer => "no_buffer",
        LinkStatus.BadHeader => "bad_header",
        _ => status.ToString(),
    };
}
