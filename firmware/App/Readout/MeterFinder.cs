using System.Text;
using Gateway.Commands;
using Gateway.Core;
using Gateway.Wired;

namespace Gateway.App.Readout
{
    /// <summary>Finds meters on one line, in turns, so that its reads go on in between.</summary>
    public abstract class MeterFinder : IFoundMeters
    {
        /// <summary>State of a meter that can be read.</summary>
        public const string Good = "ok";

        private readonly byte[] _addressName = Encoding.UTF8.GetBytes("\"address\":");
        private readonly byte[] _stateName = Encoding.UTF8.GetBytes("\"state\":");
        private int _textIndex = -1;
        private string _text;

        /// <inheritdoc/>
        public abstract int FoundCount { get; }

        /// <inheritdoc/>
        public abstract int Lost { get; }

        /// <summary>Whether the turn that ended was not the last.</summary>
        public abstract bool IsSuspended { get; }

        /// <summary>Whether the search went to its end.</summary>
        public abstract bool IsOk { get; }

        /// <summary>A word of the contract for how the search ended.</summary>
        public abstract string Reason { get; }

        /// <summary>Makes ready for a new search.</summary>
        /// <param name="what">Word of the command.</param>
        /// <param name="baudRate">Speed in bit/s; 0 = the line's usual one.</param>
        /// <param name="parity">0 even, 1 none, 2 odd.</param>
        /// <returns>What is wrong with the request, or null.</returns>
        public string Start(string what, int baudRate, int parity)
        {
            _textIndex = -1;
            return OnStart(what, baudRate, parity);
        }

        /// <summary>The task of the next turn.</summary>
        /// <param name="turnUs">Longest time, in microseconds; the exchange that runs then is ended.</param>
        public abstract ILineTask Turn(long turnUs);

        /// <summary>Address of one that was found, with what differs from the line's settings.</summary>
        /// <param name="index">0 .. <see cref="FoundCount"/> − 1. The last one is kept: making it and writing
        /// it are two slices.</param>
        public string FoundText(int index)
        {
            if (index != _textIndex)
            {
                _text = TextOf(index);
                _textIndex = index;
            }

            return _text;
        }

        /// <summary>A word of the contract for what one is that was found.</summary>
        public string FoundState(int index)
        {
            return StateOf(index);
        }

        /// <inheritdoc/>
        public void WriteFound(JsonWriter json, int index)
        {
            json.Raw(_addressName, false);
            json.Word(FoundText(index));
            json.Raw(_stateName, false);
            json.Word(StateOf(index));
        }

        /// <summary>As <see cref="Start"/>.</summary>
        protected abstract string OnStart(string what, int baudRate, int parity);

        /// <summary>As <see cref="FoundText"/>.</summary>
        protected abstract string TextOf(int index);

        /// <summary>A word of the contract for what it is.</summary>
        protected abstract string StateOf(int index);
    }
}
