using System;

namespace Gateway.Simulator.Network;

/// <summary>Topic names and filters of MQTT 3.1.1, chapter 4.7.</summary>
public static class TopicFilter
{
    /// <summary>Whether a name may be published to: not empty, no wildcard, no NUL.</summary>
    public static bool IsValidTopic(string topic) =>
        !string.IsNullOrEmpty(topic) && topic.AsSpan().IndexOfAny('+', '#', '\0') < 0;

    /// <summary>
    /// Whether a filter is well formed: # only as the last level, + and # only as whole levels.
    /// </summary>
    public static bool IsValidFilter(string filter)
    {
        if (string.IsNullOrEmpty(filter) || filter.Contains('\0'))
        {
            return false;
        }

        var levels = filter.Split('/');
        for (var i = 0; i < levels.Length; i++)
        {
            var hasWildcard = levels[i].AsSpan().IndexOfAny('+', '#') >= 0;
            if (hasWildcard && (levels[i].Length != 1 || (levels[i] == "#" && i != levels.Length - 1)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a topic belongs to a filter.</summary>
    public static bool Matches(string filter, string topic)
    {
        // 4.7.2: a wildcard in the first level does not match topics of the broker itself.
        if (topic.StartsWith('$') && (filter[0] == '+' || filter[0] == '#'))
        {
            return false;
        }

        var filters = filter.Split('/');
        var levels = topic.Split('/');
        for (var i = 0; i < filters.Length; i++)
        {
            if (filters[i] == "#")
            {
                return true;
            }

            if (i >= levels.Length || (filters[i] != "+" && filters[i] != levels[i]))
            {
                return false;
            }

            // "a/#" matches "a" too.
            if (i == levels.Length - 1 && i == filters.Length - 2 && filters[i + 1] == "#")
            {
                return true;
            }
        }

        return filters.Length == levels.Length;
    }
}
