using System.Collections.Generic;

namespace System.Net
{
    /// <summary>Headers; names in any case.</summary>
    public class WebHeaderCollection
    {
        private readonly Dictionary<string, string> _values =
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

        /// <summary>Names.</summary>
        public string[] AllKeys
        {
            get
            {
                var names = new string[_values.Count];
                _values.Keys.CopyTo(names, 0);
                return names;
            }
        }

        /// <summary>Value of a header; null when there is none.</summary>
        public string this[string name] => _values.TryGetValue(name, out var value) ? value : null;

        /// <summary>Adds a header.</summary>
        public void Add(string name, string value)
        {
            if (value.IndexOf('\r') >= 0 || value.IndexOf('\n') >= 0)
            {
                throw new ArgumentException("a line break in a header");
            }

            _values[name] = value;
        }
    }
}
