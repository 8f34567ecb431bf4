namespace Sample
{
    public class ArrayRank
    {
        private int[][] _jagged = new int[2][];
        private int[,] _grid; // ! array-rank

        public int Run()
        {
            _grid = new int[2, 2]; // ! array-rank
            return _jagged.Length;
        }
    }
}
