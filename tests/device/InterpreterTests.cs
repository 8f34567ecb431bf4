// What the firmware takes for granted of the interpreter, where that is not the same everywhere: arithmetic that
// wraps, exceptions that can be caught, values that are copied. First of all the tests: if one of these is red,
// the others say little.
using System;
using nanoFramework.TestFramework;

namespace Gateway.DeviceTests
{
    [TestClass]
    public class InterpreterTests
    {
        private struct Pair
        {
            public int First;
            public int Second;
        }

        private delegate int Operation(int a, int b);

        [TestMethod]
        public void Arithmetic_BeyondTheRange_Wraps()
        {
            int most = int.MaxValue;
            uint none = 0;
            byte full = 255;
            full++;
            Assert.AreEqual(int.MinValue, most + 1);
            Assert.AreEqual(uint.MaxValue, none - 1);
            Assert.AreEqual(0, (int)full);
            Assert.AreEqual(-2, most * 2);
            Assert.AreEqual(0xFE, (int)(byte)(most - 1));
        }

        [TestMethod]
        public void Arithmetic_64Bits_KeepsAllOfThem()
        {
            ulong factor = 6364136223846793005UL;
            long microseconds = 3600L * 1000000 * 24 * 365;
            Assert.AreEqual(0x060372928D52EBE3UL, factor * 1442695040888963407UL);
            Assert.AreEqual(31536000000000L, microseconds);
            Assert.AreEqual(-7L, -50L / 7);
            Assert.AreEqual(-1L, -50L % 7);
            Assert.AreEqual(-1L, long.MinValue >> 63);
            Assert.AreEqual(1UL, 0x8000000000000000UL >> 63);
        }

        [TestMethod]
        public void Shift_ByMoreThanTheWidth_TakesTheLowBits()
        {
            int one = 1;
            int count = 33;
            Assert.AreEqual(2, one << count);
            Assert.AreEqual(-1, -8 >> 31);
            Assert.AreEqual(1u, 0x80000000u >> 31);
        }

        [TestMethod]
        public void Exception_OfEachKind_CanBeCaught()
        {
            byte[] bytes = new byte[3];
            byte[] nothing = bytes.Length == 3 ? null : bytes;
            int zero = bytes[0];
            int caught = 0;
            try
            {
                bytes[zero + 3] = 1;
            }
            catch (Exception)
            {
                caught |= 1;
            }

            try
            {
                nothing[0] = 1;
            }
            catch (Exception)
            {
                caught |= 2;
            }

            try
            {
                bytes[0] = (byte)(1 / zero);
            }
            catch (Exception)
            {
                caught |= 4;
            }

            try
            {
                Array.Copy(bytes, 0, bytes, 1, 3);
            }
            catch (Exception)
            {
                caught |= 8;
            }

            Assert.AreEqual(15, caught);
        }

        [TestMethod]
        public void Finally_BehindAnException_RunsBeforeTheCatch()
        {
            int order = 0;
            try
            {
                try
                {
                    throw new InvalidOperationException("x");
                }
                finally
                {
                    order = (order * 10) + 1;
                }
            }
            catch (InvalidOperationException e)
            {
                order = (order * 10) + 2;
                Assert.AreEqual("x", e.Message);
            }

            Assert.AreEqual(12, order);
        }

        [TestMethod]
        public void Struct_Assigned_IsCopied()
        {
            Pair a = new Pair();
            a.First = 1;
            Pair b = a;
            b.First = 2;
            b.Second = 3;
            Assert.AreEqual(1, a.First);
            Assert.AreEqual(0, a.Second);
            Assert.AreEqual(2, b.First);
        }

        [TestMethod]
        public void Delegate_WithCapture_SeesTheVariable()
        {
            int factor = 3;
            Operation operation = (a, b) => (a + b) * factor;
            factor = 5;
            Assert.AreEqual(35, operation(3, 4));
        }

        [TestMethod]
        [DataRow("allow", 1)]
        [DataRow("deny", 2)]
        [DataRow("permit", 0)]
        public void Switch_OnText_FindsIt(string word, int expected)
        {
            int found;
            switch (word)
            {
                case "allow":
                    found = 1;
                    break;
                case "deny":
                    found = 2;
                    break;
                default:
                    found = 0;
                    break;
            }

            Assert.AreEqual(expected, found);
        }

        [TestMethod]
        public void ArrayCopy_Overlapping_IsLikeThroughACopy()
        {
            byte[] bytes = { 1, 2, 3, 4, 5, 6 };
            Array.Copy(bytes, 0, bytes, 2, 4);
            Assert.AreEqual("010201020304", Hex.Text(bytes));
            Array.Copy(bytes, 2, bytes, 0, 4);
            Assert.AreEqual("010203040304", Hex.Text(bytes));
        }
    }
}
