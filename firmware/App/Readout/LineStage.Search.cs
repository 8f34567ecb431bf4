// A search of the line, in turns: a read that is due goes between two of them. What was found becomes an
// event each, one a slice; the command ends when all are told.
using System.Text;
using Gateway.Commands;
using Gateway.Core;

namespace Gateway.App.Readout
{
    /// <content>Searching.</content>
    public sealed partial class LineStage
    {
        private const long TurnUs = 3000000;

        private readonly byte[] _foundMember = Encoding.UTF8.GetBytes("\"step\":\"found\"");
        private readonly byte[] _doneMember = Encoding.UTF8.GetBytes("\"step\":\"done\"");
        private readonly byte[] _failedMember = Encoding.UTF8.GetBytes("\"step\":\"failed\"");
        private readonly byte[] _idName = Encoding.UTF8.GetBytes("\"id\":");
        private readonly LineRequest _search = new LineRequest();
        private MeterFinder _finder;
        private SearchRequest _searchRequest;
        private CommandStatus _searchStatus;
        private string _searchReason;
        private bool _turnYields;
        private bool _mustStart;
        private int _told;
        private int _worded;

        private bool HasSearchNews
        {
            get
            {
                return _search.Ticket != null
                    && (_searchStatus != CommandStatus.Running || _told < _finder.FoundCount);
            }
        }

        /// <summary>Searches the line between the scheduled reads.</summary>
        /// <param name="request">Kept until the ticket has ended.</param>
        /// <param name="ticket">Says when it has ended.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        public void RequestSearch(SearchRequest request, LineTicket ticket, long nowUs)
        {
            if (_search.Ticket != null)
            {
                ticket.End(CommandStatus.Busy, "line_busy");
                return;
            }

            if (_finder == null)
            {
                _finder = _meters.CreateFinder();
            }

            string problem = _finder.Start(request.What, request.BaudRate, request.Parity);
            if (problem != null)
            {
                ticket.End(CommandStatus.BadRequest, problem);
                return;
            }

            ticket.Found = _finder;
            _searchRequest = request;
            _searchStatus = CommandStatus.Running;
            _searchReason = null;
            _turnYields = false;
            _told = 0;
            _worded = -1;
            _search.Wait(ticket, 0);
            _mustStart = true;
        }

        private bool StartSearchTurn(long nowUs)
        {
            if (!_search.IsWaiting || _searchStatus != CommandStatus.Running)
            {
                return false;
            }

            long leftMs = _searchRequest.ExpiresMs - _clock.ToUnixMs(nowUs);
            if (leftMs <= 0)
            {
                _searchStatus = CommandStatus.Expired;
                _searchReason = "expired before the search was at its end";
                return false;
            }

            _search.IsRunning = true;
            _turnYields = true;
            _line.TryEnqueue(_finder.Turn(leftMs < TurnUs / 1000 ? leftMs * 1000 : TurnUs));
            return true;
        }

        private void EndSearchTurn()
        {
            _search.IsRunning = false;
            if (!_finder.IsSuspended)
            {
                _searchStatus = _finder.IsOk ? CommandStatus.Ok : CommandStatus.Failed;
                _searchReason = _finder.IsOk ? null : _finder.Reason;
            }
        }

        private void TellSearch(long nowUs)
        {
            bool isEntry = _told < _finder.FoundCount;
            if (isEntry && _worded != _told)
            {
                // Its text is a slice of its own.
                _finder.FoundText(_told);
                _worded = _told;
                return;
            }

            JsonWriter json = _events.Begin("search");
            bool isDone = _searchStatus == CommandStatus.Ok;
            json.Raw(isEntry ? _foundMember : isDone ? _doneMember : _failedMember, true);
            json.Raw(_idName, false);
            json.String(_searchRequest.Id);
            json.Raw(_portMember, true);
            if (isEntry)
            {
                _finder.WriteFound(json, _told);
                _told++;
                _events.End(nowUs);
                return;
            }

            json.Name("meters");
            json.Number(_told + _finder.Lost);
            if (_searchReason != null)
            {
                json.Name("reason");
                json.String(_searchReason);
            }

            _events.End(nowUs);
            _search.End(_searchStatus, _searchReason);
        }
    }
}
