namespace Gateway.Installer
{
    /// <summary>An answer as JSON: {"title":..,"left":s,"rows":[{"k":mark,"w":word of the mark,"t":label,
    /// "h":1 head,"b":percent,"v":value,"n":button,"p":line,"m":meter} or {"note":..} or
    /// {"link":path,"f":1 a file,"v":text}]}.</summary>
    public sealed class JsonAnswer : AnswerWriter
    {
        private bool _hasRow;

        /// <summary>A writer over the page's buffer.</summary>
        public JsonAnswer(byte[] bytes, Texts texts)
            : base(bytes, texts)
        {
        }

        /// <inheritdoc/>
        public override void Begin(TextId title, int leftS)
        {
            _hasRow = false;
            Put("{\"title\":\"");
            Text(title);
            Put("\",\"left\":");
            Number(leftS);
            Put(",\"rows\":[");
        }

        /// <inheritdoc/>
        public override void Row(Mark mark, TextId label, int percent, bool isHead)
        {
            Comma();
            Put("{\"k\":" + ((int)mark).ToString() + ",\"s\":\"" + Sign(mark) + "\",\"w\":\"" + Word(mark)
                + "\",\"t\":\"");
            Text(label);
            Put("\",");
            Put(isHead ? "\"h\":1," : "");
            Put(percent == NoBar ? "" : "\"b\":" + percent.ToString() + ",");
            Put("\"v\":\"");
        }

        /// <inheritdoc/>
        public override void EndRow()
        {
            Put("\"}");
        }

        /// <inheritdoc/>
        public override void EndRow(TextId button, int line, int meter)
        {
            Put("\",\"n\":\"");
            Text(button);
            Put("\",\"p\":" + line.ToString() + ",\"m\":" + meter.ToString() + "}");
        }

        /// <inheritdoc/>
        public override void Note(TextId text)
        {
            Comma();
            Put("{\"note\":\"");
            Text(text);
            Put("\"}");
        }

        /// <inheritdoc/>
        public override void Link(TextId text, string path, string command, bool isFile)
        {
            Comma();
            Put("{\"link\":\"" + path + (isFile ? "" : "&l=" + Texts.Tag(Language)) + "\",");
            Put(isFile ? "\"f\":1,\"v\":\"" : "\"v\":\"");
            Text(text);
            Put("\"}");
        }

        /// <inheritdoc/>
        public override void End()
        {
            Put("]}");
        }

        /// <inheritdoc/>
        protected override string Escape(char c)
        {
            const string Digits = "0123456789abcdef";
            return "\\u00" + Digits[c >> 4].ToString() + Digits[c & 15].ToString();
        }

        private void Comma()
        {
            Put(_hasRow ? "," : "");
            _hasRow = true;
        }
    }
}
