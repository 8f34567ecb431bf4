// What is on the air here, for some minutes: every address, whether a rule names it or not, in the order in
// which they were met. When it is full, further addresses are counted only.
using Gateway.Core;
using Gateway.Link;

namespace Gateway.Filter
{
    /// <summary>A survey, one at a time; what it found stays until the next one begins.</summary>
    public sealed class AirSurvey
    {
        /// <summary>Longest survey.</summary>
        public const int MaxMinutes = 240;

        private const short None = -1;
        private const byte SoundFlag = 1;
        private const byte SecretFlag = 2;
        private const int MaxCount = 65535;
        private const int HertzAUnit = 100;
        private const int MaxUnits = 32767;

        private readonly int _capacity;
        private readonly long[] _keys;
        private readonly ushort[] _counts;
        private readonly ushort[] _bad;
        private readonly ushort[] _lastS;
        private readonly short[] _offsets;
        private readonly sbyte[] _rssiDbm;
        private readonly byte[] _modes;
        private readonly byte[] _flags;
        private readonly short[] _next;
        private readonly short[] _heads;
        private long _startUs;

        /// <summary>Takes its memory, 23 bytes an address.</summary>
        /// <param name="capacity">Addresses that it can hold, 32,767 at most.</param>
        public AirSurvey(int capacity)
        {
            _capacity = capacity;
            _keys = new long[capacity];
            _counts = new ushort[capacity];
            _bad = new ushort[capacity];
            _lastS = new ushort[capacity];
            _offsets = new short[capacity];
            _rssiDbm = new sbyte[capacity];
            _modes = new byte[capacity];
            _flags = new byte[capacity];
            _next = new short[capacity];
            _heads = new short[capacity];
        }

        /// <summary>Whether frames are being collected; <see cref="Advance"/> ends it.</summary>
        public bool IsRunning { get; private set; }

        /// <summary>Length in minutes that was asked for; 0 = there was no survey yet.</summary>
        public int Minutes { get; private set; }

        /// <summary>Microseconds since boot at which it ends or has ended.</summary>
        public long EndUs { get; private set; }

        /// <summary>Addresses met and kept.</summary>
        public int Count { get; private set; }

        /// <summary>Frames whose address found no room.</summary>
        public uint Lost { get; private set; }

        /// <summary>Telegrams, copies included.</summary>
        public uint Telegrams { get; private set; }

        /// <summary>Damaged frames that had an address.</summary>
        public uint BadFrames { get; private set; }

        /// <summary>Seconds that it has lasted.</summary>
        public int LastedS(long nowUs)
        {
            return (int)(((nowUs < EndUs ? nowUs : EndUs) - _startUs) / 1000000);
        }

        /// <summary>Begins anew; what the one before found is gone.</summary>
        /// <param name="minutes">1 .. <see cref="MaxMinutes"/>.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        public void Begin(int minutes, long nowUs)
        {
            for (int i = 0; i < _capacity; i++)
            {
                _heads[i] = None;
            }

            Minutes = minutes;
            _startUs = nowUs;
            EndUs = nowUs + (minutes * 60000000L);
            Count = 0;
            Lost = 0;
            Telegrams = 0;
            BadFrames = 0;
            IsRunning = true;
        }

        /// <summary>Ends it before its time.</summary>
        public void Stop(long nowUs)
        {
            if (IsRunning)
            {
                IsRunning = false;
                EndUs = nowUs < EndUs ? nowUs : EndUs;
            }
        }

        /// <summary>Ends it when its time is over.</summary>
        public void Advance(long nowUs)
        {
            if (nowUs >= EndUs)
            {
                IsRunning = false;
            }
        }

        /// <summary>A telegram was heard.</summary>
        public void Add(long key, Telegram telegram, TelegramFacts facts, long nowUs)
        {
            Advance(nowUs);
            int place = IsRunning ? PlaceOf(key) : None;
            if (place < 0)
            {
                return;
            }

            Telegrams++;
            _counts[place] = (ushort)(_counts[place] < MaxCount ? _counts[place] + 1 : MaxCount);
            _flags[place] = (byte)(facts.IsEncrypted ? SoundFlag | SecretFlag : SoundFlag);
            int units = telegram.FrequencyOffsetHz / HertzAUnit;
            _offsets[place] = (short)(units > MaxUnits ? MaxUnits : units < -MaxUnits ? -MaxUnits : units);
            Note(place, telegram.Mode, telegram.RssiDbm, nowUs);
        }

        /// <summary>A damaged frame was heard.</summary>
        public void AddBad(long key, FrameKind kind, int rssiDbm, bool isAddressSound, long nowUs)
        {
            Advance(nowUs);
            int place = IsRunning ? PlaceOf(key) : None;
            if (place < 0)
            {
                return;
            }

            BadFrames++;
            _bad[place] = (ushort)(_bad[place] < MaxCount ? _bad[place] + 1 : MaxCount);
            _flags[place] |= isAddressSound ? SoundFlag : (byte)0;
            LinkMode mode = kind == FrameKind.T1 ? LinkMode.T1 : kind == FrameKind.S1 ? LinkMode.S1
                : kind == FrameKind.LinkIq ? LinkMode.LinkIq : LinkMode.C1;
            Note(place, mode, rssiDbm, nowUs);
        }

        /// <summary>Tells what was met.</summary>
        /// <param name="index">0 .. <see cref="Count"/> − 1.</param>
        /// <param name="into">Filled.</param>
        public void Read(int index, SurveyEntry into)
        {
            into.Key = _keys[index];
            into.Mode = (LinkMode)_modes[index];
            into.Count = _counts[index];
            into.Bad = _bad[index];
            into.IsSound = (_flags[index] & SoundFlag) != 0;
            into.IsEncrypted = (_flags[index] & SecretFlag) != 0;
            into.RssiDbm = _rssiDbm[index];
            into.FrequencyOffsetHz = _offsets[index] * HertzAUnit;
            into.LastS = _lastS[index];
        }

        private void Note(int place, LinkMode mode, int rssiDbm, long nowUs)
        {
            _modes[place] = (byte)mode;
            _rssiDbm[place] = (sbyte)(rssiDbm < -128 ? -128 : rssiDbm > 127 ? 127 : rssiDbm);
            _lastS[place] = (ushort)((nowUs - _startUs) / 1000000);
        }

        // Place of an address, a new one if need be.
        private int PlaceOf(long key)
        {
            uint hash = (uint)(key ^ (key >> 32)) * 0x9E3779B1;
            int bucket = (int)(((ulong)(hash ^ (hash >> 15)) * (uint)_capacity) >> 32);
            int place = _heads[bucket];
            while (place >= 0 && _keys[place] != key)
            {
                place = _next[place];
            }

            if (place >= 0)
            {
                return place;
            }

            if (Count == _capacity)
            {
                Lost++;
                return None;
            }

            place = Count;
            Count++;
            _keys[place] = key;
            _counts[place] = 0;
            _bad[place] = 0;
            _flags[place] = 0;
            _offsets[place] = 0;
            _next[place] = _heads[bucket];
            _heads[bucket] = (short)place;
            return place;
        }
    }
}
