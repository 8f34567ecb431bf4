using Gateway.Core;

namespace Gateway.Config
{
    /// <summary>Reads <c>radios</c>: each element has a chip and either a profile or a schedule of
    /// several.</summary>
    internal sealed class RadioReader
    {
        /// <summary>Most radios of a configuration; how many a size allows is in
        /// <see cref="SizeProfile.MaxRadios"/>.</summary>
        public const int MaxRadios = 3;

        private const int MaxSlots = 8;
        private const int MaxDwellS = 3600;
        private const int MaxIdLength = 16;

        private readonly string[] _radioKeys = { "chip", "profile", "schedule", "id" };
        private readonly string[] _slotKeys = { "profile", "s" };

        private readonly ConfigCursor _cursor;
        private string _path;

        public RadioReader(ConfigCursor cursor)
        {
            _cursor = cursor;
        }

        /// <summary>Reads the array.</summary>
        /// <returns>The radios; meaningless after a problem.</returns>
        public RadioConfig[] Read()
        {
            RadioConfig[] radios = new RadioConfig[MaxRadios];
            int count = 0;
            _cursor.BeginArray("radios");
            while (_cursor.NextElement())
            {
                _path = "radios[" + count.ToString() + "]";
                if (count == MaxRadios)
                {
                    _cursor.Fail(_path, "there are more than " + MaxRadios.ToString() + " radios");
                    return radios;
                }

                radios[count] = ReadRadio();
                count++;
            }

            _cursor.Check(count > 0, "radios", "must have 1 element at least");
            RadioConfig[] all = new RadioConfig[count];
            System.Array.Copy(radios, 0, all, 0, count);
            return all;
        }

        private RadioConfig ReadRadio()
        {
            RadioConfig radio = new RadioConfig();
            uint seen = 0;
            int key;
            _cursor.CurrentObject(_path);
            while ((key = _cursor.NextKey(_path + ".", _radioKeys, ref seen)) >= 0)
            {
                switch (key)
                {
                    case 0:
                        _cursor.Text(_path + ".chip", 1, 16, ref radio.Chip);
                        _cursor.Check(
                            radio.Chip == "cc1101" || radio.Chip == "sx1276", _path + ".chip",
                            "must be \"cc1101\" or \"sx1276\"");
                        break;
                    case 1:
                        ReadProfile(_path + ".profile", ref radio.Profiles[0]);
                        break;
                    case 2:
                        ReadSchedule(radio);
                        break;
                    default:
                        _cursor.Text(_path + ".id", 1, MaxIdLength, ref radio.Id);
                        _cursor.Check(
                            GatewayName.IsValidId(radio.Id), _path + ".id",
                            "only A-Z, a-z, 0-9, _ and - are allowed");
                        break;
                }
            }

            const uint both = (1 << 1) | (1 << 2);
            _cursor.Check((seen & both) != both, _path, "has a profile and a schedule: one of them");
            return radio;
        }

        private void ReadSchedule(RadioConfig radio)
        {
            string[] profiles = new string[MaxSlots];
            int[] dwellS = new int[MaxSlots];
            int count = 0;
            string path = _path + ".schedule";
            _cursor.BeginArray(path);
            while (_cursor.NextElement())
            {
                string slot = path + "[" + count.ToString() + "]";
                if (count == MaxSlots)
                {
                    _cursor.Fail(slot, "there are more than " + MaxSlots.ToString() + " profiles");
                    return;
                }

                ReadSlot(slot, ref profiles[count], ref dwellS[count]);
                count++;
            }

            _cursor.Check(count > 1, path, "must have 2 elements at least; use profile for one");
            radio.Profiles = new string[count];
            radio.DwellS = new int[count];
            System.Array.Copy(profiles, 0, radio.Profiles, 0, count);
            System.Array.Copy(dwellS, 0, radio.DwellS, 0, count);
        }

        private void ReadSlot(string path, ref string profile, ref int dwellS)
        {
            uint seen = 0;
            int key;
            _cursor.CurrentObject(path);
            while ((key = _cursor.NextKey(path + ".", _slotKeys, ref seen)) >= 0)
            {
                if (key == 0)
                {
                    ReadProfile(path + ".profile", ref profile);
                }
                else
                {
                    _cursor.Int(path + ".s", 1, MaxDwellS, ref dwellS);
                }
            }

            _cursor.Check(profile != null, path + ".profile", "is missing");
            _cursor.Check(dwellS > 0, path + ".s", "is missing");
        }

        private void ReadProfile(string path, ref string profile)
        {
            _cursor.Text(path, 1, 16, ref profile);
            _cursor.Check(
                profile == "T1C1" || profile == "S1" || profile == "LIQ", path,
                "must be \"T1C1\", \"S1\" or \"LIQ\"");
        }
    }
}
