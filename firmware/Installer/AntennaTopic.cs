using Gateway.Filter;

namespace Gateway.Installer
{
    /// <summary>Noise floor, whether anything is heard at all, and a histogram of frequency
    /// offsets.</summary>
    public sealed class AntennaTopic : Topic
    {
        private const int UnknownDbm = -128;

        // Above the quietest minute since start.
        private const int RaisedDb = 8;

        // CC1101 and SX1276 with 325 .. 250 kHz of bandwidth: thermal noise −119 dBm, receiver 10 dB;
        // what is 15 dB above that comes from outside.
        private const int NoisyDbm = -94;
        private const int SettledS = 120;
        private const int BinHz = 5000;
        private const int Bins = 9; // −20 .. 20 kHz, the outer two and all beyond
        private const int RowsARadio = 4;
        private const int PlacesAStep = 24;

        private readonly int[] _bins = new int[Bins];
        private GatewayFacts _now;
        private int _radio;
        private int _row;
        private int _place;
        private int _bin;

        /// <summary>The topic.</summary>
        public AntennaTopic(IGatewayFacts facts)
            : base("antenna", TextId.MenuAntenna, facts)
        {
        }

        /// <inheritdoc/>
        public override void Begin(TopicRequest request, GatewayFacts now, long nowUs)
        {
            _now = now;
            _radio = 0;
            _row = 0;
            _place = 0;
            _bin = 0;
            for (int i = 0; i < Bins; i++)
            {
                _bins[i] = 0;
            }
        }

        /// <inheritdoc/>
        public override bool Step(AnswerWriter answer, long nowUs)
        {
            if (_radio < _now.Radios)
            {
                Radio(answer, _radio);
                _row++;
                if (_row == RowsARadio)
                {
                    _row = 0;
                    _radio++;
                }

                return true;
            }

            MeterDetails details = Facts.Filter.Details;
            if (_place < details.Capacity)
            {
                CountOffsets(details);
                if (_place >= details.Capacity)
                {
                    Count(answer, Mark.Info, TextId.MetersKnown, Facts.Filter.Meters.Count);
                }

                return true;
            }

            int most = 1;
            for (int i = 0; i < Bins; i++)
            {
                most = _bins[i] > most ? _bins[i] : most;
            }

            if (_bin == 0)
            {
                answer.Note(TextId.OffsetHistogram);
            }

            int lowKHz = (_bin - (Bins / 2)) * BinHz / 1000;
            answer.Row(Mark.Info, TextId.OffsetBin, _bins[_bin] * 100 / most, false);
            string edge = _bin == 0 ? "\u2264 " : _bin == Bins - 1 ? "\u2265 " : "";
            answer.Put(edge + lowKHz.ToString() + " kHz: " + _bins[_bin].ToString());
            answer.EndRow();
            _bin++;
            return _bin < Bins;
        }

        private void CountOffsets(MeterDetails details)
        {
            int end = _place + PlacesAStep;
            end = end < details.Capacity ? end : details.Capacity;
            for (; _place < end; _place++)
            {
                if (details.IsHeardAt(_place))
                {
                    int offsetHz = details.FrequencyOffsetHz(_place);
                    int bin = (offsetHz + (offsetHz < 0 ? -BinHz / 2 : BinHz / 2)) / BinHz;
                    bin += Bins / 2;
                    _bins[bin < 0 ? 0 : bin >= Bins ? Bins - 1 : bin]++;
                }
            }
        }

        private void Radio(AnswerWriter answer, int i)
        {
            if (_row == 0)
            {
                answer.Row(_now.RadioWorks[i] ? Mark.Ok : Mark.Bad, TextId.Radio);
                answer.Put((i + 1).ToString() + " ");
                answer.Text(_now.RadioWorks[i] ? TextId.StepOk : TextId.RadioFails);
                answer.EndRow();
            }
            else if (_row == 1)
            {
                Noise(answer, _now.NoiseDbm[i], _now.QuietestDbm[i]);
            }
            else if (_row == 2)
            {
                answer.Row(Mark.Info, TextId.Baseline);
                answer.Put(_now.QuietestDbm[i] == UnknownDbm ? "?" : _now.QuietestDbm[i].ToString() + " dBm");
                answer.EndRow();
            }
            else
            {
                Heard(answer, i);
            }
        }

        private static void Noise(AnswerWriter answer, int noiseDbm, int quietDbm)
        {
            if (noiseDbm == UnknownDbm)
            {
                return;
            }

            bool isRaised = quietDbm != UnknownDbm && noiseDbm - quietDbm >= RaisedDb;
            bool isNoisy = noiseDbm >= NoisyDbm;
            answer.Row(isRaised || isNoisy ? Mark.Warn : Mark.Ok, TextId.NoiseFloor);
            answer.Put(noiseDbm.ToString() + " dBm");
            answer.EndRow();
            if (isRaised || isNoisy)
            {
                answer.Note(isRaised ? TextId.NoiseRaised : TextId.NoisyPlace);
            }
        }

        private void Heard(AnswerWriter answer, int i)
        {
            bool hears = _now.Frames[i] + _now.BadFrames[i] > 0;
            bool isSettled = _now.UptimeS > SettledS;
            answer.Row(hears ? Mark.Ok : isSettled ? Mark.Bad : Mark.Warn, TextId.FramesGood);
            answer.Put(_now.Frames[i].ToString() + " (");
            answer.Text(TextId.DamagedFrames);
            answer.Put(": " + _now.BadFrames[i].ToString() + ")");
            answer.EndRow();
            if (!hears)
            {
                answer.Note(isSettled ? TextId.HearsNothing : TextId.TooEarly);
            }
        }
    }
}
