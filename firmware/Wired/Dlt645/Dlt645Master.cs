// What the tasks of one line share: speeds, the request being built, the judgement of its answer.

using Gateway.Core;
using Gateway.Link.Dlt645;

namespace Gateway.Wired.Dlt645
{
    /// <summary>Asks and judges for the tasks of one line; only one of them runs at a time.</summary>
    public sealed class Dlt645Master
    {
        private readonly byte[] _data = new byte[Dlt645Frame.MaxDataBytes];
        private int _count;

        /// <summary>A master for one line.</summary>
        public Dlt645Master(Dlt645Options options)
        {
            Options = options;
            Rates = new Dlt645Rates(options);
        }

        /// <summary>Options.</summary>
        public Dlt645Options Options { get; }

        /// <summary>Line speeds.</summary>
        public Dlt645Rates Rates { get; }

        /// <summary>Knows the answer.</summary>
        public AnswerFilter Filter { get; } = new AnswerFilter();

        /// <summary>The answer after <see cref="Judge"/> gave Ok or Refused.</summary>
        public Dlt645Frame Frame
        {
            get { return Filter.Frame; }
        }

        /// <summary>Whose the answer is; what it says where it was asked for the address.</summary>
        public long AnsweredAs
        {
            get { return AddressIn(Frame); }
        }

        /// <summary>Whose an answer is.</summary>
        /// <param name="frame">With its data field read.</param>
        public static long AddressIn(Dlt645Frame frame)
        {
            bool tellsAddress = frame.DataCount == Dlt645Address.Size && !frame.IsAbnormal &&
                Dlt645Control.IsReplyTo(frame.Control, Dlt645Control.ReadAddress);
            return tellsAddress ? Dlt645Address.Read(frame.Data, 0) : frame.Address;
        }

        /// <summary>Begins a data field.</summary>
        public void Clear()
        {
            _count = 0;
        }

        /// <summary>Adds a number, low byte first.</summary>
        public void Add(long number, int bytes)
        {
            long rest = number;
            for (int i = 0; i < bytes && _count < _data.Length; i++)
            {
                _data[_count++] = (byte)rest;
                rest >>= 8;
            }
        }

        /// <summary>Adds bytes as they are.</summary>
        public void Add(byte[] bytes, int offset, int count)
        {
            int room = _data.Length - _count;
            int taken = count < room ? count : room;
            System.Array.Copy(bytes, offset, _data, _count, taken);
            _count += taken;
        }

        /// <summary>Sends the data field in a frame.</summary>
        /// <param name="rateIndex">Line speed.</param>
        /// <param name="address">Of the meter, or a pattern.</param>
        /// <param name="control">C-field.</param>
        /// <param name="hasAnswer">Somebody answers.</param>
        public void Send(SerialExchange exchange, int rateIndex, long address, int control, bool hasAnswer)
        {
            exchange.RequestCount = Dlt645Codec.Put(exchange.Request, 0, Options.WakeUps, address, control,
                _data, 0, _count);
            exchange.Prepare(Rates.Settings(rateIndex), Rates.Timing(rateIndex), hasAnswer ? Filter : null);
        }

        /// <summary>Asks for a data identifier.</summary>
        public void Read(SerialExchange exchange, Dlt645Edition edition, int rateIndex, long address,
            uint identifier)
        {
            bool isOld = edition == Dlt645Edition.Edition1997;
            int control = isOld ? Dlt645Control.Read1997 : Dlt645Control.Read;
            Clear();
            Add(identifier, isOld ? 2 : 4);
            Filter.Expect(address, control, identifier, isOld ? 2 : 4);
            Send(exchange, rateIndex, address, control, true);
        }

        /// <summary>Asks everybody on the line for the address; an answer to it has no data
        /// identifier.</summary>
        public void ReadAddress(SerialExchange exchange, int rateIndex)
        {
            Clear();
            Filter.Expect(Dlt645Address.Any, Dlt645Control.ReadAddress, 0, 0);
            Send(exchange, rateIndex, Dlt645Address.Any, Dlt645Control.ReadAddress, true);
        }

        /// <summary>Asks for the frames behind the first.</summary>
        /// <param name="sequence">Number of the frame, 1 .. 255; the 1997 edition has none.</param>
        public void ReadMore(SerialExchange exchange, Dlt645Edition edition, int rateIndex, long address,
            uint identifier, int sequence)
        {
            bool isOld = edition == Dlt645Edition.Edition1997;
            int control = isOld ? Dlt645Control.ReadMore1997 : Dlt645Control.ReadMore;
            Clear();
            Add(identifier, isOld ? 2 : 4);
            Add(sequence, isOld ? 0 : 1);
            Filter.Expect(address, control, identifier, isOld ? 2 : 4);
            Send(exchange, rateIndex, address, control, true);
        }

        /// <summary>What came of the last exchange.</summary>
        /// <returns>Ok, Refused, Silent, Garbled, WrongAnswer or PortFailed.</returns>
        public Dlt645Result Judge(SerialExchange exchange)
        {
            switch (exchange.Result)
            {
                case ExchangeResult.Silence:
                    return Dlt645Result.Silent;
                case ExchangeResult.PortFailed:
                    return Dlt645Result.PortFailed;
                case ExchangeResult.EchoWrong:
                    return Dlt645Result.Garbled;
                default:
                    break;
            }

            if (Filter.Status == Dlt645Status.Ok)
            {
                Dlt645Codec.ReadData(exchange.Reply, Frame);
                return Frame.IsAbnormal ? Dlt645Result.Refused : Dlt645Result.Ok;
            }

            return Filter.Others > 0 ? Dlt645Result.WrongAnswer : Dlt645Result.Garbled;
        }
    }
}
