// What commands ask of the line. One request of each kind at a time: the dispatcher runs one command of a
// kind.
using Gateway.Commands;
using Gateway.Core;
using Gateway.Wired;

namespace Gateway.App.Readout
{
    /// <content>Requests of commands.</content>
    public sealed partial class LineStage
    {
        // In the order of TransparentResult.
        private readonly string[] _transparentReasons =
        {
            null, "incomplete", "expired", "silence", "echo_wrong", "port_failed",
        };

        // In the order of TransparentEnd.
        private readonly string[] _endWords = { "pause", "timeout", "full" };

        private readonly LineRequest _readNow = new LineRequest();
        private readonly LineRequest _bytes = new LineRequest();
        private int _frames;

        /// <summary>Number of a job; −1 when there is none of that name.</summary>
        public int FindJob(string name)
        {
            for (int i = 0; i < _jobCount; i++)
            {
                if (_jobs[i].Name == name)
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>Reads a meter between the scheduled reads.</summary>
        public void RequestRead(int meter, LineTicket ticket, long nowUs)
        {
            if (_readNow.Ticket != null)
            {
                ticket.End(CommandStatus.Busy, "line_busy");
                return;
            }

            _plan.AddDue();
            _readNow.Wait(ticket, meter);
            StartNext(nowUs);
        }

        /// <summary>Starts a job's sweep.</summary>
        /// <returns>Reads that are due on the line now.</returns>
        public int RequestSweep(int job, long nowUs)
        {
            StartSweep(job, nowUs);
            return _plan.Left;
        }

        /// <summary>Sends bytes between the scheduled reads.</summary>
        /// <param name="request">Copied.</param>
        /// <param name="ticket">Says when it has ended.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        public void RequestBytes(TransparentRequest request, LineTicket ticket, long nowUs)
        {
            long expiresUs = nowUs + ((request.ExpiresMs - _clock.ToUnixMs(nowUs)) * 1000);
            SerialSettings settings = request.Settings;
            if (request.IsLineSpeed)
            {
                settings = new SerialSettings(
                    _meters.BaudRate, settings.DataBits, settings.Parity, settings.StopBits);
            }

            _transparent.Set(
                settings, request.Bytes, 0, request.Count, request.TimeoutMs, request.GapMs,
                expiresUs);
            _bytes.Wait(ticket, 0);
            StartNext(nowUs);
        }

        private bool StartRequest(long nowUs)
        {
            if (_control.IsWaiting && StartControl(nowUs))
            {
                return true;
            }

            if (_bytes.IsWaiting)
            {
                _bytes.IsRunning = true;
                _line.TryEnqueue(_transparent);
                return true;
            }

            if (_readNow.IsWaiting)
            {
                _readNow.IsRunning = true;
                StartRead(-1, _readNow.Meter);
                return true;
            }

            return false;
        }

        private void EndTransparent()
        {
            LineTicket ticket = _bytes.Ticket;
            TransparentResult result = _transparent.Result;
            ticket.Reply = _transparent.Reply;
            ticket.ReplyCount = _transparent.ReplyCount;
            ticket.ReplyEnd = _endWords[(int)_transparent.EndedBy];
            ticket.AnswerUs = _transparent.AnswerUs;
            CommandStatus status = result == TransparentResult.Ok ? CommandStatus.Ok
                : result == TransparentResult.Expired ? CommandStatus.Expired : CommandStatus.Failed;
            _bytes.End(status, _transparentReasons[(int)result]);
        }

        private void EndReadRequest(bool isOk)
        {
            _readNow.Ticket.Frames = _frames;
            _readNow.End(isOk ? CommandStatus.Ok : CommandStatus.Failed, isOk ? null : _meters.Explanation);
        }
    }
}
