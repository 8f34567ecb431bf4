namespace Gateway.Link.Dlt645
{
    /// <summary>Which part of a data identifier stands for all values, which makes it a block.</summary>
    public enum BlockPosition
    {
        /// <summary>None: a single register.</summary>
        None = 0,

        /// <summary>DI0; in the 1997 edition the last digit.</summary>
        Last = 1,

        /// <summary>DI1; in the 1997 edition the third digit.</summary>
        Second = 2,

        /// <summary>DI2, or more than one: the data do not tell where the parts end.</summary>
        Several = 3,
    }
}
