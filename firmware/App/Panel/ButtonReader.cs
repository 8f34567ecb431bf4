// A button by its levels over time. Contacts bounce: it is down when it was so at two looks 20 ms
// apart, and up at the first look that finds it so. A button that is down at start (a jammed one, a
// boot strap held low) does not count until it was up.
using Gateway.Core;

namespace Gateway.App.Panel
{
    /// <summary>Tells short from long.</summary>
    public sealed class ButtonReader
    {
        /// <summary>Longest short press, in microseconds.</summary>
        public const long ShortUs = 1000000;

        /// <summary>Shortest long press, in microseconds.</summary>
        public const long LongUs = 5000000;

        // Times of a press that is over, or that never began.
        private const long Up = -1;
        private const long Spent = -2;

        private readonly IAlertPin _pin;
        private bool _wasActive = true;
        private long _downUs = Spent;

        /// <summary>Nothing pressed yet.</summary>
        public ButtonReader(IAlertPin pin)
        {
            _pin = pin;
        }

        /// <summary>Whether it wants to be looked at again soon, and not only at a change.</summary>
        public bool IsBusy
        {
            get { return _wasActive; }
        }

        /// <summary>Looks at the pin.</summary>
        /// <returns><see cref="ButtonPress.Short"/> and <see cref="ButtonPress.Long"/> once a press;
        /// <see cref="ButtonPress.Warned"/> at every look in between.</returns>
        public ButtonPress Step(long nowUs)
        {
            bool isActive = _pin.IsActive;
            bool isSteady = isActive == _wasActive;
            _wasActive = isActive;
            return !isActive ? StepUp(nowUs) : isSteady ? StepDown(nowUs) : ButtonPress.None;
        }

        private ButtonPress StepUp(long nowUs)
        {
            bool isShort = _downUs >= 0 && nowUs - _downUs <= ShortUs;
            _downUs = Up;
            return isShort ? ButtonPress.Short : ButtonPress.None;
        }

        private ButtonPress StepDown(long nowUs)
        {
            _downUs = _downUs == Up ? nowUs : _downUs;
            if (_downUs == Spent || nowUs - _downUs <= ShortUs)
            {
                return ButtonPress.None;
            }

            bool isLong = nowUs - _downUs >= LongUs;
            _downUs = isLong ? Spent : _downUs;
            return isLong ? ButtonPress.Long : ButtonPress.Warned;
        }
    }
}
