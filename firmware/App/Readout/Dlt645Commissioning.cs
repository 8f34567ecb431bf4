using Gateway.Core;
using Gateway.Link.Dlt645;
using Gateway.Wired;
using Gateway.Wired.Dlt645;

namespace Gateway.App.Readout
{
    /// <summary>Speed, parity and edition of a DL/T 645 meter; on a line with one meter its address,
    /// too.</summary>
    internal sealed class Dlt645Commissioning : MeterCommissioning
    {
        private readonly Dlt645Master _master;
        private readonly Dlt645Meter[] _meters;
        private readonly Dlt645Meter _sole;
        private readonly Dlt645SweepTask _sweep;
        private readonly string[] _reasons;
        private readonly int _rateIndex;

        /// <summary>For a line's meters.</summary>
        /// <param name="sole">Learns what is found when the line has one meter only.</param>
        public Dlt645Commissioning(
            Dlt645Master master, Dlt645Meter[] meters, Dlt645Meter sole, int rateIndex, string[] reasons)
        {
            _master = master;
            _meters = meters;
            _sole = sole;
            _rateIndex = rateIndex;
            _reasons = reasons;
            _sweep = new Dlt645SweepTask(master);
        }

        /// <inheritdoc/>
        public override bool IsOk
        {
            get { return _sweep.Result == Dlt645Result.Ok; }
        }

        /// <inheritdoc/>
        public override string Reason
        {
            get { return _reasons[(int)_sweep.Result]; }
        }

        /// <inheritdoc/>
        public override string Start(int meter, int newAddress)
        {
            if (newAddress != 0)
            {
                return "body.address: this protocol has no primary addresses";
            }

            _sole.Address = Dlt645Address.Any;
            _sweep.Meter = meter == LineMeters.All ? _sole : _meters[meter];
            _sweep.Restart();
            return null;
        }

        /// <inheritdoc/>
        public override ILineTask Turn(long turnUs)
        {
            _sweep.TurnUs = turnUs;
            return _sweep;
        }

        /// <inheritdoc/>
        public override bool GoesOn()
        {
            return _sweep.Result == Dlt645Result.Incomplete;
        }

        /// <inheritdoc/>
        public override void WriteSettings(JsonWriter json)
        {
            Dlt645Meter meter = _sweep.Meter;
            bool isOwn = Dlt645Address.IsOwn(meter.AnsweredAs);
            string text = Dlt645Address.ToText(isOwn ? meter.AnsweredAs : meter.Address);
            json.Name("address");
            json.Word(text + Dlt645Meters.SettingsText(_master.Rates, meter.RateIndex, _rateIndex));
            json.Name("edition");
            json.Number(meter.Edition == Dlt645Edition.Edition1997 ? 1997 : 2007);
        }
    }
}
