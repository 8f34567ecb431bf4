// What the store knows of its segment files: one ring of segments for each record class, in order of
// generation, all taken from one pool of slots. Primitive arrays: a segment costs 29 bytes of memory. While
// the log runs, a ring gets its youngest segment and loses its oldest, so that looking either up costs the
// same with 250 slots as with 8.
namespace Gateway.Store
{
    internal sealed class SegmentTable
    {
        /// <summary>One ring for each record class; the ring's number is the class's.</summary>
        public const int RingCount = 4;

        public const byte Free = 0xFF;

        /// <summary>Chosen by a commit that is under way.</summary>
        public const byte Reserved = 0xFE;

        /// <summary>Its file is not usable before the next start.</summary>
        public const byte Unusable = 0xFD;

        public readonly byte[] Ring;
        public readonly uint[] Generation;

        /// <summary>Bytes of header and committed records: where the end mark stands.</summary>
        public readonly int[] Used;

        /// <summary>Records, without those that were passed over.</summary>
        public readonly int[] Count;

        /// <summary>Records beyond repair that the reader has passed over since start.</summary>
        public readonly short[] Passed;

        public readonly uint[] LastSeq;
        public readonly long[] FirstMs;

        /// <summary>Slots that are in use at all: fewer than the profile's on a small drive, and while a log
        /// grows.</summary>
        public int SlotCount;

        private readonly string[] _names;
        private readonly short[] _younger; // of a slot: the next younger one of its ring; -1 = none
        private readonly int[] _oldest = new int[RingCount];
        private readonly int[] _youngest = new int[RingCount];
        private int _lastTaken;

        public SegmentTable(int slotCount)
        {
            SlotCount = slotCount;
            Ring = new byte[slotCount];
            Generation = new uint[slotCount];
            Used = new int[slotCount];
            Count = new int[slotCount];
            Passed = new short[slotCount];
            LastSeq = new uint[slotCount];
            FirstMs = new long[slotCount];
            _names = new string[slotCount];
            _younger = new short[slotCount];
            for (var slot = 0; slot < slotCount; slot++)
            {
                Ring[slot] = Free;
                _names[slot] = "seg-" + slot.ToString("D3");
            }

            ForgetRings();
        }

        public string Name(int slot)
        {
            return _names[slot];
        }

        /// <summary>The oldest segment of a ring; −1 when there is none. As of <see
        /// cref="LinkAll"/>.</summary>
        public int OldestOf(int ring)
        {
            return _oldest[ring];
        }

        /// <summary>The next younger segment of the same ring; −1 when there is none.</summary>
        public int After(int slot)
        {
            return _younger[slot];
        }

        /// <summary>A slot becomes the youngest segment of a ring.</summary>
        public void Link(int slot, int ring, uint generation)
        {
            Ring[slot] = (byte)ring;
            Generation[slot] = generation;
            _younger[slot] = -1;
            if (_youngest[ring] >= 0)
            {
                _younger[_youngest[ring]] = (short)slot;
            }
            else
            {
                _oldest[ring] = slot;
            }

            _youngest[ring] = slot;
        }

        /// <summary>The table was filled in any order: puts the rings in order. At start only.</summary>
        public void LinkAll()
        {
            ForgetRings();
            for (var ring = 0; ring < RingCount; ring++)
            {
                var generation = 0U;
                int slot;
                while ((slot = NextInRing(ring, generation)) >= 0)
                {
                    generation = Generation[slot];
                    Link(slot, ring, generation);
                }
            }
        }

        /// <summary>Makes a slot free; while the log runs, one that is the oldest of its ring or in
        /// none.</summary>
        public void Release(int slot)
        {
            int ring = Ring[slot];
            if (ring < RingCount && _oldest[ring] == slot)
            {
                _oldest[ring] = _younger[slot];
                _youngest[ring] = _oldest[ring] < 0 ? -1 : _youngest[ring];
            }

            Ring[slot] = Free;
            Generation[slot] = 0;
            Used[slot] = 0;
            Count[slot] = 0;
            Passed[slot] = 0;
        }

        /// <summary>Takes a free slot, in turn, so that all files wear alike; −1 when there is
        /// none.</summary>
        public int TakeFree()
        {
            for (var step = 1; step <= SlotCount; step++)
            {
                var slot = _lastTaken + step;
                if (slot >= SlotCount)
                {
                    slot -= SlotCount;
                }

                if (Ring[slot] == Free)
                {
                    _lastTaken = slot;
                    Ring[slot] = Reserved;
                    return slot;
                }
            }

            return -1;
        }

        /// <summary>Whether so many slots are free between the one that was taken last and the end of the
        /// table.</summary>
        public bool HasFreeAhead(int count)
        {
            for (var slot = _lastTaken + 1; slot < SlotCount && count > 0; slot++)
            {
                count -= Ring[slot] == Free ? 1 : 0;
            }

            return count == 0;
        }

        /// <summary>The next slot to be taken is the one behind the youngest segment; the first one of all
        /// when there is none. At start only.</summary>
        public void GoOnInTurn()
        {
            _lastTaken = -1;
            var generation = 0U;
            for (var slot = 0; slot < SlotCount; slot++)
            {
                if (Generation[slot] > generation)
                {
                    generation = Generation[slot];
                    _lastTaken = slot;
                }
            }
        }

        /// <summary>The oldest segment of a ring that is younger than <paramref name="generation"/>; −1 when
        /// there is none. Generation 0 gives the oldest of all. Looks at every slot: at start only.</summary>
        public int NextInRing(int ring, uint generation)
        {
            var best = -1;
            var bestGeneration = 0xFFFFFFFFU;
            var rings = Ring;
            var generations = Generation;
            var slotCount = SlotCount;
            for (var slot = 0; slot < slotCount; slot++)
            {
                if (rings[slot] == ring && generations[slot] > generation
                    && generations[slot] <= bestGeneration)
                {
                    best = slot;
                    bestGeneration = generations[slot];
                }
            }

            return best;
        }

        public uint HighestGeneration()
        {
            var highest = 0U;
            for (var slot = 0; slot < SlotCount; slot++)
            {
                if (Generation[slot] > highest)
                {
                    highest = Generation[slot];
                }
            }

            return highest;
        }

        private void ForgetRings()
        {
            for (var ring = 0; ring < RingCount; ring++)
            {
                _oldest[ring] = -1;
                _youngest[ring] = -1;
            }
        }
    }
}
