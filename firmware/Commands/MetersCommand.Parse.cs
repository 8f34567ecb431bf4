using Gateway.Config;
using Gateway.Core;
using Gateway.Filter;

namespace Gateway.Commands
{
    /// <content>The body.</content>
    public sealed partial class MetersCommand
    {
        // What fits a command anyway.
        private const int MaxRules = 64;
        private const int MaxNameChars = 32;

        private readonly string[] _keys =
        {
            "do", "rules", "at", "from", "more", "digits", "who", "hours",
        };

        /// <inheritdoc/>
        public override void Parse(ConfigCursor body)
        {
            uint seen = 0;
            int key;
            _verb = "query";
            _at = MeterListEditor.End;
            while ((key = body.NextKey(string.Empty, _keys, ref seen)) >= 0)
            {
                ReadMember(body, key);
            }

            bool isAdd = _verb == "add";
            bool isLook = _verb == "query" || _verb == "find" || _verb == "worst";
            body.Check(
                isLook || IsChange, "do", "must be query, find, worst, add, remove or replace");
            body.Check(!IsChange || _rules != null, "rules", "is missing");
            body.Check(!IsChange || _who != null, "who", "is missing");
            body.Check(IsChange || _rules == null, "rules", "belongs to add, remove and replace");
            body.Check(isAdd || _at == MeterListEditor.End, "at", "belongs to add");
            body.Check(isAdd || _verb == "replace" || !_hasMore, "more", "belongs to add and replace");
            body.Check(_verb != "find" || _digits != null, "digits", "is missing");
            body.Check(_verb == "worst" || _hours == 0, "hours", "belongs to worst");
            body.Check(_hours <= 1 || _hours == HearingHours.MaxHours, "hours", "must be 1 or 24");
            bool canHours = _hours == 0 || _meters.Filter.Hours != null;
            body.Check(canHours, "hours", "this size of gateway does not keep them");
            _lookup = _digits == null ? null : new MeterLookup(_meters.Filter);
            body.Check(
                _digits == null || _lookup.TryBegin(_digits), "digits", "must be 1..8 digits, or A..F");
        }

        private void ReadMember(ConfigCursor body, int key)
        {
            switch (key)
            {
                case 0:
                    body.Text("do", 1, 8, ref _verb);
                    break;
                case 1:
                    ReadRules(body);
                    break;
                case 2:
                    body.Int("at", 0, short.MaxValue, ref _at);
                    break;
                case 3:
                    body.Int("from", 0, short.MaxValue, ref _from);
                    break;
                case 4:
                    body.Bool("more", ref _hasMore);
                    break;
                case 5:
                    body.Text("digits", 1, MeterLookup.MaxDigits, ref _digits);
                    break;
                case 7:
                    body.Int("hours", 1, HearingHours.MaxHours, ref _hours);
                    break;
                default:
                    body.Text("who", 1, MaxNameChars, ref _who);
                    break;
            }
        }

        private void ReadRules(ConfigCursor body)
        {
            string[] rules = new string[MaxRules];
            int count = 0;
            body.BeginArray("rules");
            while (body.NextElement())
            {
                string path = "rules[" + count.ToString() + "]";
                if (count == MaxRules)
                {
                    body.Fail(path, "there are more than " + MaxRules.ToString() + " in one command");
                    return;
                }

                body.CurrentText(path, 1, Limits.MaxRuleChars, ref rules[count]);
                if (body.Problem == null)
                {
                    bool isGood = MeterRule.TryParse(rules[count], out MeterRule _, out string error);
                    body.Check(isGood, path, error);
                }

                count++;
            }

            _rules = new string[count];
            System.Array.Copy(rules, 0, _rules, 0, count);
        }
    }
}
