using Gateway.Commands;
using Gateway.Core;

namespace Gateway.App.Readout
{
    /// <summary>Finds the line that a command is about.</summary>
    public sealed class LineService : ILineService
    {
        private readonly WiredStage _stage;
        private readonly IClock _clock;

        /// <summary>Serves the lines of a stage.</summary>
        public LineService(WiredStage stage, IClock clock)
        {
            _stage = stage;
            _clock = clock;
        }

        /// <inheritdoc/>
        public void Read(string port, string meter, LineTicket ticket)
        {
            LineStage line = FindLine(port, ticket);
            int number = FindMeter(line, meter, ticket);
            if (number >= 0)
            {
                line.RequestRead(number, ticket, _clock.NowUs);
            }
        }

        /// <inheritdoc/>
        public void StartJob(string port, string job, LineTicket ticket)
        {
            LineStage line = FindLine(port, ticket);
            if (line == null)
            {
                return;
            }

            int number = line.FindJob(job);
            if (number < 0)
            {
                ticket.End(CommandStatus.BadRequest, "body.job: there is no " + job);
                return;
            }

            ticket.Frames = line.RequestSweep(number, _clock.NowUs);
            ticket.End(CommandStatus.Ok, null);
        }

        /// <inheritdoc/>
        public void Transparent(TransparentRequest request, LineTicket ticket)
        {
            LineStage line = FindLine(request.Port, ticket);
            if (line != null)
            {
                line.RequestBytes(request, ticket, _clock.NowUs);
            }
        }

        /// <inheritdoc/>
        public void Control(ControlRequest request, LineTicket ticket)
        {
            LineStage line = FindLine(request.Port, ticket);
            if (line != null && request.Meter == "*")
            {
                line.RequestControl(LineMeters.All, request, ticket, _clock.NowUs);
                return;
            }

            int number = FindMeter(line, request.Meter, ticket);
            if (number >= 0)
            {
                line.RequestControl(number, request, ticket, _clock.NowUs);
            }
        }

        /// <inheritdoc/>
        public void Commission(CommissionRequest request, LineTicket ticket)
        {
            LineStage line = FindLine(request.Port, ticket);
            bool isAll = line != null && request.Meter == "*";
            int number = isAll ? LineMeters.All : FindMeter(line, request.Meter, ticket);
            if (isAll || number >= 0)
            {
                line.RequestCommission(number, request, ticket, _clock.NowUs);
            }
        }

        /// <inheritdoc/>
        public void Search(SearchRequest request, LineTicket ticket)
        {
            LineStage line = FindLine(request.Port, ticket);
            if (line != null)
            {
                line.RequestSearch(request, ticket, _clock.NowUs);
            }
        }

        private LineStage FindLine(string port, LineTicket ticket)
        {
            LineStage[] lines = _stage.Lines;
            for (int i = 0; i < lines.Length; i++)
            {
                if (lines[i].Name == port)
                {
                    // What the command asks of the line gives the stage work outside its step.
                    _stage.Wake();
                    return lines[i];
                }
            }

            ticket.End(CommandStatus.BadRequest, "body.port: there is no " + port);
            return null;
        }

        private static int FindMeter(LineStage line, string meter, LineTicket ticket)
        {
            if (line == null)
            {
                return -1;
            }

            int number = line.Meters.Find(meter);
            if (number < 0)
            {
                ticket.End(CommandStatus.BadRequest, "body.meter: there is no " + meter);
            }

            return number;
        }
    }
}
