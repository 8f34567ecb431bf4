namespace Gateway.Installer
{
    /// <content>Writes the answer, a piece or a row a slice.</content>
    public sealed partial class InstallerStage
    {
        private void BeginTopic(long nowUs)
        {
            _phase = PagePhase.Topic;
            if (_topic == null)
            {
                if (_answer == _json)
                {
                    Refuse(400);
                    return;
                }

                _phase = PagePhase.Rest;
                return;
            }

            _topic.Begin(_asked, _now, nowUs);
            if (_answer == _plain)
            {
                return; // a file has no title
            }

            _html.Again = "/?t=" + _topic.Name + "&amp;l=" + Texts.Tag(_html.Language)
                + (PageQuery.IsHex(_asked.Digits) ? "&amp;n=" + _asked.Digits : "");
            _answer.Begin(_topic.Title, _topic.LeftS);
        }

        private void GoOn(long nowUs)
        {
            if (_phase == PagePhase.Prepare)
            {
                Prepare(_isIn, _isApi, nowUs);
            }
            else if (_phase == PagePhase.Begin)
            {
                BeginTopic(nowUs);
            }
            else if (_phase == PagePhase.Topic)
            {
                if (!_topic.Step(_answer, nowUs))
                {
                    _answer.End();
                    _phase = _answer == _html ? PagePhase.Rest : PagePhase.Done;
                }
            }
            else if (_phase == PagePhase.Done)
            {
                Send();
            }
            else if (_piece < _end)
            {
                Piece(nowUs);
            }
            else
            {
                NextPart();
            }
        }

        private void NextPart()
        {
            if (_phase == PagePhase.Head)
            {
                _piece = _isIn ? PageTemplate.Menu : PageTemplate.Login;
                _end = _isIn ? PageTemplate.Tail : PageTemplate.Menu;
                _phase = PagePhase.Rest;
            }
            else if (_end != PageTemplate.End)
            {
                _piece = PageTemplate.Tail;
                _end = PageTemplate.End;
            }
            else
            {
                _phase = PagePhase.Done;
            }
        }

        private void Piece(long nowUs)
        {
            int slot = _template.Slot(_piece);
            _html.Put(_template.Piece(_piece));
            _piece++;
            if (slot >= 0)
            {
                _html.Text((TextId)slot);
            }
            else if (slot == PageSlot.Tag)
            {
                _html.Put(Texts.Tag(_html.Language));
            }
            else if (slot == PageSlot.Digits)
            {
                _html.Foreign(_asked.Digits);
            }
            else if (slot == PageSlot.Gateway)
            {
                _html.Foreign(_isIn ? _now.GatewayId : null);
                _html.Put(_isIn ? " \u00B7 " : "");
            }
            else if (slot == PageSlot.Content)
            {
                Content(nowUs);
            }
        }

        private void Content(long nowUs)
        {
            if (_isIn)
            {
                _phase = PagePhase.Begin;
            }
            else if (_problem != TextId.Language)
            {
                _html.Put("<p class=\"e\" role=\"alert\">");
                _html.Text(_problem);
                _html.Put(_problem == TextId.Locked ? " " + Access.LockedS(nowUs).ToString() : "");
                _html.Put("</p>");
            }
        }

        private void Refuse(int status)
        {
            _answer = _html;
            _html.Reset(0);
            _html.Put(status == 303 ? "" : status.ToString());
            _reply.Status = status;
            _reply.ContentType = "text/plain; charset=utf-8";
            _phase = PagePhase.Done;
        }

        private void Send()
        {
            _phase = PagePhase.Idle;
            _reply.Length = _answer.Length;
            if (_answer.Overflow)
            {
                Overflows++;
            }

            _server.Answer(_reply);
        }
    }
}
