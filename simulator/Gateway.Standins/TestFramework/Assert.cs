using TestFrameworkShared;

namespace nanoFramework.TestFramework
{
    /// <summary>What a test demands; a message is shown behind the values.</summary>
    public sealed class Assert
    {
        /// <summary>Same values.</summary>
        public static void AreEqual(bool expected, bool actual, string message = "")
        {
            Demand(expected == actual, "expected " + expected + ", got " + actual, message);
        }

        /// <summary>Same values.</summary>
        public static void AreEqual(byte expected, byte actual, string message = "")
        {
            Demand(expected == actual, "expected " + expected + ", got " + actual, message);
        }

        /// <summary>Same values.</summary>
        public static void AreEqual(int expected, int actual, string message = "")
        {
            Demand(expected == actual, "expected " + expected + ", got " + actual, message);
        }

        /// <summary>Same values.</summary>
        public static void AreEqual(uint expected, uint actual, string message = "")
        {
            Demand(expected == actual, "expected " + expected + ", got " + actual, message);
        }

        /// <summary>Same values.</summary>
        public static void AreEqual(long expected, long actual, string message = "")
        {
            Demand(expected == actual, "expected " + expected + ", got " + actual, message);
        }

        /// <summary>Same values.</summary>
        public static void AreEqual(ulong expected, ulong actual, string message = "")
        {
            Demand(expected == actual, "expected " + expected + ", got " + actual, message);
        }

        /// <summary>Same values.</summary>
        public static void AreEqual(string expected, string actual, string message = "")
        {
            Demand(expected == actual, "expected " + expected + ", got " + actual, message);
        }

        /// <summary>Other values.</summary>
        public static void AreNotEqual(bool notExpected, bool actual, string message = "")
        {
            Demand(notExpected != actual, "not expected: " + notExpected, message);
        }

        /// <summary>Other values.</summary>
        public static void AreNotEqual(byte notExpected, byte actual, string message = "")
        {
            Demand(notExpected != actual, "not expected: " + notExpected, message);
        }

        /// <summary>Other values.</summary>
        public static void AreNotEqual(int notExpected, int actual, string message = "")
        {
            Demand(notExpected != actual, "not expected: " + notExpected, message);
        }

        /// <summary>Other values.</summary>
        public static void AreNotEqual(uint notExpected, uint actual, string message = "")
        {
            Demand(notExpected != actual, "not expected: " + notExpected, message);
        }

        /// <summary>Other values.</summary>
        public static void AreNotEqual(long notExpected, long actual, string message = "")
        {
            Demand(notExpected != actual, "not expected: " + notExpected, message);
        }

        /// <summary>Other values.</summary>
        public static void AreNotEqual(ulong notExpected, ulong actual, string message = "")
        {
            Demand(notExpected != actual, "not expected: " + notExpected, message);
        }

        /// <summary>Other values.</summary>
        public static void AreNotEqual(string notExpected, string actual, string message = "")
        {
            Demand(notExpected != actual, "not expected: " + notExpected, message);
        }

        /// <summary>The other outcome fails.</summary>
        public static void IsTrue(bool condition, string message = "")
        {
            Demand(condition, "not true", message);
        }

        /// <summary>The other outcome fails.</summary>
        public static void IsFalse(bool condition, string message = "")
        {
            Demand(!condition, "not false", message);
        }

        /// <summary>The other outcome fails.</summary>
        public static void IsNull(object value, string message = "")
        {
            Demand(value == null, "not null", message);
        }

        /// <summary>The other outcome fails.</summary>
        public static void IsNotNull(object value, string message = "")
        {
            Demand(value != null, "null", message);
        }

        private static void Demand(bool isMet, string what, string message)
        {
            if (!isMet)
            {
                throw new AssertFailedException(message.Length == 0 ? what : what + ": " + message);
            }
        }
    }
}
