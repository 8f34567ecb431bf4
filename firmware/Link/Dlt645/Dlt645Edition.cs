namespace Gateway.Link.Dlt645
{
    /// <summary>Edition of DL/T 645 that a meter speaks.</summary>
    public enum Dlt645Edition
    {
        /// <summary>Not learned yet.</summary>
        Unknown = 0,

        /// <summary>DL/T 645-1997: data identifiers of two bytes, control code 01 reads.</summary>
        Edition1997 = 1,

        /// <summary>DL/T 645-2007: data identifiers of four bytes, control code 11 reads.</summary>
        Edition2007 = 2,
    }
}
