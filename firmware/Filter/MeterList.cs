// The allow and deny rules in order: the first that matches wins. Rules with a full identification number are
// found by a chained hash over that number, rules with wildcards are tried one by one and their number is
// limited, so the cost of a match depends neither on the number of meters nor, much, on the number of rules.
// The filter matches a meter once and keeps the answer in the meter table.
using System;
using Gateway.Core;

namespace Gateway.Filter
{
    /// <summary>Rules as parallel arrays, 27 bytes each. Allocates at construction only.</summary>
    public sealed partial class MeterList
    {
        /// <summary>No rule.</summary>
        public const int None = -1;

        private const short Any = -1;

        private readonly short[] _manufacturers;
        private readonly uint[] _identifications;
        private readonly uint[] _masks;
        private readonly short[] _versions;
        private readonly short[] _deviceTypes;
        private readonly short[] _ciFields;
        private readonly byte[] _actions;
        private readonly byte[] _classes;
        private readonly byte[] _reductions;
        private readonly int[] _intervalS;
        private readonly Array[] _columns;
        private readonly short[] _next;
        private readonly short[] _heads;
        private readonly short[] _wildcards;
        private readonly int _maxPriority;
        private readonly int _maxHeld;
        private int _wildcardCount;
        private int _priorityCount;
        private int _heldCount;

        /// <summary>Creates an empty list.</summary>
        /// <param name="profile">ListEntries, WildcardEntries, PriorityMeters and HeldTelegrams bound
        /// it.</param>
        public MeterList(SizeProfile profile)
            : this(
                profile.ListEntries, profile.WildcardEntries, profile.PriorityMeters, profile.HeldTelegrams)
        {
        }

        private MeterList(int capacity, int wildcards, int maxPriority, int maxHeld)
        {
            _manufacturers = new short[capacity];
            _identifications = new uint[capacity];
            _masks = new uint[capacity];
            _versions = new short[capacity];
            _deviceTypes = new short[capacity];
            _ciFields = new short[capacity];
            _actions = new byte[capacity];
            _classes = new byte[capacity];
            _reductions = new byte[capacity];
            _intervalS = new int[capacity];
            _columns = new Array[]
            {
                _manufacturers, _identifications, _masks, _versions, _deviceTypes, _ciFields, _actions,
                _classes, _reductions, _intervalS,
            };
            _next = new short[capacity];
            _heads = new short[capacity];
            _wildcards = new short[wildcards];
            _maxPriority = maxPriority;
            _maxHeld = maxHeld;
            Rebuild();
        }

        /// <summary>Rules in the list.</summary>
        public int Count { get; private set; }

        /// <summary>Rules with wildcards, of which a match may have to try each: 40 IL operations.</summary>
        public int WildcardCount
        {
            get { return _wildcardCount; }
        }

        /// <summary>Changes with every change of the list.</summary>
        public int Revision { get; private set; }

        /// <summary>An empty list with the same bounds.</summary>
        public MeterList CreateEmpty()
        {
            return new MeterList(_actions.Length, _wildcards.Length, _maxPriority, _maxHeld);
        }

        /// <summary>Appends a rule.</summary>
        /// <param name="rule">Copied.</param>
        /// <param name="error">Which limit is reached; null when true.</param>
        public bool TryAdd(MeterRule rule, out string error)
        {
            error = Refusal(rule);
            if (error != null)
            {
                return false;
            }

            int i = Count;
            _manufacturers[i] = (short)rule.Manufacturer;
            _identifications[i] = rule.IdentificationNumber & rule.IdentificationMask;
            _masks[i] = rule.IdentificationMask;
            _versions[i] = (short)rule.Version;
            _deviceTypes[i] = (short)rule.DeviceType;
            _ciFields[i] = (short)rule.CiField;
            _actions[i] = (byte)rule.Action;
            _classes[i] = (byte)rule.Class;
            _reductions[i] = (byte)rule.Reduction;
            _intervalS[i] = rule.IntervalS;
            Count++;
            Enter(i);
            Revision++;
            return true;
        }

        /// <summary>Removes a rule; those behind it move up. Rebuilds the look-up: about 30 interpreted
        /// instructions a rule.</summary>
        /// <returns>false when there is no such rule.</returns>
        public bool RemoveAt(int index)
        {
            if (index < 0 || index >= Count)
            {
                return false;
            }

            foreach (Array column in _columns)
            {
                Array.Copy(column, index + 1, column, index, Count - index - 1);
            }

            Count--;
            Rebuild();
            return true;
        }

        /// <summary>Removes all rules.</summary>
        public void Clear()
        {
            Count = 0;
            Rebuild();
        }

        /// <summary>Writes a rule into an object, for showing it.</summary>
        /// <returns>false when there is no such rule.</returns>
        public bool TryGet(int index, MeterRule into)
        {
            if (index < 0 || index >= Count)
            {
                return false;
            }

            into.Action = (RuleAction)_actions[index];
            into.Manufacturer = _manufacturers[index];
            into.IdentificationNumber = _identifications[index];
            into.IdentificationMask = _masks[index];
            into.Version = _versions[index];
            into.DeviceType = _deviceTypes[index];
            into.CiField = _ciFields[index];
            into.Class = (RecordClass)_classes[index];
            into.Reduction = (Reduction)_reductions[index];
            into.IntervalS = _intervalS[index];
            return true;
        }

        /// <summary>Whether the rule's CI-field, if it has one, is this one.</summary>
        public bool AcceptsCi(int index, byte ciField)
        {
            int wanted = _ciFields[index];
            return wanted == Any || wanted == ciField;
        }

        /// <summary>Whether a meter whose address the rule is the first to match may be let on: it allows, or
        /// leaves other CI-fields to later rules.</summary>
        public bool MayAllow(int index)
        {
            return _actions[index] == (byte)RuleAction.Allow || _ciFields[index] != Any;
        }

        /// <summary>What the rule does.</summary>
        public RuleAction ActionOf(int index) => (RuleAction)_actions[index];

        /// <summary>Class that the rule gives.</summary>
        public RecordClass ClassOf(int index) => (RecordClass)_classes[index];

        /// <summary>Data reduction of the rule.</summary>
        public Reduction ReductionOf(int index) => (Reduction)_reductions[index];

        /// <summary>Reduction interval of the rule, in seconds.</summary>
        public int IntervalSOf(int index) => _intervalS[index];

        private string Refusal(MeterRule rule)
        {
            bool isExact = rule.IdentificationMask == 0xFFFFFFFF;
            bool isAllow = rule.Action == RuleAction.Allow;
            if (Count == _manufacturers.Length)
            {
                return "the list is full: " + Count.ToString() + " rules";
            }

            if (!isExact && _wildcardCount == _wildcards.Length)
            {
                return "the list has " + _wildcardCount.ToString() + " rules with wildcards already";
            }

            if (isAllow && rule.Class == RecordClass.Priority && (!isExact || _priorityCount == _maxPriority))
            {
                return "class=priority is for " + _maxPriority.ToString() + " full identification numbers";
            }

            if (isAllow && rule.Reduction == Reduction.Last && (!isExact || _heldCount == _maxHeld))
            {
                return "last= is for " + _maxHeld.ToString() + " full identification numbers";
            }

            return null;
        }

        private int Bucket(uint identificationNumber)
        {
            uint hash = identificationNumber * 0x9E3779B1;
            return (int)(((ulong)hash * (uint)_heads.Length) >> 32);
        }

        private void Rebuild()
        {
            for (int i = 0; i < _heads.Length; i++)
            {
                _heads[i] = None;
            }

            _wildcardCount = 0;
            _priorityCount = 0;
            _heldCount = 0;
            for (int i = 0; i < Count; i++)
            {
                Enter(i);
            }

            Revision++;
        }

        private void Enter(int index)
        {
            if (_masks[index] == 0xFFFFFFFF)
            {
                int bucket = Bucket(_identifications[index]);
                _next[index] = _heads[bucket];
                _heads[bucket] = (short)index;
            }
            else
            {
                _wildcards[_wildcardCount] = (short)index;
                _wildcardCount++;
            }

            if (_actions[index] == (byte)RuleAction.Allow)
            {
                _priorityCount += _classes[index] == (byte)RecordClass.Priority ? 1 : 0;
                _heldCount += _reductions[index] == (byte)Reduction.Last ? 1 : 0;
            }
        }
    }
}
