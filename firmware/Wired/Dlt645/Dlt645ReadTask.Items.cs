// Which register is asked for next, and what is told about each.

using Gateway.Link.Dlt645;

namespace Gateway.Wired.Dlt645
{
    /// <content>Items.</content>
    public sealed partial class Dlt645ReadTask
    {
        /// <summary>The first that did not come, in the meter's edition; −1 when everything came, or the
        /// meter was silent to everything.</summary>
        public long FailedIdentifier
        {
            get { return _failedIdentifier; }
        }

        /// <summary>Its error word, when the meter refused it.</summary>
        public int ErrorWord
        {
            get { return _errorWord; }
        }

        /// <summary>Answers with data.</summary>
        public int Answered
        {
            get { return _answered; }
        }

        /// <summary>Identifiers and elements without data.</summary>
        public int Failed
        {
            get { return _failed; }
        }

        private void GiveUp(Dlt645Result result)
        {
            Result = Result == Dlt645Result.Ok ? result : Result;
            _isOver = true;
            _isSingle = false;
            _step = Step.Item;
        }

        private void StartSingles(bool isRefused)
        {
            if (isRefused)
            {
                Meter.LearnBlock(Answer.Identifier, false);
            }

            _isSingle = true;
            _element = 0;
            _elements = 0;
            _step = Step.Item;
        }

        private void EndBlock()
        {
            _isSingle = false;
            _item++;
            _step = Step.Item;
        }

        private void EndItem(Dlt645Result result, long nowUs)
        {
            Answer.Result = result;
            Answer.ReceivedUs = nowUs;
            bool hasData = result == Dlt645Result.Ok || result == Dlt645Result.TooLong;
            _answered += hasData ? 1 : 0;
            _failed += hasData ? 0 : 1;
            if (Result == Dlt645Result.Ok && result != Dlt645Result.Ok)
            {
                _failedIdentifier = _isHeard || result == Dlt645Result.Unsupported ? Answer.Identifier : -1;
                _errorWord = Answer.ErrorWord;
                Result = result;
            }

            if (_isSingle)
            {
                if (result == Dlt645Result.Ok)
                {
                    Meter.LearnBlock(Translated(), false);
                }

                _elements++;
                _element++;
            }
            else
            {
                _item++;
            }

            _step = Step.Item;
            if (_listener != null)
            {
                _listener.Answered(this, Answer);
            }
        }

        private void ChooseItem(long nowUs)
        {
            if (_item >= Count)
            {
                _step = Step.End;
                return;
            }

            uint identifier = Translated();
            _more = 0;
            Answer.Clear(identifier == EditionMap.None ? Identifiers[_item] : identifier, _edition);
            if (_isOver)
            {
                EndItem(_item == 0 ? Result : Dlt645Result.Skipped, nowUs);
            }
            else if (identifier == EditionMap.None)
            {
                EndItem(Dlt645Result.Unsupported, nowUs);
            }
            else if (!_isSingle && IsBlock(identifier) && Meter.RefusesBlock(identifier))
            {
                StartSingles(false);
                ChooseElement(identifier, nowUs);
            }
            else if (_isSingle)
            {
                ChooseElement(identifier, nowUs);
            }
            else
            {
                _step = Step.Ask;
            }
        }

        private void ChooseElement(uint block, long nowUs)
        {
            BlockPosition position = RegisterTable.Block(_edition, block);
            int found = position == BlockPosition.Several || _elements >= MaxElements ? -1
                : RegisterTable.TryFind(_edition, block, position, _element, _info);
            if (found >= 0 && _info.Tariff > _master.Options.Tariffs)
            {
                found = -1;
            }

            if (found < 0)
            {
                if (_elements == 0)
                {
                    _isSingle = false;
                    EndItem(Dlt645Result.Refused, nowUs);
                    return;
                }

                EndBlock();
                return;
            }

            _element = found;
            Answer.Clear(RegisterTable.Element(_edition, block, position, found), _edition);
            _step = Step.Ask;
        }

        // What to ask this meter for; None = its edition has no such register.
        private uint Translated()
        {
            uint identifier = Identifiers[_item];
            if (_edition == Dlt645Edition.Edition1997)
            {
                return EditionMap.To1997(identifier);
            }

            return EditionMap.Is1997(identifier) ? EditionMap.None : identifier;
        }

        private bool IsBlock(uint identifier)
        {
            return RegisterTable.Block(_edition, identifier) != BlockPosition.None;
        }
    }
}
