// The uplink's state machine: Idle -> BackOff -> Connecting -> Online -> Closing -> BackOff ... (MQTT
// contract, version 1). A record is acknowledged to the log by PUBACK and by nothing else; after any doubt
// the session is closed and both queues are rewound, so that a record may arrive twice with the same (lid,
// seq) and never not at all. Blocking calls are jobs of the network worker; each attempt has a session of its
// own.

using System;
using Gateway.Core;
using Gateway.Store;
using Gateway.Uplink.Links;

namespace Gateway.Uplink
{
    /// <summary>Forwards the log to an MQTT broker.</summary>
    public sealed partial class MqttUplink : IStage
    {
        /// <summary>How long to wait before asking again for a worker that is taken.</summary>
        private const long PollUs = 5_000;

        /// <summary>No session may leave a connect pending for longer.</summary>
        private const long PendingLimitUs = 600_000_000;

        private readonly UplinkOptions _options;
        private readonly IRecordQueue _queue;
        private readonly LinkSelector _links;
        private readonly bool _hasLinkSteps;
        private readonly IMessageSink _sink;
        private readonly Topics _topics;
        private readonly BackOff _backOff;
        private readonly RandomSource _random;
        private readonly UplinkJob _job;
        private readonly UplinkWindow _window;
        private IWorker _worker;
        private SessionListener _listener;
        private long _dueUs;
        private long _onlineUs;
        private long _stepUs;
        private bool _startPending;
        private bool _connectPending;
        private bool _jobRunning;
        private bool _stopping;

        /// <summary>An idle uplink over one IP network.</summary>
        /// <param name="worker">The network worker.</param>
        /// <param name="random">Seeded per device (see <see cref="RandomSource.SeedFrom"/>).</param>
        /// <param name="stats">Counters to publish, or null.</param>
        /// <param name="sink">Takes commands, or null: then nothing is subscribed to. When it is an
        /// <see cref="IReplySource"/> as well, its answers are published.</param>
        public MqttUplink(
            UplinkOptions options,
            IRecordQueue queue,
            IMqttSessionFactory factory,
            IWorker worker,
            RandomSource random,
            IStatsSource stats,
            IMessageSink sink)
            : this(options, queue, new LinkSelector(
                new IUplinkLink[] { new WorkerLink("ip", factory, worker, null) }, new LinkOptions()),
                random, stats, sink)
        {
        }

        /// <summary>An idle uplink over several links, one at a time.</summary>
        /// <param name="links">Chooses the link; the uplink steps it.</param>
        /// <param name="random">Seeded per device (see <see cref="RandomSource.SeedFrom"/>).</param>
        /// <param name="stats">Counters to publish, or null.</param>
        /// <param name="sink">Takes commands, or null: then nothing is subscribed to.</param>
        public MqttUplink(
            UplinkOptions options,
            IRecordQueue queue,
            LinkSelector links,
            RandomSource random,
            IStatsSource stats,
            IMessageSink sink)
        {
            _options = options;
            _queue = queue;
            _links = links;
            _hasLinkSteps = links.HasSteps;
            _worker = links.Current.Worker;
            _sink = sink;
            _random = random;
            _topics = new Topics(options.TopicPrefix, options.GatewayId);
            _backOff = new BackOff(random, options.BackOffBaseMs, options.BackOffCapMs);
            _job = new UplinkJob(this);
            _job.Request = UplinkMessages.CreateRequest(options, _topics.ConnState);
            _job.TopicFilter = sink == null ? null : _topics.Commands;
            _window = new UplinkWindow(options, _topics, queue, stats, Counters, _job);
            _window.Replies = sink as IReplySource;
        }

        /// <summary>What it is doing.</summary>
        public UplinkState State { get; private set; }

        /// <summary>What it has done.</summary>
        public UplinkCounters Counters { get; } = new UplinkCounters();

        /// <summary>The links and which of them is in use.</summary>
        public LinkSelector Links => _links;

        /// <summary>Result of the last connection attempt.</summary>
        public MqttConnectStatus LastStatus { get; private set; }

        /// <summary>Result of the last attempt that failed; Ok when none has.</summary>
        public MqttConnectStatus LastFailure { get; private set; }

        /// <summary>Called from any thread when something came for the loop; may be null. Set before
        /// Start.</summary>
        public Action WakeLoop { get; set; }

        /// <summary>Whether every record of the log is acknowledged and nothing is outstanding.</summary>
        public bool IsDrained => !_window.IsOutstanding
            && _queue.PendingCount(RecordQueueKind.Alarms) == 0
            && _queue.PendingCount(RecordQueueKind.Bulk) == 0;

        /// <summary>Starts connecting, after a random part of the first delay.</summary>
        public void Start(long nowUs)
        {
            if (State == UplinkState.Idle)
            {
                _stopping = false;
                _stepUs = nowUs;
                _dueUs = nowUs + (_random.Next(_options.FirstDelayMs + 1) * 1000L);
                _window.Start(nowUs);
                State = UplinkState.BackOff;
                Settle();
            }
        }

        /// <summary>Sends an unfinished batch as soon as the queue has been read, instead of waiting for its
        /// age; holds until the queue is empty.</summary>
        public void Flush()
        {
            _window.Flush();
            _wakeUs = _stepUs;
        }

        /// <summary>Sends what is pending, publishes "offline", closes, and ends in Idle. Without a
        /// connection it ends at once: the log keeps the rest.</summary>
        public void Stop()
        {
            _stopping = true;
            _window.Stop();
            _wakeUs = _stepUs;
        }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
            _stepUs = nowUs;
            if (_hasLinkSteps && _links.NextWakeUs <= nowUs)
            {
                // A modem's slice; what it brought is taken in the next one.
                _links.Step(nowUs);
                return;
            }

            if (_toSay != null)
            {
                SayNow(nowUs);
                Settle();
                return;
            }

            _revision = _queue.Revision;
            if (_listener != null && _listener.HasNews)
            {
                // A slice of its own: an acknowledge settles a whole batch.
                TakeNews(nowUs);
                if (_connectPending)
                {
                    StepPending(nowUs);
                }
            }
            else if (State == UplinkState.Online)
            {
                StepOnline(nowUs);
            }
            else if (State == UplinkState.BackOff && _stopping)
            {
                State = UplinkState.Idle;
            }
            else if (State == UplinkState.BackOff && nowUs >= _dueUs)
            {
                BeginConnect(nowUs);
            }
            else if (_connectPending)
            {
                StepPending(nowUs);
            }

            if (_startPending && _worker.TryStart(_job))
            {
                _startPending = false;
                _jobRunning = true;

                // Where nothing blocks, the job is done.
                _worker.Step(nowUs);
            }

            Settle();
        }

        /// <summary>Called by the job, on the loop.</summary>
        internal void OnJobCompleted(long nowUs, bool faulted)
        {
            _jobRunning = false;
            _stepUs = nowUs;
            Counters.JobFaults += faulted ? 1 : 0;
            if (State == UplinkState.Connecting && !faulted && _job.Status == MqttConnectStatus.Pending)
            {
                _connectPending = true;
                _dueUs = nowUs + PendingLimitUs;
            }
            else if (State == UplinkState.Connecting)
            {
                EndConnect(nowUs, faulted ? MqttConnectStatus.Refused : _job.Status, faulted);
            }
            else if (State == UplinkState.Closing && _job.Kind == UplinkJob.Close)
            {
                _job.Session = null;
                _job.Payload = null;
                _listener = null;
                State = _stopping ? UplinkState.Idle : UplinkState.BackOff;
            }
            else if (State == UplinkState.Closing)
            {
                // A publish that ran while the session was given up.
                Begin(UplinkJob.Close);
            }
            else if (faulted || _job.PacketId == 0)
            {
                Counters.PublishFailures++;
                CloseSession(nowUs);
            }
            else
            {
                _window.Sent(_job.PacketId, nowUs);
                TakeNews(nowUs);
            }

            Settle();
        }

        private void StepOnline(long nowUs)
        {
            if (_window.IsOverdue(nowUs))
            {
                Counters.AckTimeouts++;
                CloseSession(nowUs);
            }
            else if (_window.IsFinished)
            {
                CloseSession(nowUs);
            }
            else if (_links.WantsChange(nowUs) && (!_window.IsOutstanding || _links.IsGone(nowUs)))
            {
                CloseSession(nowUs);
            }
            else if (_window.Step(nowUs))
            {
                _listener.ClearReports();
                _startPending = true;
            }
        }

        private void TakeNews(long nowUs)
        {
            _listener.ClearNews();
            Counters.MessagesDropped += _listener.TakeDropped();
            while (_sink != null && _listener.TryTakeMessage(out string topic, out byte[] payload))
            {
                _sink.OnMessage(topic, payload);
            }

            if (_connectPending)
            {
                StepPending(nowUs);
                return;
            }

            if (State != UplinkState.Online)
            {
                return;
            }

            if (!_window.TakeReport(_listener))
            {
                CloseSession(nowUs);
            }
            else if (_listener.IsLost)
            {
                Counters.Losses++;
                CloseSession(nowUs);
            }
        }
    }
}
