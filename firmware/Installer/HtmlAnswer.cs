namespace Gateway.Installer
{
    /// <summary>An answer as a part of the page.</summary>
    public sealed class HtmlAnswer : AnswerWriter
    {
        private bool _isList;

        /// <summary>Where an answer that is not final is asked for again, escaped.</summary>
        public string Again { get; set; }

        /// <summary>A writer over the page's buffer.</summary>
        public HtmlAnswer(byte[] bytes, Texts texts)
            : base(bytes, texts)
        {
        }

        /// <inheritdoc/>
        public override void Begin(TextId title, int leftS)
        {
            Put("<h2>");
            Text(title);
            Put("</h2>");
            if (leftS > 0)
            {
                // Without script the page asks again by itself; what was posted is not posted again.
                Put("<noscript><meta http-equiv=\"refresh\" content=\"5;url=" + Again + "\"></noscript>");
            }
        }

        /// <inheritdoc/>
        public override void Row(Mark mark, TextId label, int percent, bool isHead)
        {
            Open(true);
            Put(isHead ? "<div class=\"h k" : "<div class=\"k");
            Put(((int)mark).ToString());
            Put("\"><dt>");
            Text(label);
            Put("</dt><dd>");
            if (mark != Mark.Info)
            {
                Put("<b aria-hidden=\"true\">" + Sign(mark) + "</b><i>" + Word(mark) + ": </i>");
            }

            if (percent != NoBar)
            {
                Put("<meter min=\"0\" max=\"100\" aria-hidden=\"true\" value=\"" + percent.ToString()
                    + "\"></meter> ");
            }
        }

        /// <inheritdoc/>
        public override void EndRow()
        {
            Put("</dd></div>");
        }

        /// <inheritdoc/>
        public override void EndRow(TextId button, int line, int meter)
        {
            Put("<form method=\"post\" action=\"/\"><input type=\"hidden\" name=\"t\" value=\"wired\">"
                + "<input type=\"hidden\" name=\"p\" value=\"" + line.ToString()
                + "\"><input type=\"hidden\" name=\"m\" value=\"" + meter.ToString()
                + "\"><input type=\"hidden\" name=\"l\" value=\"" + Texts.Tag(Language) + "\"><button>");
            Text(button);
            Put("</button></form></dd></div>");
        }

        /// <inheritdoc/>
        public override void Note(TextId text)
        {
            Open(false);
            Put("<p>");
            Text(text);
            Put("</p>");
        }

        /// <inheritdoc/>
        public override void Link(TextId text, string path, string command, bool isFile)
        {
            Open(false);
            Put(isFile ? "<p><a class=\"d\" download href=\"" : "<p><a class=\"d\" href=\"");
            Put(isFile ? path + "\">" : path + "&amp;l=" + Texts.Tag(Language) + "\">");
            Text(text);
            Put("</a></p>");
        }

        /// <inheritdoc/>
        public override void End()
        {
            Open(false);
        }

        /// <inheritdoc/>
        protected override string Escape(char c)
        {
            return "&#" + ((int)c).ToString() + ";";
        }

        private void Open(bool isList)
        {
            if (_isList != isList)
            {
                _isList = isList;
                Put(isList ? "<dl>" : "</dl>");
            }
        }
    }
}
