namespace Gateway.Installer
{
    /// <summary>The wired lines with a read test for each address, and a search for more.</summary>
    public sealed class WiredTopic : Topic
    {
        // More would be a page that nobody reads; the console and the page go on from a number.
        private const int MaxRows = 40;
        private const int MaxFound = 60;
        private const int AgainS = 5;

        private int _line;
        private int _meter;
        private int _rows;
        private int _found;
        private int _leftS;
        private bool _isFirst;

        /// <summary>The topic.</summary>
        public WiredTopic(IGatewayFacts facts)
            : base("wired", TextId.MenuWired, facts)
        {
        }

        /// <inheritdoc/>
        public override int LeftS
        {
            get { return _leftS; }
        }

        /// <inheritdoc/>
        public override void Begin(TopicRequest request, GatewayFacts now, long nowUs)
        {
            bool exists = request.Line >= 0 && request.Line < Facts.LineCount && request.Meter >= 0
                && request.Meter < Facts.MeterCount(request.Line);
            if (exists)
            {
                Facts.TryBeginRead(request.Line, request.Meter);
            }
            else if (request.Search != null && request.Line >= 0 && request.Line < Facts.LineCount)
            {
                Facts.TryBeginSearch(request.Line, request.Search);
            }

            _leftS = 0;
            for (int i = 0; i < Facts.LineCount; i++)
            {
                _leftS = Facts.SearchState(i) == ReadTest.Running ? AgainS : _leftS;
            }

            _line = 0;
            _meter = 0;
            _rows = 0;
            _isFirst = true;
        }

        /// <inheritdoc/>
        public override bool Step(AnswerWriter answer, long nowUs)
        {
            if (Facts.LineCount == 0)
            {
                answer.Note(TextId.NoLines);
                return false;
            }

            if (_isFirst)
            {
                answer.Row(Mark.Info, TextId.MenuWired);
                answer.Foreign(Facts.LineName(_line));
                answer.EndRow(TextId.SearchMeters, _line, -1);
                Search(answer);
                _found = 0;
                _isFirst = false;
                return true;
            }

            if (_found < Facts.FoundCount(_line) && _found < MaxFound)
            {
                Found(answer);
                return true;
            }

            if (_meter < Facts.MeterCount(_line))
            {
                if (_rows < MaxRows)
                {
                    Meter(answer);
                }

                _rows++;
                _meter++;
                return true;
            }

            _line++;
            _meter = 0;
            _isFirst = true;
            if (_line < Facts.LineCount)
            {
                return true;
            }

            if (_rows > MaxRows)
            {
                Count(answer, Mark.Info, TextId.ScanMore, _rows - MaxRows);
            }

            return false;
        }

        private void Search(AnswerWriter answer)
        {
            ReadTest state = Facts.SearchState(_line);
            if (state == ReadTest.NotTried)
            {
                return;
            }

            answer.Row(state == ReadTest.Ok ? Mark.Ok : state == ReadTest.Failed ? Mark.Bad : Mark.Warn,
                TextId.SearchMeters);
            answer.Text(state == ReadTest.Ok ? TextId.SearchDone
                : state == ReadTest.Failed ? TextId.SearchFailed : TextId.SearchRunning);
            answer.Put(" " + Facts.FoundCount(_line).ToString());
            answer.EndRow();
        }

        private void Found(AnswerWriter answer)
        {
            bool isKnown;
            string name = Facts.FoundName(_line, _found, out isKnown);
            answer.Row(isKnown ? Mark.Ok : Mark.Warn, TextId.Found);
            answer.Foreign(name);
            answer.Put(" \u00B7 ");
            answer.Text(isKnown ? TextId.Known : TextId.Unknown);
            answer.EndRow();
            _found++;
        }

        private void Meter(AnswerWriter answer)
        {
            ReadTest state = Facts.ReadState(_line, _meter);
            answer.Row(state == ReadTest.Ok ? Mark.Ok : state == ReadTest.Failed ? Mark.Bad
                : state == ReadTest.Running ? Mark.Warn : Mark.Info, TextId.Meter);
            answer.Foreign(Facts.MeterName(_line, _meter));
            answer.Put(" \u00B7 ");
            answer.Text(state == ReadTest.Ok ? TextId.ReadOk : state == ReadTest.Failed ? TextId.ReadFailed
                : state == ReadTest.Running ? TextId.ReadRunning : TextId.NotTried);
            answer.EndRow(TextId.ReadTest, _line, _meter);
        }
    }
}
