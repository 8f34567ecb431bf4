namespace Sample
{
    public enum Colour
    {
        Red,
        Green,
    }

    public class EnumText
    {
        public int Number(Colour colour)
        {
            return (int)colour;
        }

        public string Text(Colour colour)
        {
            return colour.ToString(); // ! enum-text
        }

        public string Concatenated(Colour colour)
        {
            return "is " + colour; // ! enum-text
        }

        public string Interpolated(Colour colour)
        {
            return $"{colour} it is"; // ! enum-text
        }

        public object Foreign(System.DayOfWeek day)
        {
            return day; // ! enum-text
        }
    }
}
