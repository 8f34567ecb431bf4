// Compact frames of M-Bus: DIF and VIF are those of a full frame or a format frame that was published before,
// whoever of the lines' slaves sent it, as the format signature tells them apart. Formats are gone with a
// restart. There is no asking for a full frame: a wired REQ_UD2 has no CI-field that could (84 and 85 are for
// the radio), and the application reset's sub-codes (MBDOC48) have none for it.
using Gateway.Link.Apl;

namespace Gateway.App.Readout
{
    /// <content>Compact frames.</content>
    public sealed partial class ValueWriter
    {
        private const int Formats = 8;
        private const int FormatBytes = 64;

        private readonly FormatCache _formats = new FormatCache(Formats, FormatBytes);
        private readonly CompactFrame _compact;
        private bool _isLearning;

        private void BeginRecords(byte[] bytes, int offset, int count)
        {
            _reader.Open(bytes, offset, count);
            _formats.Begin();
            _isLearning = true;
            _source = Source.Records;
        }

        // One step a slice; nothing is written before the frame's CRC is known to be right.
        private void CheckNext()
        {
            TakeStatus(_compact.Step());
        }

        private void TakeStatus(CompactStatus status)
        {
            if (status == CompactStatus.Ok)
            {
                _isLearning = false;
                _source = Source.Records;
            }
            else if (status != CompactStatus.Incomplete)
            {
                Fail(AplNames.OfCompact(status));
            }
        }

        private void LearnFormat(byte[] bytes, int offset, int count)
        {
            if (!_formats.LearnFormatFrame(bytes, offset, count))
            {
                Fail("bad format frame");
            }
        }

        // Reads a record; its format is learned by the way, and kept in a slice of its own behind the last.
        private bool ReadNext()
        {
            bool hasRecord = _reader.TryNext(_value);
            if (_isLearning && hasRecord)
            {
                _formats.Add(_value);
            }
            else if (_isLearning)
            {
                _source = Source.Format;
            }

            return hasRecord;
        }
    }
}
