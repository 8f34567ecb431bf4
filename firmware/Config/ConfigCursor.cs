using Gateway.Core;

namespace Gateway.Config
{
    /// <summary>A <see cref="JsonReader"/> that knows where it is and remembers the first problem; after
    /// one, every call does nothing.</summary>
    public sealed partial class ConfigCursor
    {
        /// <summary>Most characters of an unknown key that an error repeats.</summary>
        private const int MaxShownLength = 40;

        private const int ObjectBytes = 1024;

        private readonly JsonReader _reader = new JsonReader();
        private string _problem; // a field: it is looked at with every token
        private int _passDepth;

        public ConfigCursor(byte[] json, int length)
            : this(json, 0, length)
        {
        }

        public ConfigCursor(byte[] json, int offset, int length)
        {
            _reader.Reset(json, offset, length);
        }

        /// <summary>Path and reason of the first problem, or null.</summary>
        public string Problem
        {
            get { return _problem; }
        }

        /// <summary>Records a problem.</summary>
        public void Fail(string path, string reason)
        {
            if (_problem == null)
            {
                _problem = path.Length == 0 ? reason : path + ": " + reason;
            }
        }

        /// <summary>Records a problem unless the condition holds.</summary>
        public void Check(bool condition, string path, string reason)
        {
            if (!condition)
            {
                Fail(path, reason);
            }
        }

        /// <summary>The text has to be one object.</summary>
        public bool BeginRoot()
        {
            return Expect(JsonToken.BeginObject, string.Empty, "the configuration must be a JSON object");
        }

        /// <summary>Nothing may follow it.</summary>
        public void EndRoot()
        {
            Expect(JsonToken.End, string.Empty, "something follows the configuration");
        }

        /// <summary>The value has to be an object.</summary>
        public void BeginObject(string path)
        {
            Expect(JsonToken.BeginObject, path, "must be an object");
        }

        /// <summary>The value read last has to be an object.</summary>
        public void CurrentObject(string path)
        {
            Check(_reader.Token == JsonToken.BeginObject, path, "must be an object");
        }

        /// <summary>The value has to be an array.</summary>
        public void BeginArray(string path)
        {
            Expect(JsonToken.BeginArray, path, "must be an array");
        }

        /// <summary>Reads the next key of an object.</summary>
        /// <param name="prefix">Path of the object with a dot, or empty.</param>
        /// <param name="seen">One bit for each key that was there already.</param>
        /// <returns>Index of the key; −1 at the object's end and after a problem.</returns>
        public int NextKey(string prefix, string[] keys, ref uint seen)
        {
            if (!Read() || _reader.Token == JsonToken.EndObject)
            {
                return -1;
            }

            for (int i = 0; i < keys.Length; i++)
            {
                if (_reader.TextEquals(keys[i]))
                {
                    Check((seen & (1U << i)) == 0, prefix + keys[i], "is given twice");
                    seen |= 1U << i;
                    return _problem == null ? i : -1;
                }
            }

            string known = keys[0];
            for (int i = 1; i < keys.Length; i++)
            {
                known = known + ", " + keys[i];
            }

            string key = _reader.GetText();
            key = key.Length > MaxShownLength ? key.Substring(0, MaxShownLength) + "..." : key;
            Fail(prefix + key, "unknown key (known: " + known + ")");
            return -1;
        }

        /// <summary>Moves to the next element of an array.</summary>
        /// <returns>false at its end and after a problem.</returns>
        public bool NextElement()
        {
            return Read() && _reader.Token != JsonToken.EndArray;
        }

        /// <summary>Reads a value that has to be an integer in a range.</summary>
        public void Int(string path, int least, int most, ref int value)
        {
            if (!Read())
            {
                return;
            }

            if (_reader.Token != JsonToken.Number)
            {
                Fail(path, "must be a number");
                return;
            }

            string range = least.ToString() + ".." + most.ToString();
            if (!_reader.TryGetLong(out long number))
            {
                Fail(path, "must be an integer in " + range);
            }
            else if (number < least || number > most)
            {
                Fail(path, number.ToString() + " is not in " + range);
            }
            else
            {
                value = (int)number;
            }
        }

        /// <summary>Reads a value that has to be a whole number of 64 bits, not negative.</summary>
        public void Long(string path, ref long value)
        {
            if (!Read())
            {
                return;
            }

            long number;
            if (_reader.Token != JsonToken.Number || !_reader.TryGetLong(out number) || number < 0)
            {
                Fail(path, "must be a whole number that is not negative");
                return;
            }

            value = number;
        }

        /// <summary>Reads a value that has to be true or false.</summary>
        public void Bool(string path, ref bool value)
        {
            if (Read())
            {
                bool isTrue = _reader.Token == JsonToken.True;
                Check(isTrue || _reader.Token == JsonToken.False, path, "must be true or false");
                value = isTrue;
            }
        }

        /// <summary>Reads past a value that has to be an object.</summary>
        /// <param name="offset">Its first byte.</param>
        /// <param name="length">Its bytes, both brackets counted.</param>
        public void Object(string path, ref int offset, ref int length)
        {
            Pass(path, ref offset);
            int end = offset;
            while (_problem == null && PassOn(ObjectBytes, ref end))
            {
            }

            length = end - offset;
        }

        /// <summary>Begins to read past a value that has to be an object: <see cref="PassOn"/> goes
        /// on.</summary>
        /// <param name="path">For a problem.</param>
        /// <param name="offset">Its first byte.</param>
        public void Pass(string path, ref int offset)
        {
            if (Expect(JsonToken.BeginObject, path, "must be an object"))
            {
                offset = _reader.Offset - 1;
                _passDepth = _reader.Depth;
            }
        }

        /// <summary>Reads on in the object that is passed.</summary>
        /// <param name="bytes">How far about; a token is read as a whole.</param>
        /// <param name="end">The byte behind it, at its end.</param>
        /// <returns>Whether there is more of it.</returns>
        public bool PassOn(int bytes, ref int end)
        {
            int until = _reader.Offset + bytes;
            while (Read())
            {
                if (_reader.Depth < _passDepth)
                {
                    end = _reader.Offset;
                    return false;
                }

                if (_reader.Offset >= until)
                {
                    return true;
                }
            }

            return false;
        }

        private bool Expect(JsonToken token, string path, string reason)
        {
            if (!Read())
            {
                return false;
            }

            Check(_reader.Token == token, path, reason);
            return _problem == null;
        }

        private bool Read()
        {
            if (_problem == null && _reader.Read() == JsonToken.Error)
            {
                _problem = "not JSON at byte " + _reader.Offset.ToString() + ": "
                    + JsonErrorText.Of(_reader.Error);
            }

            return _problem == null;
        }
    }
}
