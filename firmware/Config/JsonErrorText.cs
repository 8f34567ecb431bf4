using Gateway.Core;

namespace Gateway.Config
{
    /// <summary>What is wrong with a text that is not JSON.</summary>
    internal static class JsonErrorText
    {
        public static string Of(JsonError error)
        {
            switch (error)
            {
                case JsonError.Incomplete:
                    return "the text ends too early";
                case JsonError.BadNumber:
                    return "not a JSON number";
                case JsonError.BadEscape:
                    return "bad escape in a string";
                case JsonError.BadUtf8:
                    return "not UTF-8";
                case JsonError.TooDeep:
                    return "too many levels";
                case JsonError.TrailingData:
                    return "something follows the configuration";
                default:
                    return "unexpected character";
            }
        }
    }
}
