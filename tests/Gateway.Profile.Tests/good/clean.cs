using System;

namespace Sample
{
    public delegate void Callback(int value);

    public interface IStep
    {
        long Step(long nowUs);
    }

    public struct Pair
    {
        public int First;
        public int Second;
    }

    public enum State
    {
        Idle,
        Busy,
    }

    public sealed class Clean : IStep
    {
        public const int Limit = 8;
        private static readonly byte[] Table = new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 };
        private readonly byte[] _buffer = new byte[Limit];
        private readonly Pair[] _pairs = new Pair[2];
        private Callback _callback;
        private State _state;

        public event Callback Changed
        {
            add { _callback += value; }
            remove { _callback -= value; }
        }

        public int this[int index]
        {
            get { return _buffer[index]; }
        }

        public long Step(long nowUs)
        {
            foreach (byte value in Table)
            {
                _pairs[0].First += value;
            }

            Array.Copy(Table, 0, _buffer, 0, Limit);
            _state = _state switch
            {
                State.Idle => State.Busy,
                _ => State.Idle,
            };
            if (_callback != null)
            {
                _callback((int)_state);
            }

            return nowUs + Take(in nowUs);
        }

        public string Name(string text)
        {
            switch (text)
            {
                case "one": return "1";
                case "two": return "2";
                default: return text.Substring(1);
            }
        }

        public bool TryDo(out int value)
        {
            try
            {
                value = _buffer[0];
                return true;
            }
            catch (Exception)
            {
                value = 0;
                return false;
            }
        }

        private static long Take(in long value)
        {
            return value & 0xFF;
        }
    }
}
