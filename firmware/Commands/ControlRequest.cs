namespace Gateway.Commands
{
    /// <summary>A request to a valve or a breaker, or to what a meter has stored. Reused.</summary>
    public sealed class ControlRequest : MeterRequest
    {
        /// <summary>The action that changes a password.</summary>
        public const string PasswordAction = "password";

        // DL/T 645's passwords by their register.
        private const string Passwords2007 = "04000C";
        private const string Passwords1997 = "0000C212";

        /// <summary>What to do; the line knows which words its protocol has.</summary>
        public string Action;

        /// <summary>Register that it is about, eight hexadecimal digits; null = none.</summary>
        public string Register;

        /// <summary>What it is to become, as the line's protocol writes it; null = none.</summary>
        public string Value;

        /// <summary>Whether the value is a password: no event tells it.</summary>
        public bool IsSecret
        {
            get
            {
                string register = Register == null ? string.Empty : Register.ToUpper();
                return Action == PasswordAction || register.IndexOf(Passwords2007) == 0
                    || register == Passwords1997;
            }
        }
    }
}
