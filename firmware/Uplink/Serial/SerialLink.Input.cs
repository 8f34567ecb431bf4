using System.Text;

namespace Gateway.Uplink.Serial
{
    /// <content>What comes from the bridge.</content>
    public sealed partial class SerialLink
    {
        private const int WelcomeBytes = 17;
        private const int MinArrivedBytes = 4;

        private long _clockUnixMs;
        private long _clockAtUs;

        private void Take(byte[] frame, int dataBytes)
        {
            if (SerialFrame.SessionOf(frame) != _sessionId)
            {
                Counters.StrayFrames++;
                return;
            }

            byte kind = SerialFrame.KindOf(frame);
            if (State == SerialState.Greeting)
            {
                if (kind == SerialFrame.Welcome && dataBytes >= WelcomeBytes)
                {
                    TakeWelcome(frame);
                }

                return;
            }

            _heardUs = _nowUs;
            Counters.FramesReceived++;
            if (kind == SerialFrame.First || kind == SerialFrame.Next)
            {
                TakeMessage(_receiver.Take(frame, dataBytes));
            }
            else if (kind == SerialFrame.Ack || kind == SerialFrame.Gap)
            {
                _sender.Acknowledge(SerialFrame.NumberOf(frame), kind == SerialFrame.Gap, _nowUs);
            }
            else if (kind == SerialFrame.Reset)
            {
                Lose();
            }
        }

        private void TakeWelcome(byte[] frame)
        {
            int at = SerialFrame.DataAt;
            if (frame[at] != SerialMessage.Version || frame[at + 4] != 0)
            {
                Fail(MqttConnectStatus.Refused);
                return;
            }

            int window = frame[at + 1];
            _sender.Restart();
            _receiver.Restart();
            _sender.Window = window < 1 ? 1 : window < _options.SendWindow ? window : _options.SendWindow;
            TakeTime(frame, at + 9);
            _heardUs = _nowUs;
            Counters.FramesReceived++;
            State = SerialState.Joining;
            SendConnect();
        }

        private void TakeMessage(byte[] message)
        {
            if (message == null)
            {
                return;
            }

            byte kind = message[0];
            if (kind == SerialMessage.Connected && message.Length >= 2)
            {
                TakeConnected(message[1]);
            }
            else if (kind == SerialMessage.Published && message.Length >= 3)
            {
                TakePublished((message[1] << 8) | message[2]);
            }
            else if (kind == SerialMessage.Time && message.Length >= 9)
            {
                TakeTime(message, 1);
            }
            else if ((kind != SerialMessage.Arrived || !TakeArrived(message)) && !TakeTrace(message))
            {
                Counters.BadMessages++;
            }
        }

        private void TakePublished(int packetId)
        {
            if (State == SerialState.Online && packetId == _packetId)
            {
                _sender.Complete();
                _listener.OnPublished(packetId, true);
            }
        }

        private void TakeConnected(byte status)
        {
            if (State != SerialState.Joining)
            {
                return;
            }

            if (status != 0)
            {
                Fail(MqttConnectStatus.Refused);
                return;
            }

            _sender.Complete();
            State = SerialState.Online;
            _hasFailed = false;
            Counters.Connects++;
            _listener.OnConnected(MqttConnectStatus.Ok);
        }

        private bool TakeArrived(byte[] message)
        {
            if (State != SerialState.Online || message.Length < MinArrivedBytes)
            {
                return false;
            }

            int topicBytes = (message[1] << 8) | message[2];
            int payloadAt = 3 + topicBytes;
            if (topicBytes == 0 || payloadAt > message.Length)
            {
                return false;
            }

            for (int i = 3; i < payloadAt; i++)
            {
                if (message[i] < 0x20 || message[i] > 0x7E)
                {
                    return false;
                }
            }

            byte[] payload = new byte[message.Length - payloadAt];
            System.Array.Copy(message, payloadAt, payload, 0, payload.Length);
            _listener.OnMessage(Encoding.UTF8.GetString(message, 3, topicBytes), payload);
            return true;
        }

        private void TakeTime(byte[] from, int at)
        {
            long unixMs = ((long)SerialFrame.Get32(from, at) << 32) | SerialFrame.Get32(from, at + 4);
            if (unixMs > 0)
            {
                _clockUnixMs = unixMs;
                _clockAtUs = _nowUs;
            }
        }
    }
}
