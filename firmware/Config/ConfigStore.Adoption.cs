// An installer's file that has proven itself becomes a set, so that a bad one that takes its place does no
// harm. Its hash costs 5 ms for each 64 bytes, in a thread that the board's interpreter lets run for 20 ms at
// a time while frames come in: so it is done in parts of 2 ms, each a job of its own.
using Gateway.Core;

namespace Gateway.Config
{
    /// <content>The adoption.</content>
    public sealed partial class ConfigStore
    {
        private Sha256 _adoptionHash; // null: between two adoptions
        private byte[] _adopted;
        private byte[] _hashed; // the document, then the hash's padding
        private int _hashedBytes;
        private bool _isHashing; // a block
        private AdoptionPart _adoptionPart;

        /// <summary>Does the next part.</summary>
        /// <param name="hasMore">Whether another one follows.</param>
        /// <returns>Whether the flash did what it should.</returns>
        internal bool Adopt(out bool hasMore)
        {
            bool isGood = true;
            hasMore = true;
            switch (_adoptionPart)
            {
                case AdoptionPart.Read:
                    _adopted = ReadInstaller();
                    isGood = _adopted != null;
                    _adoptionHash = new Sha256();
                    _adoptionHash.Begin();
                    _hashed = _adopted;
                    _hashedBytes = 0;
                    _isHashing = false;
                    break;
                case AdoptionPart.Hash:
                    if (HashOn())
                    {
                        return true;
                    }

                    break;
                case AdoptionPart.Compare:
                    // Another file has taken its place meanwhile: it has proven nothing.
                    byte[] hash = new byte[Sha256.HashBytes];
                    _adoptionHash.Save(hash, 0);
                    hasMore = HmacSha256.AreEqual(hash, _installerHash);
                    break;
                case AdoptionPart.Begin:
                    isGood = Slot(Spare).Begin(_adopted.Length);
                    break;
                case AdoptionPart.Put:
                    isGood = Slot(Spare).Put(0, _adopted, 0, _adopted.Length);
                    break;
                case AdoptionPart.End:
                    isGood = Slot(Spare).End(_adopted.Length, _installerHash, string.Empty, true);
                    break;
                case AdoptionPart.Record:
                    isGood = Record();
                    break;
                default:
                    hasMore = false; // the caller's part, which tells the state
                    break;
            }

            hasMore &= isGood;
            _adoptionPart = hasMore ? _adoptionPart + 1 : AdoptionPart.Read;
            if (!hasMore)
            {
                _adopted = null;
                _hashed = null;
                _adoptionHash = null;
            }

            return isGood;
        }

        // A turn of a block; false when nothing is left.
        private bool HashOn()
        {
            if (!_isHashing && _hashedBytes == _hashed.Length)
            {
                if (_hashed != _adopted)
                {
                    return false;
                }

                _hashed = _adoptionHash.Padding();
                _hashedBytes = 0;
            }

            if (!_isHashing)
            {
                _hashedBytes += _adoptionHash.Take(_hashed, _hashedBytes, _hashed.Length - _hashedBytes);
            }

            _isHashing = _adoptionHash.Turn();
            return true;
        }

        private bool Record()
        {
            byte spare = Spare;
            _record.Active = spare;
            _record.InstallerHash = _installerHash;
            if (!_record.Write())
            {
                return false;
            }

            _current = spare;
            Source = ConfigSource.Set;
            return true;
        }
    }
}
