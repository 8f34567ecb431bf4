using Gateway.Commands;
using Gateway.Core;
using Gateway.Wired;

namespace Gateway.App.Readout
{
    /// <summary>The meters of one line and its protocol: makes the tasks that the line runs. One task of
    /// each kind is enough, because a line runs one at a time.</summary>
    public abstract class LineMeters
    {
        /// <summary>Instead of a meter's number: all meters of the line.</summary>
        public const int All = -1;

        private readonly string[] _names;
        private int _count;

        /// <summary>No meters yet.</summary>
        /// <param name="protocol">Of the line.</param>
        /// <param name="capacity">Meters at most.</param>
        protected LineMeters(Protocol protocol, int capacity)
        {
            Protocol = protocol;
            _names = new string[capacity];
        }

        /// <summary>Protocol.</summary>
        public Protocol Protocol { get; private set; }

        /// <summary>Meters.</summary>
        public int Count
        {
            get { return _count; }
        }

        /// <summary>Takes the frames of readings; set before the first task.</summary>
        public IReadSink Sink { get; set; }

        /// <summary>Meters that a search keeps; set before the first one.</summary>
        public int MaxFound { get; set; } = 250;

        /// <summary>Is told what control tasks do; set before the first task.</summary>
        public IControlAudit Audit { get; set; }

        /// <summary>Speed of the line: that of meters that say nothing else.</summary>
        public abstract int BaudRate { get; }

        /// <summary>Whether the reading that ended gave everything.</summary>
        public abstract bool IsOk { get; }

        /// <summary>A word of the contract for why the task that ended last did not give
        /// everything.</summary>
        public abstract string Reason { get; }

        /// <summary>The same for people, as the answer to a command has it.</summary>
        public virtual string Explanation
        {
            get { return Reason; }
        }

        /// <summary>What the meter said when it refused; −1 when it did not.</summary>
        public virtual int ErrorWord
        {
            get { return -1; }
        }

        /// <summary>First register that the reading which ended did not get; −1 when that is not
        /// known.</summary>
        public virtual long FailedRegister
        {
            get { return -1; }
        }

        /// <summary>How the reading went so far: a quality of <see cref="WiredPayload"/>.</summary>
        public abstract int Quality { get; }

        /// <summary>State of valve or breaker after a control task; null when it is not known.</summary>
        public abstract string State { get; }

        /// <summary>Address of a meter as configured.</summary>
        public string NameOf(int meter)
        {
            return _names[meter];
        }

        /// <summary>Number of a meter; −1 when there is none of that name.</summary>
        public int Find(string name)
        {
            for (int i = 0; i < _count; i++)
            {
                if (_names[i] == name)
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>Adds a meter. At start.</summary>
        /// <param name="address">Text form of the protocol.</param>
        /// <returns>What is wrong with the address, or null.</returns>
        public string Add(string address)
        {
            if (_count == _names.Length)
            {
                return "there are more than " + _names.Length.ToString() + " meters";
            }

            if (Find(address) >= 0)
            {
                return "is given twice";
            }

            string error = AddMeter(_count, address);
            if (error == null)
            {
                _names[_count] = address;
                _count++;
            }

            return error;
        }

        /// <summary>Says what a job reads, where the protocol has registers. At start.</summary>
        /// <param name="job">Number of the job.</param>
        /// <param name="registers">Text forms; null = the protocol's usual ones.</param>
        /// <returns>What is wrong, or null.</returns>
        public virtual string SetRegisters(int job, string[] registers)
        {
            return registers == null ? null : "this protocol has no registers";
        }

        /// <summary>The task that reads a meter.</summary>
        /// <param name="meter">Number.</param>
        /// <param name="job">Number of the job; −1 = a command asked.</param>
        public abstract ILineTask Read(int meter, int job);

        /// <summary>The task that works a meter's valve or breaker, or changes what it has stored.</summary>
        /// <param name="meter">Number; <see cref="All"/>.</param>
        /// <param name="request">What to do, and until when.</param>
        /// <param name="nowMs">Milliseconds since 1970-01-01 UTC.</param>
        /// <param name="expiresUs">The request's end of time in microseconds since boot.</param>
        /// <param name="problem">What is wrong with the request, or null.</param>
        /// <returns>Null when there is a problem.</returns>
        public abstract ILineTask Control(
            int meter, ControlRequest request, long nowMs, long expiresUs, out string problem);

        /// <summary>What finds meters on the line; made at the first search and kept.</summary>
        public abstract MeterFinder CreateFinder();

        /// <summary>What commissions meters; made at the first command and kept.</summary>
        public abstract MeterCommissioning CreateCommissioning();

        /// <summary>Takes a meter in.</summary>
        protected abstract string AddMeter(int meter, string address);
    }
}
