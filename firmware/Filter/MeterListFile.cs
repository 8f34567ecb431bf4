// The list on file, when it was changed by command: rules-0 and rules-1 written in turn, so that a cut during
// the write of one leaves the other. Header (24 bytes, least significant byte first): "MLR1", sequence, check
// of the configuration's rules, number of rules, CRC-32 of the rules, CRC-32 of the header; it is written
// last. A rule takes 23 bytes. The file counts as long as the configuration has the rules that it had then:
// whoever spoke last wins.
using Gateway.Core;

namespace Gateway.Filter
{
    /// <summary>Reads and writes the list. All calls block.</summary>
    public sealed class MeterListFile
    {
        private const uint Magic = 0x31524C4D;
        private const int HeaderBytes = 24;
        private const int HeaderCheck = 20;
        private const int RuleBytes = 23;
        private const int RulesAChunk = 80;

        private readonly IFileStore _files;
        private readonly uint _configCheck;
        private readonly byte[] _header = new byte[HeaderBytes];
        private readonly MeterRule _rule = new MeterRule();

        /// <summary>Nothing is read yet.</summary>
        /// <param name="files">Where it is.</param>
        /// <param name="configCheck"><see cref="CheckOf"/> the rules of the configuration.</param>
        public MeterListFile(IFileStore files, uint configCheck)
        {
            _files = files;
            _configCheck = configCheck;
        }

        /// <summary>Tells configurations' rules apart.</summary>
        public static uint CheckOf(string[] rules)
        {
            uint crc = Crc32.Start;
            byte[] one = new byte[1];
            for (int i = 0; i < rules.Length; i++)
            {
                for (int at = 0; at <= rules[i].Length; at++)
                {
                    one[0] = at < rules[i].Length ? (byte)rules[i][at] : (byte)'\n';
                    crc = Crc32.Update(crc, one, 0, 1);
                }
            }

            return Crc32.Finish(crc);
        }

        /// <summary>Reads the newest list that is whole.</summary>
        /// <param name="into">Empty; filled when true.</param>
        /// <returns>False when there is none for this configuration.</returns>
        public bool TryLoad(MeterList into)
        {
            uint first = SequenceOf("rules-0");
            uint second = SequenceOf("rules-1");
            string newer = first > second ? "rules-0" : "rules-1";
            string older = first > second ? "rules-1" : "rules-0";
            return ((first | second) != 0 && TryRead(newer, into))
                || (first != 0 && second != 0 && TryRead(older, into));
        }

        /// <summary>Writes a list.</summary>
        /// <returns>Whether it is durable; the one before counts otherwise.</returns>
        public bool TryStore(MeterList list)
        {
            uint first = SequenceOf("rules-0");
            uint second = SequenceOf("rules-1");
            string name = first > second ? "rules-1" : "rules-0";
            uint sequence = (first > second ? first : second) + 1;
            if (_files.Create(name, HeaderBytes + (list.Count * RuleBytes)) != FileStatus.Ok)
            {
                return false;
            }

            byte[] chunk = new byte[RulesAChunk * RuleBytes];
            uint crc = Crc32.Start;
            for (int from = 0; from < list.Count; from += RulesAChunk)
            {
                int count = list.Count - from < RulesAChunk ? list.Count - from : RulesAChunk;
                for (int i = 0; i < count; i++)
                {
                    list.TryGet(from + i, _rule);
                    Put(chunk, i * RuleBytes);
                }

                crc = Crc32.Update(crc, chunk, 0, count * RuleBytes);
                int at = HeaderBytes + (from * RuleBytes);
                if (_files.Write(name, at, chunk, 0, count * RuleBytes) != FileStatus.Ok)
                {
                    return false;
                }
            }

            LittleEndian.Put32(_header, 0, Magic);
            LittleEndian.Put32(_header, 4, sequence);
            LittleEndian.Put32(_header, 8, _configCheck);
            LittleEndian.Put32(_header, 12, (uint)list.Count);
            LittleEndian.Put32(_header, 16, Crc32.Finish(crc));
            LittleEndian.Put32(_header, HeaderCheck, Crc32.Compute(_header, 0, HeaderCheck));
            return _files.Write(name, 0, _header, 0, HeaderBytes) == FileStatus.Ok;
        }

        // Sequence of a file whose header is whole; else 0.
        private uint SequenceOf(string name)
        {
            return ReadHeader(name) ? LittleEndian.Get32(_header, 4) : 0;
        }

        private bool ReadHeader(string name)
        {
            return _files.Read(name, 0, _header, 0, HeaderBytes) == HeaderBytes
                && LittleEndian.Get32(_header, 0) == Magic
                && LittleEndian.Get32(_header, HeaderCheck) == Crc32.Compute(_header, 0, HeaderCheck);
        }

        private bool TryRead(string name, MeterList into)
        {
            if (!ReadHeader(name) || LittleEndian.Get32(_header, 8) != _configCheck)
            {
                return false;
            }

            int rules = (int)LittleEndian.Get32(_header, 12);
            byte[] chunk = new byte[RulesAChunk * RuleBytes];
            uint crc = Crc32.Start;
            into.Clear();
            bool isGood = true;
            for (int from = 0; from < rules && isGood; from += RulesAChunk)
            {
                int count = rules - from < RulesAChunk ? rules - from : RulesAChunk;
                int at = HeaderBytes + (from * RuleBytes);
                isGood = _files.Read(name, at, chunk, 0, count * RuleBytes) == count * RuleBytes;
                crc = Crc32.Update(crc, chunk, 0, count * RuleBytes);
                for (int i = 0; i < count && isGood; i++)
                {
                    Get(chunk, i * RuleBytes);
                    isGood = into.TryAdd(_rule, out string _);
                }
            }

            return isGood && LittleEndian.Get32(_header, 16) == Crc32.Finish(crc);
        }

        private void Put(byte[] bytes, int at)
        {
            LittleEndian.Put32(bytes, at, _rule.IdentificationNumber);
            LittleEndian.Put32(bytes, at + 4, _rule.IdentificationMask);
            LittleEndian.Put32(bytes, at + 8, (uint)_rule.IntervalS);
            LittleEndian.Put16(bytes, at + 12, _rule.Manufacturer);
            LittleEndian.Put16(bytes, at + 14, _rule.Version);
            LittleEndian.Put16(bytes, at + 16, _rule.DeviceType);
            LittleEndian.Put16(bytes, at + 18, _rule.CiField);
            bytes[at + 20] = (byte)_rule.Action;
            bytes[at + 21] = (byte)_rule.Class;
            bytes[at + 22] = (byte)_rule.Reduction;
        }

        private void Get(byte[] bytes, int at)
        {
            _rule.IdentificationNumber = LittleEndian.Get32(bytes, at);
            _rule.IdentificationMask = LittleEndian.Get32(bytes, at + 4);
            _rule.IntervalS = (int)LittleEndian.Get32(bytes, at + 8);
            _rule.Manufacturer = LittleEndian.Get16(bytes, at + 12);
            _rule.Version = LittleEndian.Get16(bytes, at + 14);
            _rule.DeviceType = LittleEndian.Get16(bytes, at + 16);
            _rule.CiField = LittleEndian.Get16(bytes, at + 18);
            _rule.Action = (RuleAction)bytes[at + 20];
            _rule.Class = (RecordClass)bytes[at + 21];
            _rule.Reduction = (Reduction)bytes[at + 22];
        }
    }
}
