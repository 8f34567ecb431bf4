// The slaves of one line as parallel arrays: 28 bytes a slave, no objects. A slave's number is its place.

using Gateway.Link;
using Gateway.Link.MBus;

namespace Gateway.Wired.MBus
{
    /// <summary>What the master knows of each slave: address, frame count bit, speed, what it
    /// needs.</summary>
    public sealed class MBusSlaves
    {
        /// <summary>A-field of a slave that was selected by its secondary address.</summary>
        public const int SelectedAddress = 253;

        /// <summary>Highest primary address of a slave.</summary>
        public const int MaxPrimary = 250;

        /// <summary>No primary address is known.</summary>
        public const int NoPrimary = 255;

        private readonly byte[] _primary;
        private readonly bool[] _isSecondary;
        private readonly uint[] _number;
        private readonly ushort[] _manufacturer;
        private readonly byte[] _version;
        private readonly byte[] _deviceType;
        private readonly byte[] _traits;
        private readonly byte[] _settings;
        private readonly byte[] _telegrams;
        private readonly ushort[] _timeoutMs;
        private readonly int[] _intervalS;
        private readonly long[] _askedUs;

        /// <summary>An empty table.</summary>
        /// <param name="capacity">Slaves at most; 250 on a full line.</param>
        public MBusSlaves(int capacity)
        {
            _primary = new byte[capacity];
            _isSecondary = new bool[capacity];
            _number = new uint[capacity];
            _manufacturer = new ushort[capacity];
            _version = new byte[capacity];
            _deviceType = new byte[capacity];
            _traits = new byte[capacity];
            _settings = new byte[capacity];
            _telegrams = new byte[capacity];
            _timeoutMs = new ushort[capacity];
            _intervalS = new int[capacity];
            _askedUs = new long[capacity];
        }

        /// <summary>Slaves in the table, numbered 0 .. Count − 1.</summary>
        public int Count { get; private set; }

        /// <summary>Takes a slave in that is asked by its primary address.</summary>
        /// <param name="primary">0 .. 250, or 254 for the only slave of a line.</param>
        /// <param name="baudRate">300 .. 38400.</param>
        /// <returns>Its number; −1 when the table is full or the speed unknown.</returns>
        public int AddPrimary(int primary, int baudRate)
        {
            int slave = Add(baudRate);
            if (slave >= 0)
            {
                _primary[slave] = (byte)primary;
                _number[slave] = SecondaryAddress.AnyNumber;
                _manufacturer[slave] = SecondaryAddress.AnyManufacturer;
                _version[slave] = SecondaryAddress.AnyByte;
                _deviceType[slave] = SecondaryAddress.AnyByte;
            }

            return slave;
        }

        /// <summary>Takes a slave in that is selected by its secondary address.</summary>
        /// <param name="address">Copied; may have wildcards.</param>
        /// <param name="baudRate">300 .. 38400.</param>
        /// <param name="primary">Its primary address if that is known, else
        /// <see cref="NoPrimary"/>.</param>
        /// <returns>Its number; −1 when the table is full or the speed unknown.</returns>
        public int AddSecondary(MeterAddress address, int baudRate, int primary)
        {
            int slave = Add(baudRate);
            if (slave >= 0)
            {
                _isSecondary[slave] = true;
                _primary[slave] = (byte)primary;
                _number[slave] = address.IdentificationNumber;
                _manufacturer[slave] = (ushort)address.Manufacturer;
                _version[slave] = (byte)address.Version;
                _deviceType[slave] = (byte)address.DeviceType;
            }

            return slave;
        }

        /// <summary>Takes all slaves out.</summary>
        public void Clear()
        {
            Count = 0;
        }

        /// <summary>Primary address; <see cref="NoPrimary"/> when unknown.</summary>
        public int PrimaryOf(int slave)
        {
            return _primary[slave];
        }

        /// <summary>Sets the primary address, after it was changed or seen.</summary>
        public void SetPrimary(int slave, int primary)
        {
            _primary[slave] = (byte)primary;
        }

        /// <summary>Whether the slave is selected by its secondary address.</summary>
        public bool IsSecondary(int slave)
        {
            return _isSecondary[slave] && (_traits[slave] & MBusTraits.UsePrimary) == 0;
        }

        /// <summary>Copies the secondary address; all wildcards when only the primary one is known.</summary>
        public void CopyAddress(int slave, MeterAddress into)
        {
            into.IdentificationNumber = _number[slave];
            into.Manufacturer = _manufacturer[slave];
            into.Version = _version[slave];
            into.DeviceType = _deviceType[slave];
        }

        /// <summary>Whether the slave has all of these <see cref="MBusTraits"/>.</summary>
        public bool Has(int slave, int traits)
        {
            return (_traits[slave] & traits) == traits;
        }

        /// <summary>Bits of <see cref="MBusTraits"/>.</summary>
        public int TraitsOf(int slave)
        {
            return _traits[slave];
        }

        /// <summary>Adds bits of <see cref="MBusTraits"/>.</summary>
        public void Set(int slave, int traits)
        {
            _traits[slave] = (byte)(_traits[slave] | traits);
        }

        /// <summary>Removes bits of <see cref="MBusTraits"/>.</summary>
        public void Reset(int slave, int traits)
        {
            _traits[slave] = (byte)(_traits[slave] & ~traits);
        }

        /// <summary>Number of the line settings (<see cref="MBusSpeeds"/>).</summary>
        public int SettingsOf(int slave)
        {
            return _settings[slave];
        }

        /// <summary>Sets the number of the line settings, 0 .. 23.</summary>
        public void SetSettings(int slave, int index)
        {
            _settings[slave] = (byte)index;
        }

        /// <summary>How long the slave may take to answer, in milliseconds; 0 = as the standard
        /// says.</summary>
        public int TimeoutMs(int slave)
        {
            return _timeoutMs[slave];
        }

        /// <summary>Gives a slave its own time to answer, in milliseconds; 0 = as the standard
        /// says.</summary>
        public void SetTimeoutMs(int slave, int timeoutMs)
        {
            _timeoutMs[slave] = (ushort)timeoutMs;
        }

        /// <summary>Telegrams of one reading when the slave announces more without end; 0 = it does
        /// not.</summary>
        public int TelegramsOf(int slave)
        {
            return _telegrams[slave];
        }

        /// <summary>Sets the number of telegrams of one reading, 0 .. 255.</summary>
        public void SetTelegrams(int slave, int count)
        {
            _telegrams[slave] = (byte)count;
        }

        /// <summary>Says how often a battery meter may be read, in seconds: 4140 for one reading in 69
        /// minutes.</summary>
        public void SetIntervalS(int slave, int intervalS)
        {
            _intervalS[slave] = intervalS;
        }

        /// <summary>When the slave may be asked next, in microseconds since boot; 0 = at any time.</summary>
        public long AllowedUs(int slave)
        {
            return _intervalS[slave] == 0 || _askedUs[slave] == 0 ? 0
                : _askedUs[slave] + (_intervalS[slave] * 1000000L);
        }

        /// <summary>The slave has answered with data.</summary>
        internal void Asked(int slave, long nowUs)
        {
            _askedUs[slave] = nowUs;
        }

        /// <summary>Frame count bit of the next request as a bit of the C-field.</summary>
        internal int FcbOf(int slave)
        {
            bool isKnown = (_traits[slave] & MBusTraits.FcbKnown) != 0;
            return !isKnown || (_traits[slave] & MBusTraits.Fcb) != 0 ? MBusCField.Fcb : 0;
        }

        /// <summary>SND_NKE was sent: the next frame count bit is 1.</summary>
        internal void InitialiseFcb(int slave)
        {
            Set(slave, MBusTraits.FcbKnown | MBusTraits.Fcb);
        }

        /// <summary>A request with the frame count bit was answered.</summary>
        internal void ToggleFcb(int slave)
        {
            int next = FcbOf(slave) ^ MBusCField.Fcb;
            Reset(slave, MBusTraits.Fcb);
            Set(slave, MBusTraits.FcbKnown | (next != 0 ? MBusTraits.Fcb : 0));
        }

        private int Add(int baudRate)
        {
            int speed = MBusSpeeds.IndexOf(baudRate);
            if (speed < 0 || Count == _primary.Length)
            {
                return -1;
            }

            int slave = Count++;
            _isSecondary[slave] = false;
            _traits[slave] = 0;
            _settings[slave] = (byte)speed;
            _telegrams[slave] = 0;
            _timeoutMs[slave] = 0;
            _intervalS[slave] = 0;
            _askedUs[slave] = 0;
            return slave;
        }
    }
}
