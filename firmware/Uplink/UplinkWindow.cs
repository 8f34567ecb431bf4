// What goes over a standing connection, one publish at a time: "online" first, then alarms one by one ahead
// of everything, statistics when due, batches of records, and "offline" last when a stop was asked for.
// Building goes on while a publish is outstanding. Each message costs one array, because the client keeps the
// payload until PUBACK; this is not the receive path. It neither connects nor closes: MqttUplink does.

using Gateway.Core;
using Gateway.Store;

namespace Gateway.Uplink
{
    /// <summary>Chooses, builds and accounts for the one outstanding publish.</summary>
    internal sealed partial class UplinkWindow
    {
        /// <summary>How long to wait before asking again for records that the store still has to
        /// fetch.</summary>
        private const long PollUs = 5_000;

        /// <summary>Answers to commands; may be null.</summary>
        public IReplySource Replies;

        private readonly Topics _topics;
        private readonly IRecordQueue _queue;
        private readonly UplinkMessages _messages;
        private readonly StatsMessage _stats;
        private readonly UplinkCounters _counters;
        private readonly UplinkJob _job;
        private readonly RecordFeed _alarms;
        private readonly RecordFeed _bulk;
        private readonly long _batchAgeUs;
        private readonly long _ackTimeoutUs;
        private readonly long _statsIntervalUs;

        private MessageKind _outstanding;
        private int _packetId;
        private long _ackDueUs;
        private long _statsDueUs;
        private bool _announced;
        private bool _readFailed;
        private bool _flush;
        private bool _stopping;

        public UplinkWindow(
            UplinkOptions options, Topics topics, IRecordQueue queue, IStatsSource stats,
            UplinkCounters counters, UplinkJob job)
        {
            _topics = topics;
            _queue = queue;
            _counters = counters;
            _job = job;
            _messages = new UplinkMessages(options, queue);
            _stats = new StatsMessage(options, queue, stats);
            _alarms = _messages.CreateFeed(RecordQueueKind.Alarms, topics);
            _bulk = _messages.CreateFeed(RecordQueueKind.Bulk, topics);
            _batchAgeUs = options.BatchMaxAgeMs * 1000L;
            _ackTimeoutUs = options.AckTimeoutMs * 1000L;
            _statsIntervalUs = options.StatsIntervalS * 1000_000L;
        }

        /// <summary>Whether a publish was begun and not acknowledged.</summary>
        public bool IsOutstanding
        {
            get { return _outstanding != MessageKind.None; }
        }

        /// <summary>Whether the stop that was asked for is done as far as the broker is concerned.</summary>
        public bool IsFinished { get; private set; }

        /// <summary>The uplink starts: statistics are due at the first connection.</summary>
        public void Start(long nowUs)
        {
            _statsDueUs = nowUs;
            _flush = false;
            _stopping = false;
            IsFinished = false;
        }

        /// <summary>A connection stands, or is gone: forgets everything outstanding; the queues are
        /// rewound.</summary>
        public void Restart()
        {
            _outstanding = MessageKind.None;
            _packetId = 0;
            _announced = false;
            _statesDue = _areStatesOld = true;
            _stats.Cancel();
            _alarms.Restart();
            _bulk.Restart();
        }

        /// <summary>No waiting for batches to fill until the queue is empty.</summary>
        public void Flush()
        {
            _flush = true;
        }

        /// <summary>Flushes, says "offline", and is finished.</summary>
        public void Stop()
        {
            _flush = true;
            _stopping = true;
        }

        /// <summary>Whether PUBACK is overdue.</summary>
        public bool IsOverdue(long nowUs)
        {
            return IsOutstanding && nowUs >= _ackDueUs;
        }

        /// <summary>Does one slice of work.</summary>
        /// <returns>true when the job was filled with a publish that has to be started.</returns>
        public bool Step(long nowUs)
        {
            if (_bulk.IsWriting)
            {
                // Alarms wait for the few slices of a record.
                _bulk.Step(nowUs);
                _readFailed = false;
                return false;
            }

            if (_alarms.Step(nowUs))
            {
                _readFailed = false;
                return false;
            }

            // Building a message and giving one away are slices of their own.
            bool canPublish = !IsOutstanding && !IsFinished;
            if (canPublish && PublishDue(nowUs))
            {
                _readFailed = false;
                return true;
            }

            bool worked = StepStats(nowUs) || _bulk.Step(nowUs);
            _readFailed = !worked;
            if (worked || !canPublish)
            {
                return false;
            }

            bool empty = !_bulk.HasMessage && !_bulk.HasUnread && !_alarms.HasUnread;
            _flush = _flush && (_stopping || !empty);
            return _stopping && empty
                && Publish(MessageKind.Goodbye, _topics.ConnState, UplinkMessages.Offline(), true);
        }

        // Publishes what is ready, the most urgent first.
        private bool PublishDue(long nowUs)
        {
            if (!_announced)
            {
                return Publish(MessageKind.Hello, _topics.ConnState, _messages.Hello(), true);
            }

            int alarm = _alarms.DueIndex(nowUs, 0, false);
            if (alarm >= 0)
            {
                return PublishRecords(MessageKind.Alarm, _alarms, alarm);
            }

            if (_statesDue && PublishState())
            {
                return true;
            }

            if (Replies != null && Replies.HasReply)
            {
                return Publish(MessageKind.Response, _topics.Response, Replies.PeekReply(), false);
            }

            if (_stats.IsReady)
            {
                return PublishStats(nowUs);
            }

            int batch = _stats.IsWriting ? RecordFeed.None : _bulk.DueIndex(nowUs, _batchAgeUs, _flush);
            return batch >= 0 && PublishRecords(MessageKind.Bulk, _bulk, batch);
        }

        /// <summary>The publish was sent with that packet id.</summary>
        public void Sent(int packetId, long nowUs)
        {
            _packetId = packetId;
            _ackDueUs = nowUs + _ackTimeoutUs;
        }

        /// <summary>Looks whether the outstanding publish was reported, and accounts for it.</summary>
        /// <returns>false when the client gave up on it: it may have arrived all the same, so the next
        /// session sends it again.</returns>
        public bool TakeReport(SessionListener listener)
        {
            if (!IsOutstanding || _packetId == 0 || !listener.WasReported(_packetId, out bool acknowledged))
            {
                return true;
            }

            if (!acknowledged)
            {
                _counters.GaveUp++;
                return false;
            }

            EndPublish();
            return true;
        }

        private bool PublishRecords(MessageKind kind, RecordFeed feed, int index)
        {
            return Publish(kind, feed.TopicOf(index), feed.Take(index), false);
        }

        private bool StepStats(long nowUs)
        {
            if (nowUs < _statsDueUs)
            {
                return false;
            }

            // The date moves on when the message goes out.
            bool isDue = _announced && !IsOutstanding && _stats.IsWanted;
            if (_stats.IsReady || !(_stats.IsWriting || isDue))
            {
                return false;
            }

            _stats.Step(_messages.FirmwareVersion, nowUs);
            return true;
        }

        private bool PublishStats(long nowUs)
        {
            _statsDueUs = nowUs + _statsIntervalUs;
            byte[] payload = _stats.Take();
            if (payload == null)
            {
                _counters.StatsTooLong++;
                return false;
            }

            return Publish(MessageKind.Stats, _topics.Stats, payload, false);
        }

        private bool Publish(MessageKind kind, string topic, byte[] payload, bool retain)
        {
            _outstanding = kind;
            _packetId = 0;
            _ackDueUs = long.MaxValue;
            _job.Kind = UplinkJob.Publish;
            _job.Topic = topic;
            _job.Payload = payload;
            _job.Retain = retain;
            _job.PacketId = 0;
            _counters.Published++;
            return true;
        }

        private void EndPublish()
        {
            MessageKind kind = _outstanding;
            _outstanding = MessageKind.None;
            _packetId = 0;
            byte[] payload = _job.Payload;
            _job.Payload = null;
            _counters.Messages++;
            if (kind == MessageKind.Hello)
            {
                _announced = true;
            }
            else if (kind == MessageKind.Goodbye)
            {
                IsFinished = true;
            }
            else if (kind == MessageKind.Stats)
            {
                _counters.Stats++;
            }
            else if (kind == MessageKind.State)
            {
                _statesSent[_state] = payload;
            }
            else if (kind == MessageKind.Response)
            {
                Replies.ReplyDelivered(payload);
            }
            else
            {
                RecordFeed feed = kind == MessageKind.Alarm ? _alarms : _bulk;
                _counters.Records += feed.OutCount;
                feed.Delivered();
                _counters.Alarms += kind == MessageKind.Alarm ? 1 : 0;
            }
        }
    }
}
