// The wired lines: read tests and searches, by the same service as the commands' ones.
using Gateway.App.Readout;
using Gateway.Commands;
using Gateway.Installer;

namespace Gateway.App
{
    /// <content>Wired lines.</content>
    public sealed partial class InstallerFacts
    {
        private readonly LineService _lines;
        private readonly LineTicket _ticket = new LineTicket();
        private readonly LineTicket _searchTicket = new LineTicket();
        private readonly SearchRequest _search = new SearchRequest();
        private int _testLine = -1;
        private int _testMeter = -1;
        private int _searchLine = -1;

        /// <inheritdoc/>
        public string LineName(int line)
        {
            return _parts.Wired.Lines[line].Name;
        }

        /// <inheritdoc/>
        public int MeterCount(int line)
        {
            return _parts.Wired.Lines[line].Meters.Count;
        }

        /// <inheritdoc/>
        public string MeterName(int line, int meter)
        {
            return _parts.Wired.Lines[line].Meters.NameOf(meter);
        }

        /// <inheritdoc/>
        public bool TryBeginRead(int line, int meter)
        {
            if (_testLine >= 0 && _ticket.Status == CommandStatus.Running)
            {
                return false;
            }

            _testLine = line;
            _testMeter = meter;
            _ticket.Reset();
            _lines.Read(LineName(line), MeterName(line, meter), _ticket);
            return true;
        }

        /// <inheritdoc/>
        public ReadTest ReadState(int line, int meter)
        {
            if (line != _testLine || meter != _testMeter)
            {
                return ReadTest.NotTried;
            }

            return _ticket.Status == CommandStatus.Running ? ReadTest.Running
                : _ticket.Status == CommandStatus.Ok ? ReadTest.Ok : ReadTest.Failed;
        }

        /// <inheritdoc/>
        public bool TryBeginSearch(int line, string what)
        {
            if (_searchLine >= 0 && _searchTicket.Status == CommandStatus.Running)
            {
                return false;
            }

            // It ends by itself: there is no end of its time, whatever becomes of the clock.
            _search.Id = "installer";
            _search.Port = LineName(line);
            _search.What = what;
            _search.ExpiresMs = long.MaxValue;
            _searchLine = line;
            _searchTicket.Reset();
            _lines.Search(_search, _searchTicket);
            return _searchTicket.Status == CommandStatus.Running;
        }

        /// <inheritdoc/>
        public ReadTest SearchState(int line)
        {
            return line != _searchLine ? ReadTest.NotTried
                : _searchTicket.Status == CommandStatus.Running ? ReadTest.Running
                : _searchTicket.Status == CommandStatus.Ok ? ReadTest.Ok : ReadTest.Failed;
        }

        /// <inheritdoc/>
        public int FoundCount(int line)
        {
            return line != _searchLine || _searchTicket.Found == null ? 0 : _searchTicket.Found.FoundCount;
        }

        /// <inheritdoc/>
        public string FoundName(int line, int index, out bool isKnown)
        {
            MeterFinder finder = (MeterFinder)_searchTicket.Found;
            string text = finder.FoundText(index);
            int end = text.IndexOf('#');
            end = end < 0 ? text.IndexOf('@') : end;
            isKnown = _parts.Wired.Lines[line].Meters.Find(end < 0 ? text : text.Substring(0, end)) >= 0;
            string state = finder.FoundState(index);
            return state == MeterFinder.Good ? text : text + " (" + state + ")";
        }
    }
}
