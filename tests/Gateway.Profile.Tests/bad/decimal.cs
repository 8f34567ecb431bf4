namespace Sample
{
    public class Money
    {
        private decimal _amount; // ! decimal

        public bool IsSet()
        {
            return _amount > 0.5m; // ! decimal
        }
    }
}
