// Finding out how a meter talks, and its new address: in turns like a search.
using Gateway.Commands;

namespace Gateway.App.Readout
{
    /// <content>Commissioning.</content>
    public sealed partial class LineStage
    {
        private readonly LineRequest _commission = new LineRequest();
        private MeterCommissioning _commissioning;
        private CommissionRequest _commissionRequest;

        /// <summary>Finds out a meter's settings between the scheduled reads.</summary>
        /// <param name="meter">Number; <see cref="LineMeters.All"/> = the only one.</param>
        /// <param name="request">Kept until the ticket has ended.</param>
        /// <param name="ticket">Says when it has ended.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        public void RequestCommission(int meter, CommissionRequest request, LineTicket ticket, long nowUs)
        {
            if (_commissioning == null)
            {
                _commissioning = _meters.CreateCommissioning();
            }

            string problem = _commissioning.Start(meter, request.NewAddress);
            if (problem != null)
            {
                ticket.End(CommandStatus.BadRequest, problem);
                return;
            }

            ticket.Settings = _commissioning;
            _commissionRequest = request;
            _turnYields = false;
            _commission.Wait(ticket, meter);
            _mustStart = true;
        }

        private bool StartCommissionTurn(long nowUs)
        {
            if (!_commission.IsWaiting)
            {
                return false;
            }

            long leftMs = _commissionRequest.ExpiresMs - _clock.ToUnixMs(nowUs);
            if (leftMs <= 0)
            {
                _commission.Finish(CommandStatus.Expired, "expired before the meter was found");
                return false;
            }

            _commission.IsRunning = true;
            _turnYields = true;
            _line.TryEnqueue(_commissioning.Turn(leftMs < TurnUs / 1000 ? leftMs * 1000 : TurnUs));
            return true;
        }

        private void EndCommissionTurn()
        {
            _commission.IsRunning = false;
            if (!_commissioning.GoesOn())
            {
                bool isOk = _commissioning.IsOk;
                _commission.Finish(
                    isOk ? CommandStatus.Ok : CommandStatus.Failed, isOk ? null : _commissioning.Reason);
            }
        }
    }
}
