namespace System.Net
{
    /// <summary>Headers; names in any case.</summary>
    public class WebHeaderCollection
    {
        private const int MaxHeaders = 64;

        private readonly string[] _names = new string[MaxHeaders];
        private readonly string[] _values = new string[MaxHeaders];
        private int _count;

        /// <summary>Names.</summary>
        public string[] AllKeys
        {
            get
            {
                var names = new string[_count];
                Array.Copy(_names, names, _count);
                return names;
            }
        }

        /// <summary>Value of a header; null when there is none.</summary>
        public string this[string name]
        {
            get
            {
                for (var i = 0; i < _count; i++)
                {
                    if (string.Equals(_names[i], name, StringComparison.OrdinalIgnoreCase))
                    {
                        return _values[i];
                    }
                }

                return null;
            }
        }

        /// <summary>Adds a header; what is too many is left out.</summary>
        public void Add(string name, string value)
        {
            if (value.IndexOf('\r') >= 0 || value.IndexOf('\n') >= 0)
            {
                throw new ArgumentException("a line break in a header");
            }

            if (_count < MaxHeaders)
            {
                _names[_count] = name;
                _values[_count] = value;
                _count++;
            }
        }
    }
}
