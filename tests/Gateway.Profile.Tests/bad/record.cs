namespace Sample
{
    public record Reading // ! record
    {
        public int Value;
    }
}
