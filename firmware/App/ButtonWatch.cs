// The button on the device: a short press opens the installer's page and console. Looked at 20 times a
// second; a contact that bounces, and one that is stuck, open nothing.
using Gateway.Core;
using Gateway.Installer;

namespace Gateway.App
{
    /// <summary>Watches the button.</summary>
    public sealed class ButtonWatch
    {
        /// <summary>A press that lasts so long is no short one, in microseconds.</summary>
        public const long LongPressUs = 5000000;

        private const long PollUs = 50000;
        private const long NotPressed = -1;

        private readonly IInputPin _pin;
        private readonly InstallerAccess _access; // null: there is nothing to open
        private bool _level;
        private long _pressedUs = NotPressed;

        /// <summary>Watches a button.</summary>
        /// <param name="pin">True while pressed.</param>
        /// <param name="access">What a short press opens; may be null.</param>
        public ButtonWatch(IInputPin pin, InstallerAccess access)
        {
            _pin = pin;
            _access = access;
        }

        /// <summary>When it looks again.</summary>
        public long NextWakeUs { get; private set; }

        /// <summary>Short presses since boot.</summary>
        public uint ShortPresses { get; private set; }

        /// <summary>For how long it has been pressed, in microseconds; 0 = it is not.</summary>
        public long HeldUs(long nowUs)
        {
            return _pressedUs == NotPressed ? 0 : nowUs - _pressedUs;
        }

        /// <summary>Looks at the button when it is time to.</summary>
        public void Step(long nowUs)
        {
            if (nowUs < NextWakeUs)
            {
                return;
            }

            NextWakeUs = nowUs + PollUs;
            bool level = _pin.Read();
            bool isSteady = level == _level; // the same twice: the contact has come to rest
            _level = level;
            if (!isSteady)
            {
                return;
            }

            if (level)
            {
                _pressedUs = _pressedUs == NotPressed ? nowUs : _pressedUs;
            }
            else if (_pressedUs != NotPressed)
            {
                bool isShort = nowUs - _pressedUs < LongPressUs;
                _pressedUs = NotPressed;
                if (isShort)
                {
                    ShortPresses++;
                    _access?.Open("button", nowUs);
                }
            }
        }
    }
}
