using Gateway.Link.Dlt645;
using Gateway.Wired;
using Gateway.Wired.Dlt645;

namespace Gateway.App.Readout
{
    /// <summary>Meters of a DL/T 645 line, by shortened addresses: whole bytes, or single digits.</summary>
    internal sealed class Dlt645Finder : MeterFinder
    {
        private readonly Dlt645SearchTask _search;
        private readonly Dlt645Master _master;
        private readonly string[] _reasons;
        private readonly int _rateIndex;

        /// <summary>Finds meters with a line's master.</summary>
        public Dlt645Finder(Dlt645Master master, int rateIndex, int capacity, string[] reasons)
        {
            _master = master;
            _rateIndex = rateIndex;
            _reasons = reasons;
            _search = new Dlt645SearchTask(master, capacity);
        }

        /// <inheritdoc/>
        /// <remarks>What could not be told apart comes at the end, when it is known.</remarks>
        public override int FoundCount
        {
            get { return _search.Found + (IsSuspended ? 0 : _search.UnresolvedKept); }
        }

        /// <inheritdoc/>
        public override int Lost
        {
            get { return 0; }
        }

        /// <inheritdoc/>
        public override bool IsSuspended
        {
            get { return _search.Result == Dlt645Result.Incomplete; }
        }

        /// <inheritdoc/>
        public override bool IsOk
        {
            get { return _search.Result == Dlt645Result.Ok; }
        }

        /// <inheritdoc/>
        public override string Reason
        {
            get { return _reasons[(int)_search.Result]; }
        }

        /// <inheritdoc/>
        protected override string OnStart(string what, int baudRate, int parity)
        {
            int rate = baudRate == 0 ? _rateIndex : _master.Rates.IndexOf(baudRate);
            if (rate < 0)
            {
                return "body.baud: not one of this line's";
            }

            if (what != "addresses" && what != "digits")
            {
                return "body.what: not one of this line's";
            }

            _search.RateIndex = rate + (parity * _master.Rates.Count);
            _search.ByDigits = what == "digits";
            _search.Restart();
            return null;
        }

        /// <inheritdoc/>
        public override ILineTask Turn(long turnUs)
        {
            _search.TurnUs = turnUs;
            return _search;
        }

        /// <inheritdoc/>
        protected override string TextOf(int index)
        {
            int found = _search.Found;
            long address = index < found ? _search.Address(index) : _search.UnresolvedPattern(index - found);
            return Dlt645Address.ToText(address)
                + Dlt645Meters.SettingsText(_master.Rates, _search.RateIndex, _rateIndex);
        }

        /// <inheritdoc/>
        protected override string StateOf(int index)
        {
            return index < _search.Found ? Good : "collision";
        }
    }
}
