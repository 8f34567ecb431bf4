namespace Gateway.Installer
{
    /// <summary>An answer as lines of text, for the console.</summary>
    public sealed class PlainAnswer : AnswerWriter
    {
        /// <summary>A writer over the console's buffer.</summary>
        public PlainAnswer(byte[] bytes, Texts texts)
            : base(bytes, texts)
        {
        }

        /// <inheritdoc/>
        public override void Begin(TextId title, int leftS)
        {
            Put("== ");
            Text(title);
            Put("\r\n");
        }

        /// <inheritdoc/>
        public override void Row(Mark mark, TextId label, int percent, bool isHead)
        {
            Put(mark == Mark.Ok ? " + " : mark == Mark.Warn ? " ! " : mark == Mark.Bad ? " X " : "   ");
            Text(label);
            Put(": ");
        }

        /// <inheritdoc/>
        public override void EndRow()
        {
            Put("\r\n");
        }

        /// <inheritdoc/>
        public override void EndRow(TextId button, int line, int meter)
        {
            Put(meter < 0 ? "  [search " + line.ToString() + "]\r\n"
                : "  [wired " + line.ToString() + " " + meter.ToString() + "]\r\n");
        }

        /// <inheritdoc/>
        public override void Note(TextId text)
        {
            Put("   ");
            Text(text);
            Put("\r\n");
        }

        /// <inheritdoc/>
        public override void Link(TextId text, string path, string command, bool isFile)
        {
            Put("   ");
            Text(text);
            Put(": " + command + "\r\n");
        }

        /// <inheritdoc/>
        public override void End()
        {
        }

        /// <inheritdoc/>
        protected override string Escape(char c)
        {
            return c.ToString();
        }
    }
}
