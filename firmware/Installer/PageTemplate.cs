namespace Gateway.Installer
{
    public sealed class PageTemplate
    {
        public const string Policy = "";
        public const int Login = 0;
        public const int Menu = 0;
        public const int Tail = 0;
        public const int End = 0;

        public string Piece(int index)
        {
            return "";
        }

        public int Slot(int index)
        {
            return 0;
        }
    }
}
