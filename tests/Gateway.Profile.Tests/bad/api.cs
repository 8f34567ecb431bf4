using System;
using System.Text;
using System.Text.RegularExpressions;

namespace Sample
{
    public class Api
    {
        private Regex _pattern; // ! api

        public string Run(string text)
        {
            text = text.Replace("a", "b"); // ! api
            char.IsDigit('1'); // ! api
            Encoding ascii = Encoding.ASCII; // ! api
            Environment.GetEnvironmentVariable("HOME"); // ! api
            Buffer.BlockCopy(new byte[1], 0, new byte[1], 0, 1); // ! api
            return string.Join(",", new string[] { text }); // ! api
        }

        [Obsolete]
        public bool Attributed()
        {
            return object.ReferenceEquals(this, null);
        }
    }
}
