namespace Sample
{
    public static class Alpha
    {
        public static readonly int[] Own = new int[2];
        public static readonly int OwnSize = Own.Length;
        public static readonly int Constant = Omega.Limit;
        public static readonly int[] Direct = Omega.Table; // ! static-order
        public static readonly int Called = Omega.Size(); // ! static-order
        public static readonly int Made = new Maker().Value; // ! static-order

        public static int Later()
        {
            return Omega.Table.Length;
        }
    }

    public class Maker
    {
        public int Value;

        public Maker()
        {
            Value = Omega.Size();
        }
    }

    public static class Omega
    {
        public const int Limit = 5;
        public static readonly int[] Table = new int[Limit];

        public static int Size()
        {
            return Table.Length;
        }
    }
}
