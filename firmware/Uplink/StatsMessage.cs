// The statistics as one message, written a part at a time: some 800 bytes at 25 IL operations each would hold
// the loop for 8 ms. The buffer exists only while one is written.

using Gateway.Core;
using Gateway.Store;

namespace Gateway.Uplink
{
    /// <summary>Builds <c>event/stats</c>.</summary>
    internal sealed class StatsMessage
    {
        private readonly UplinkOptions _options;
        private readonly IRecordQueue _queue;
        private readonly IStatsSource _source;
        private JsonWriter _json;
        private int _part;

        public StatsMessage(UplinkOptions options, IRecordQueue queue, IStatsSource source)
        {
            _options = options;
            _queue = queue;
            _source = source;
        }

        /// <summary>Whether statistics are published at all.</summary>
        public bool IsWanted => _source != null && _options.StatsIntervalS > 0;

        /// <summary>Whether a message is half written.</summary>
        public bool IsWriting => _json != null && !IsReady;

        /// <summary>Whether a message waits for <see cref="Take"/>.</summary>
        public bool IsReady { get; private set; }

        /// <summary>Forgets a message.</summary>
        public void Cancel()
        {
            _json = null;
            IsReady = false;
        }

        /// <summary>Writes the next part, the first one when none is being written.</summary>
        public void Step(string firmwareVersion, long nowUs)
        {
            if (_json == null)
            {
                Begin(firmwareVersion);
            }
            else
            {
                bool hasMore = _source.WriteStats(_json, _part, nowUs);
                _part++;
                if (!hasMore || _json.Overflow)
                {
                    _json.EndObject();
                    IsReady = true;
                }
            }
        }

        /// <summary>The finished message; null when it did not fit.</summary>
        public byte[] Take()
        {
            byte[] payload = _json.Overflow ? null : _json.ToArray();
            Cancel();
            return payload;
        }

        private void Begin(string firmwareVersion)
        {
            _part = 0;
            _json = new JsonWriter(new byte[_options.StatsMaxBytes]);
            _json.BeginObject();
            _json.Name("gw");
            _json.Word(_options.GatewayId);
            _json.Name("lid");
            _json.HexUInt(_queue.LogId);
            _json.Name("fw");
            _json.String(firmwareVersion);
        }
    }
}
