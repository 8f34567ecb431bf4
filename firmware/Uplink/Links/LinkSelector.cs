// Which of several ways to the broker is used. The first of the list is preferred. A link is left when it is
// down or when connects over it fail in a row; a better one is taken again after it has been up for a while,
// and a better one that then fails waits twice as long the next time, so that a half-working network is not
// tried for ever. Refusals by the broker say nothing about the link and change nothing.

using Gateway.Core;

namespace Gateway.Uplink.Links
{
    /// <summary>Chooses the link of the next attempt and says when a standing connection has to
    /// move.</summary>
    public sealed class LinkSelector
    {
        private const long PollUs = 1_000_000;

        private readonly IUplinkLink[] _links;
        private readonly LinkOptions _options;
        private readonly long[] _upSinceUs;
        private readonly long[] _downSinceUs;
        private readonly long[] _barredUntilUs;
        private readonly long[] _stableUs;
        private int _current;
        private int _failuresInRow;
        private bool _isConnected;
        private long _connectedUs;
        private long _pollUs;

        /// <summary>A selector on the first link.</summary>
        /// <param name="links">In order of preference, at least one.</param>
        public LinkSelector(IUplinkLink[] links, LinkOptions options)
        {
            _links = links;
            _options = options;
            _upSinceUs = new long[links.Length];
            _downSinceUs = new long[links.Length];
            _barredUntilUs = new long[links.Length];
            _stableUs = new long[links.Length];
            Counters = new LinkCounters(links.Length);
            HasSteps = links.Length > 1 || !(links[0] is WorkerLink);
            for (int i = 0; i < links.Length; i++)
            {
                _downSinceUs[i] = long.MaxValue;
                _stableUs[i] = options.StableMs * 1000L;
            }
        }

        /// <summary>The link in use.</summary>
        public IUplinkLink Current => _links[_current];

        /// <summary>Its place in the order of preference, 0 = preferred.</summary>
        public int CurrentIndex => _current;

        /// <summary>Number of links.</summary>
        public int Count => _links.Length;

        /// <summary>What it has done.</summary>
        public LinkCounters Counters { get; }

        /// <summary>Whether <see cref="Step"/> ever has work; not with one link that does all in its
        /// worker.</summary>
        public bool HasSteps { get; }

        /// <summary>Why the link was changed last.</summary>
        public LinkChange LastChange { get; private set; }

        /// <summary>Earliest time at which <see cref="Step"/> has work.</summary>
        public long NextWakeUs
        {
            get
            {
                long wakeUs = _links.Length > 1 ? _pollUs : long.MaxValue;
                for (int i = 0; i < _links.Length; i++)
                {
                    long linkUs = _links[i].NextWakeUs;
                    wakeUs = linkUs < wakeUs ? linkUs : wakeUs;
                }

                return wakeUs;
            }
        }

        /// <summary>A link by its place in the order of preference.</summary>
        public IUplinkLink Link(int index)
        {
            return _links[index];
        }

        /// <summary>Lets the links work, and looks at their health once a second.</summary>
        public void Step(long nowUs)
        {
            for (int i = 0; i < _links.Length; i++)
            {
                if (_links[i].NextWakeUs <= nowUs)
                {
                    _links[i].Step(nowUs);
                }
            }

            if (_links.Length > 1 && nowUs >= _pollUs)
            {
                Poll(nowUs);
            }
        }

        /// <summary>Whether a standing connection should be given up for another link.</summary>
        public bool WantsChange(long nowUs)
        {
            return _links.Length > 1 && (IsGone(nowUs) || Better(nowUs) >= 0);
        }

        /// <summary>Whether the link in use has been down for so long that the connection over it is
        /// dead.</summary>
        public bool IsGone(long nowUs)
        {
            return _downSinceUs[_current] != long.MaxValue
                && nowUs - _downSinceUs[_current] >= _options.DownMs * 1000L && Other(nowUs) >= 0;
        }

        /// <summary>Settles the link of the next attempt.</summary>
        public void Choose(long nowUs)
        {
            if (_links.Length == 1)
            {
                return;
            }

            Poll(nowUs);
            bool isDown = _downSinceUs[_current] != long.MaxValue;
            int better = Better(nowUs);
            if (!isDown && better >= 0)
            {
                Take(better, LinkChange.Return);
            }
            else if (isDown || _failuresInRow >= _options.FailuresToChange)
            {
                int other = Other(nowUs);
                if (other >= 0)
                {
                    Bar(_current, nowUs);
                    Take(other, isDown ? LinkChange.LinkDown : LinkChange.ConnectFailures);
                }
            }
        }

        /// <summary>A connection stands over the link in use.</summary>
        public void OnConnected(long nowUs)
        {
            Counters.Connects[_current]++;
            _failuresInRow = 0;
            _isConnected = true;
            _connectedUs = nowUs;
        }

        /// <summary>A connection was given up or lost.</summary>
        public void OnClosed()
        {
            _isConnected = false;
        }

        /// <summary>An attempt failed.</summary>
        public void OnFailed(MqttConnectStatus status)
        {
            _isConnected = false;
            Counters.Failures[_current]++;
            bool isAnswer = status == MqttConnectStatus.NotAuthorized || status == MqttConnectStatus.Refused
                || ConnectText.IsTls(status);
            _failuresInRow = isAnswer ? 0 : _failuresInRow + 1;
        }

        private void Poll(long nowUs)
        {
            _pollUs = nowUs + PollUs;
            for (int i = 0; i < _links.Length; i++)
            {
                bool isDown = _links[i].Health == LinkHealth.Down;
                if (isDown && _downSinceUs[i] == long.MaxValue)
                {
                    _downSinceUs[i] = nowUs;
                }
                else if (!isDown && _downSinceUs[i] != long.MaxValue)
                {
                    _downSinceUs[i] = long.MaxValue;
                    _upSinceUs[i] = nowUs;
                }
            }

            if (_isConnected && nowUs - _connectedUs >= _stableUs[_current])
            {
                _stableUs[_current] = _options.StableMs * 1000L;
            }
        }

        /// <summary>The most preferred link above the one in use that has proved itself; −1 = none.</summary>
        private int Better(long nowUs)
        {
            for (int i = 0; i < _current; i++)
            {
                if (_downSinceUs[i] == long.MaxValue && nowUs >= _barredUntilUs[i]
                    && nowUs - _upSinceUs[i] >= _stableUs[i])
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>The link to leave to: the most preferred one that is neither down nor barred, else the
        /// next one that is not down; −1 = none.</summary>
        private int Other(long nowUs)
        {
            for (int i = 0; i < _links.Length; i++)
            {
                if (i != _current && _downSinceUs[i] == long.MaxValue && nowUs >= _barredUntilUs[i])
                {
                    return i;
                }
            }

            for (int i = 1; i < _links.Length; i++)
            {
                int next = (_current + i) % _links.Length;
                if (_downSinceUs[next] == long.MaxValue)
                {
                    return next;
                }
            }

            return -1;
        }

        /// <summary>A link did not work: it is not preferred again before its time.</summary>
        private void Bar(int link, long nowUs)
        {
            _barredUntilUs[link] = nowUs + _stableUs[link];
            long capUs = _options.StableCapMs * 1000L;
            _stableUs[link] = _stableUs[link] > capUs / 2 ? capUs : _stableUs[link] * 2;
        }

        private void Take(int link, LinkChange reason)
        {
            _current = link;
            _failuresInRow = 0;
            _isConnected = false;
            LastChange = reason;
            Counters.Changes[(int)reason]++;
        }
    }
}
