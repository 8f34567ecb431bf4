// An answer is a title, rows of a label and a value, and notes; page, JSON and console show the same one.
// Text from the table and the program's own words go in as they stand; everything else is foreign and is
// escaped character by character.
using System.Text;

namespace Gateway.Installer
{
    /// <summary>Writes an answer into a buffer. What does not fit is left out and <see cref="Overflow"/> is
    /// set.</summary>
    public abstract class AnswerWriter
    {
        /// <summary>No bar.</summary>
        public const int NoBar = -1;

        // Longest foreign text that is shown.
        private const int MaxForeignChars = 48;
        private const int MaxBytesAChar = 3;

        private readonly byte[] _bytes;

        /// <summary>A writer over a buffer that others write into as well.</summary>
        protected AnswerWriter(byte[] bytes, Texts texts)
        {
            _bytes = bytes;
            Texts = texts;
        }

        /// <summary>Language of what follows.</summary>
        public int Language { get; set; }

        /// <summary>Bytes written, from the start of the buffer.</summary>
        public int Length { get; private set; }

        /// <summary>Bytes that are left; a text is written when three times its characters are.</summary>
        public int Free
        {
            get { return _bytes.Length - Length; }
        }

        /// <summary>Whether something did not fit.</summary>
        public bool Overflow { get; private set; }

        /// <summary>The buffer.</summary>
        public byte[] Bytes
        {
            get { return _bytes; }
        }

        /// <summary>The table.</summary>
        protected Texts Texts { get; }

        /// <summary>Goes on at a place of the buffer.</summary>
        public void Reset(int length)
        {
            Length = length;
            Overflow = false;
        }

        /// <summary>Begins an answer.</summary>
        /// <param name="title">What it is about.</param>
        /// <param name="leftS">Seconds after which it may be asked for again by itself until it says 0;
        /// 0 = it is final.</param>
        public abstract void Begin(TextId title, int leftS);

        /// <summary>Begins a row; its value follows.</summary>
        /// <param name="mark">What it means.</param>
        /// <param name="label">What it is.</param>
        /// <param name="percent">Length of a bar, 0 .. 100; <see cref="NoBar"/>.</param>
        /// <param name="isHead">Whether it is the answer in a word.</param>
        public abstract void Row(Mark mark, TextId label, int percent, bool isHead);

        /// <summary>Ends a row.</summary>
        public abstract void EndRow();

        /// <summary>Ends a row with a button for a wired meter.</summary>
        public abstract void EndRow(TextId button, int line, int meter);

        /// <summary>A sentence.</summary>
        public abstract void Note(TextId text);

        /// <summary>Where there is more.</summary>
        /// <param name="text">What it is.</param>
        /// <param name="path">Where the page has it; where it is no file, the language is added.</param>
        /// <param name="command">What to type on the console.</param>
        /// <param name="isFile">Whether it is to be saved.</param>
        public abstract void Link(TextId text, string path, string command, bool isFile);

        /// <summary>Ends the answer.</summary>
        public abstract void End();

        /// <summary>Begins a row without a bar.</summary>
        public void Row(Mark mark, TextId label)
        {
            Row(mark, label, NoBar, false);
        }

        /// <summary>A text of the table.</summary>
        public void Text(TextId id)
        {
            Put(Texts.Of(id, Language));
        }

        /// <summary>A number.</summary>
        public void Number(long value)
        {
            Put(value.ToString());
        }

        /// <summary>A time: 12 s, 3 min, 2 h, 4 d.</summary>
        public void Duration(long seconds)
        {
            long s = seconds < 0 ? 0 : seconds;
            Put(s < 120 ? s.ToString() + " s" : s < 7200 ? (s / 60).ToString() + " min"
                : s < 172800 ? (s / 3600).ToString() + " h" : (s / 86400).ToString() + " d");
        }

        /// <summary>Anything that came from outside: a manufacturer's letters, a name, a rule.</summary>
        public void Foreign(string text)
        {
            int length = text == null ? 0 : text.Length < MaxForeignChars ? text.Length : MaxForeignChars;
            int start = 0;
            for (int i = 0; i < length; i++)
            {
                char c = text[i];
                bool isSpecial = c == '<' || c == '>' || c == '&' || c == '"' || c == '\'' || c == '\\';
                if (isSpecial || IsUnseen(c))
                {
                    Put(text.Substring(start, i - start));
                    Put(isSpecial ? Escape(c) : "?");
                    start = i + 1;
                }
            }

            Put(text == null ? "" : text.Substring(start, length - start));
        }

        /// <summary>The program's own words, markup included.</summary>
        public void Put(string trusted)
        {
            // Most texts are ASCII: their bytes are counted only where room is short.
            int most = trusted.Length * MaxBytesAChar;
            if (most > _bytes.Length - Length)
            {
                Overflow = true;
                return;
            }

            Length += Encoding.UTF8.GetBytes(trusted, 0, trusted.Length, _bytes, Length);
        }

        /// <summary>One of the characters that mean something in a page or in JSON.</summary>
        protected abstract string Escape(char c);

        /// <summary>Sign of a mark.</summary>
        protected static string Sign(Mark mark)
        {
            return mark == Mark.Ok ? "\u2713" : mark == Mark.Warn ? "!" : mark == Mark.Bad ? "\u2717" : "";
        }

        /// <summary>Word of a mark.</summary>
        protected string Word(Mark mark)
        {
            return Texts.Of(
                mark == Mark.Ok ? TextId.MarkOk : mark == Mark.Warn ? TextId.MarkWarn
                : mark == Mark.Bad ? TextId.MarkBad : TextId.MarkInfo, Language);
        }

        // Controls, halves of surrogate pairs, and what turns the direction of writing.
        private static bool IsUnseen(char c)
        {
            return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0xD800 && c < 0xE000)
                || (c >= 0x200B && c < 0x2010) || (c >= 0x2028 && c < 0x202F) || (c >= 0x2066 && c < 0x206A);
        }
    }
}
