namespace Gateway.Commands
{
    /// <summary>The last ids and their answers: a repeat is answered, not repeated.</summary>
    internal sealed class CommandMemory
    {
        private readonly string[] _ids;
        private readonly byte[][] _answers;
        private int _next;

        /// <summary>Remembers so many ids.</summary>
        public CommandMemory(int count)
        {
            _ids = new string[count];
            _answers = new byte[count][];
        }

        /// <summary>Place of an id, or −1.</summary>
        public int Find(string id)
        {
            for (int i = 0; i < _ids.Length; i++)
            {
                if (_ids[i] != null && _ids[i] == id)
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>Its answer; null while it runs.</summary>
        public byte[] AnswerAt(int place)
        {
            return _answers[place];
        }

        /// <summary>A new id takes the place of the oldest one.</summary>
        public void Add(string id)
        {
            _ids[_next] = id;
            _answers[_next] = null;
            _next = _next + 1 < _ids.Length ? _next + 1 : 0;
        }

        /// <summary>An id has its answer.</summary>
        public void Answer(string id, byte[] answer)
        {
            int place = Find(id);
            if (place >= 0)
            {
                _answers[place] = answer;
            }
        }
    }
}
