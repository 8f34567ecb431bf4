using System;

namespace TestFrameworkShared
{
    /// <summary>A test has failed.</summary>
    public class AssertFailedException : Exception
    {
        /// <summary>Why.</summary>
        public AssertFailedException(string msg)
            : base(msg)
        {
        }
    }
}
