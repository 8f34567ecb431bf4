using Gateway.Link;

namespace Gateway.Wired.MBus
{
    /// <summary>The slaves that a search found, in the order in which it found them.</summary>
    public sealed class MBusFound
    {
        // Entries that are compared in one slice.
        private const int PieceEntries = 64;

        private readonly uint[] _number;
        private readonly ushort[] _manufacturer;
        private readonly byte[] _version;
        private readonly byte[] _deviceType;
        private readonly byte[] _primary;
        private readonly byte[] _state;
        private readonly byte[] _settings;
        private bool _isReopened;
        private int _soughtTo;

        /// <summary>An empty list.</summary>
        /// <param name="capacity">Slaves at most.</param>
        public MBusFound(int capacity)
        {
            _number = new uint[capacity];
            _manufacturer = new ushort[capacity];
            _version = new byte[capacity];
            _deviceType = new byte[capacity];
            _primary = new byte[capacity];
            _state = new byte[capacity];
            _settings = new byte[capacity];
        }

        /// <summary>Slaves in the list.</summary>
        public int Count { get; private set; }

        /// <summary>Slaves that were found and had no room.</summary>
        public int Lost { get; private set; }

        /// <summary>Empties the list.</summary>
        public void Clear()
        {
            Count = 0;
            Lost = 0;
            _isReopened = false;
        }

        /// <summary>All of it is looked for again: who is in the list stays there, once.</summary>
        internal void Reopen()
        {
            Lost = 0;
            _isReopened = true;
        }

        /// <summary>Copies the secondary address of entry <paramref name="index"/>.</summary>
        public void CopyAddress(int index, MeterAddress into)
        {
            into.IdentificationNumber = _number[index];
            into.Manufacturer = _manufacturer[index];
            into.Version = _version[index];
            into.DeviceType = _deviceType[index];
        }

        /// <summary>Primary address; <see cref="MBusSlaves.NoPrimary"/> when unknown.</summary>
        public int PrimaryOf(int index)
        {
            return _primary[index];
        }

        /// <summary>What was found out.</summary>
        public MBusFoundState StateOf(int index)
        {
            return (MBusFoundState)_state[index];
        }

        /// <summary>Number of the line settings at which it answered (<see cref="MBusSpeeds"/>).</summary>
        public int SettingsOf(int index)
        {
            return _settings[index];
        }

        /// <summary>Adds an entry; counts it as lost when there is no room.</summary>
        /// <returns>False: only a part of the list has been looked through for it, the same call has to come
        /// in the next slice.</returns>
        internal bool Add(MeterAddress address, int primary, MBusFoundState state, int settings)
        {
            if (_isReopened)
            {
                int from = _soughtTo;
                int to = Count - from < PieceEntries ? Count : from + PieceEntries;
                bool isThere = Contains(address, primary, from, to);
                _soughtTo = isThere || to == Count ? 0 : to;
                if (isThere || _soughtTo > 0)
                {
                    return isThere;
                }
            }

            if (Count == _number.Length)
            {
                Lost++;
                return true;
            }

            _number[Count] = address.IdentificationNumber;
            _manufacturer[Count] = (ushort)address.Manufacturer;
            _version[Count] = (byte)address.Version;
            _deviceType[Count] = (byte)address.DeviceType;
            _primary[Count] = (byte)primary;
            _state[Count] = (byte)state;
            _settings[Count] = (byte)settings;
            Count++;
            return true;
        }

        private bool Contains(MeterAddress address, int primary, int from, int to)
        {
            uint number = address.IdentificationNumber;
            uint[] numbers = _number;
            for (int i = from; i < to; i++)
            {
                if (numbers[i] == number && _primary[i] == primary && _manufacturer[i] == address.Manufacturer
                    && _version[i] == address.Version && _deviceType[i] == address.DeviceType)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
