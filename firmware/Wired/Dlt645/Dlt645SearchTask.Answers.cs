// What is made of the answers to a pattern, less than a frame a slice, and of those who are asked once more.

using Gateway.Link.Dlt645;

namespace Gateway.Wired.Dlt645
{
    /// <content>Answers.</content>
    public sealed partial class Dlt645SearchTask
    {
        private void Take(SerialExchange exchange)
        {
            bool isNew = _isAsked;
            _isAsked = false;
            if (exchange.Result == ExchangeResult.PortFailed)
            {
                Result = Dlt645Result.PortFailed;
                return;
            }

            if (_isVerifying)
            {
                Verify(_master.Judge(exchange));
                _pattern = Pattern();
                return;
            }

            if (isNew)
            {
                _at = 0;
                _scan.Begin(0);
                _status = Dlt645Status.Unfinished;
                _odd = 0;
                _isCollecting = exchange.Result != ExchangeResult.Silence;
                _isClear = true;
            }
            else
            {
                Collect(exchange);
            }

            if (!_isCollecting)
            {
                Go();
                _pattern = Pattern();
            }
        }

        // Every clean frame may be a meter.
        private void Collect(SerialExchange exchange)
        {
            int count = exchange.ReplyCount;
            byte[] reply = exchange.Reply;
            if (_status == Dlt645Status.Unfinished)
            {
                // Looking for the frame, the bytes in front of it, and using it are slices of their own.
                _scan.Refill();
                _status = _scan.Next(reply, count, true, _frame, out _);
                return;
            }

            bool isFrame = _status == Dlt645Status.Ok;
            int until = isFrame ? _frame.Start : count;
            if (_at < until && _odd <= OddBytes)
            {
                int stop = _at + OddSlice < until ? _at + OddSlice : until;
                _odd += Odd(reply, _at, stop);
                _at = stop;
                if (_at < until)
                {
                    return;
                }
            }

            if (!isFrame)
            {
                _isCollecting = false;
                _isClear = _odd <= OddBytes;
                return;
            }

            _at = _frame.End;
            _status = Dlt645Status.Unfinished;
            long pattern = _pattern;
            long address = _frame.Address;
            if (_asksAddress && _frame.DataCount == Dlt645Address.Size)
            {
                Dlt645Codec.ReadData(reply, _frame);
                address = Dlt645Master.AddressIn(_frame);
            }

            bool isWild = !Dlt645Address.IsOwn(address);
            if (_frame.IsReply && (isWild ? !_asksAddress : Dlt645Address.IsMatch(pattern, address)))
            {
                Keep(isWild ? pattern : address);
            }
        }

        private void Keep(long address)
        {
            for (int i = 0; i < _candidates; i++)
            {
                if (_addresses[i] == address)
                {
                    _heard += i < Found ? 1 : 0;
                    return;
                }
            }

            if (_candidates == _addresses.Length)
            {
                _isFull = true;
                return;
            }

            _addresses[_candidates] = address;
            _editions[_candidates] = (byte)_edition;
            _candidates++;
            if (_depth == MaxDepth)
            {
                // It was asked by its whole address.
                Found++;
                _heard++;
            }
        }

        // The candidate behind those that were found was asked by its whole address.
        private void Verify(Dlt645Result answer)
        {
            if (answer == Dlt645Result.Ok || answer == Dlt645Result.Refused)
            {
                Found++;
                _heard++;
            }
            else if (_tries++ < _master.Options.Repeats)
            {
                return;
            }
            else
            {
                // Whose answers they were, narrower patterns tell.
                _candidates--;
                _addresses[Found] = _addresses[_candidates];
                _editions[Found] = _editions[_candidates];
                Phantoms++;
                _isClear = false;
            }

            _tries = 0;
            Go();
        }

        // To the next candidate; when there is none, to a narrower pattern or to the next one.
        private void Go()
        {
            bool wasVerifying = _isVerifying;
            _isVerifying = Found < _candidates;
            if (_isVerifying)
            {
                _patternTries = wasVerifying ? _patternTries : _tries;
                _tries = 0;
                return;
            }

            _tries = wasVerifying ? _patternTries : _tries;
            if (_isFull && Found == _addresses.Length)
            {
                Result = Dlt645Result.TooLong;
                return;
            }

            _isFull = false;
            if (_isClear)
            {
                Advance();
            }
            else if (_depth < MaxDepth && !_asksAddress)
            {
                _heardBefore[_depth] = _heard;
                _values[_depth] = 0;
                _depth++;
            }
            else if (_tries++ >= _master.Options.Repeats)
            {
                KeepUnresolved();
                Advance();
            }
        }

        private static int Odd(byte[] bytes, int from, int until)
        {
            int odd = 0;
            for (int i = from; i < until; i++)
            {
                odd += bytes[i] == Dlt645Codec.WakeUp ? 0 : 1;
            }

            return odd;
        }
    }
}
