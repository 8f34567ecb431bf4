namespace Gateway.Uplink.Serial
{
    /// <content>What a bridge may listen to: whoever has it asks for the line, and costs nobody anything
    /// until then.</content>
    public sealed partial class SerialLink
    {
        private ITraceSwitch _tracing;
        private byte _traceNumber;

        /// <summary>When <see cref="TrySendTrace"/> has a chance.</summary>
        public long TraceDueUs { get; private set; }

        /// <summary>Names who can trace.</summary>
        public void SetTracing(ITraceSwitch tracing)
        {
            _tracing = tracing;
        }

        /// <summary>Sends a frame of a trace if the line has nothing else to do.</summary>
        /// <param name="ring">Not empty.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        public void TrySendTrace(TraceRing ring, long nowUs)
        {
            // As fast as the line carries them, so that a message never waits behind more than one of them.
            TraceDueUs = nowUs + BusyPollUs;
            if (State != SerialState.Online || _sender.HasSegment || _receiver.OwesAck)
            {
                return;
            }

            int count = SerialFrame.Seal(
                _frame, SerialFrame.Trace, _sessionId, _traceNumber, ring.Fill(_frame));
            if (_port.Write(_frame, 0, count))
            {
                ring.Sent();
                _traceNumber++;
                _saidUs = nowUs;
                Counters.FramesSent++;
                TraceDueUs = nowUs + _settings.BytesUs(count);
            }
        }

        private bool TakeTrace(byte[] message)
        {
            if (message[0] != SerialMessage.Trace || message.Length < 2 || _tracing == null)
            {
                return false;
            }

            _tracing.Trace(message[1] != 0);
            return true;
        }
    }
}
