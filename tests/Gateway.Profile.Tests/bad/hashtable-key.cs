using System.Collections;

namespace Sample
{
    public class Key
    {
        public int Number;

        public override bool Equals(object obj) // ! hashtable-key
        {
            return obj is Key other && other.Number == Number;
        }

        public override int GetHashCode()
        {
            return Number;
        }
    }

    public class Table
    {
        private readonly Hashtable _table = new Hashtable();
    }
}
