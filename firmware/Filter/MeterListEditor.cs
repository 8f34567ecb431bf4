// A change of the list: a new one is made and written by the worker, and used when it is durable. A list that
// does not fit one command is gathered first ("more") and becomes the list as a whole with the last piece.
using Gateway.Core;

namespace Gateway.Filter
{
    /// <summary>Changes the list of a filter.</summary>
    public sealed class MeterListEditor : IJob
    {
        /// <summary>Position behind the last rule.</summary>
        public const int End = -1;

        private const int Adds = 1;
        private const int Removes = 2;
        private const int Replaces = 3;

        private readonly TelegramFilter _filter;
        private readonly IWorker _worker;
        private readonly MeterListFile _file;
        private readonly MeterRule _rule = new MeterRule();
        private MeterList _staged;
        private MeterList _made;
        private string[] _rules;
        private int _action;
        private int _at;
        private bool _hasMore;

        /// <summary>Nothing is under way.</summary>
        /// <param name="filter">Whose list it is.</param>
        /// <param name="worker">Runs what blocks: the file worker.</param>
        /// <param name="file">Keeps them.</param>
        public MeterListEditor(TelegramFilter filter, IWorker worker, MeterListFile file)
        {
            _filter = filter;
            _worker = worker;
            _file = file;
        }

        /// <summary>Whether a change goes on.</summary>
        public bool IsBusy { get; private set; }

        /// <summary>Why the last change was not made, with the path of the rule; null when it was.</summary>
        public string Problem { get; private set; }

        /// <summary>Rules gathered that are not in use yet.</summary>
        public int StagedCount
        {
            get { return _staged == null ? 0 : _staged.Count; }
        }

        /// <summary>Adds rules.</summary>
        /// <param name="rules">Text forms that can be read.</param>
        /// <param name="at">Position of the first in the list, <see cref="End"/> or less than its
        /// length.</param>
        /// <param name="hasMore">Gather only.</param>
        /// <returns>False when the worker is busy: try again.</returns>
        public bool TryAdd(string[] rules, int at, bool hasMore)
        {
            return TryStart(Adds, rules, at, hasMore);
        }

        /// <summary>Removes rules; all of them have to be there.</summary>
        /// <returns>False when the worker is busy: try again.</returns>
        public bool TryRemove(string[] rules)
        {
            return TryStart(Removes, rules, End, false);
        }

        /// <summary>Puts rules in the place of all others.</summary>
        /// <param name="rules">Text forms that can be read.</param>
        /// <param name="hasMore">Gather only.</param>
        /// <returns>False when the worker is busy: try again.</returns>
        public bool TryReplace(string[] rules, bool hasMore)
        {
            return TryStart(Replaces, rules, End, hasMore);
        }

        /// <inheritdoc/>
        public void Run()
        {
            Problem = null;
            _made = _filter.Rules.CreateEmpty();
            MeterList from = _staged ?? _filter.Rules;
            if (_action == Removes)
            {
                from = _filter.Rules;
                Remove(from);
            }
            else
            {
                Add(from);
            }

            if (Problem == null && !_hasMore && !_file.TryStore(_made))
            {
                Problem = "the flash could not be written";
            }
        }

        /// <inheritdoc/>
        public void Completed(long nowUs, bool faulted)
        {
            IsBusy = false;
            Problem = faulted ? "the list could not be changed" : Problem;
            if (Problem == null && _hasMore)
            {
                _staged = _made;
            }
            else
            {
                _staged = null;
            }

            if (Problem == null && !_hasMore)
            {
                _filter.Replace(_made);
            }

            _made = null;
            _rules = null;
        }

        private bool TryStart(int action, string[] rules, int at, bool hasMore)
        {
            if (IsBusy)
            {
                return false;
            }

            _action = action;
            _rules = rules;
            _at = at;
            _hasMore = hasMore;
            IsBusy = true;
            if (!_worker.TryStart(this))
            {
                IsBusy = false;
                return false;
            }

            return true;
        }

        private void Add(MeterList from)
        {
            int old = _action == Replaces ? 0 : from.Count;
            int before = _at == End || _at > old ? old : _at;
            Copy(from, 0, before);
            for (int i = 0; i < _rules.Length && Problem == null; i++)
            {
                MeterRule rule;
                string error;
                if (!MeterRule.TryParse(_rules[i], out rule, out error))
                {
                    Fail(i, error);
                }
                else if (_made.IndexOf(rule) >= 0 || (_action == Adds && from.IndexOf(rule) >= 0))
                {
                    Fail(i, "is there already");
                }
                else if (!_made.TryAdd(rule, out error))
                {
                    Fail(i, error);
                }
            }

            Copy(from, before, old);
        }

        private void Remove(MeterList from)
        {
            byte[] isGone = new byte[from.Count];
            for (int i = 0; i < _rules.Length && Problem == null; i++)
            {
                MeterRule rule;
                string error;
                int place = MeterRule.TryParse(_rules[i], out rule, out error) ? from.IndexOf(rule) : 0;
                if (error != null || place < 0)
                {
                    Fail(i, error ?? "is not in the list");
                }
                else
                {
                    isGone[place] = 1;
                }
            }

            for (int i = 0; i < isGone.Length && Problem == null; i++)
            {
                if (isGone[i] == 0)
                {
                    Copy(from, i, i + 1);
                }
            }
        }

        private void Copy(MeterList from, int start, int end)
        {
            for (int i = start; i < end && Problem == null; i++)
            {
                string error;
                from.TryGet(i, _rule);
                if (!_made.TryAdd(_rule, out error))
                {
                    Problem = error;
                }
            }
        }

        private void Fail(int index, string reason)
        {
            Problem = "body.rules[" + index.ToString() + "]: " + reason;
        }
    }
}
