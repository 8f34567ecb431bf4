using System;
using System.Security.Cryptography;

namespace Gateway.Core.Tests;

[TestClass]
public sealed class HmacWalkTests
{
    [TestMethod]
    public void Step_RandomMessages_EndsWithTheDesktopsTag()
    {
        const int Seed = 4231;
        Random random = new(Seed);
        HmacWalk walk = new();
        for (int i = 0; i < 500; i++)
        {
            byte[] key = new byte[random.Next(65)];
            byte[] message = new byte[random.Next(300)];
            random.NextBytes(key);
            random.NextBytes(message);
            byte[] head = message[..random.Next(message.Length + 1)];
            byte[] around = [1, 2, 3, .. message.AsSpan(head.Length), 4, 5];
            byte[] given = [.. key];

            walk.Begin(key, head, around, 3, message.Length - head.Length);
            int steps = 0;
            while (walk.Step())
            {
                Assert.IsNull(walk.Tag);
                Assert.IsLessThan(60, steps++);
            }

            CollectionAssert.AreEqual(HMACSHA256.HashData(key, message), walk.Tag, $"case {i}, seed {Seed}");
            CollectionAssert.AreEqual(given, key, "the key is the caller's");
        }
    }

    [TestMethod]
    public void Begin_InTheMiddleOfAnother_StartsAnew()
    {
        byte[] key = [7, 8, 9];
        byte[] message = new byte[100];
        HmacWalk walk = new();
        walk.Begin(key, message, message, 0, 0);
        for (int i = 0; i < 5; i++)
        {
            Assert.IsTrue(walk.Step());
        }

        walk.Begin(key, message, message, 0, 0);
        while (walk.Step())
        {
        }

        CollectionAssert.AreEqual(HMACSHA256.HashData(key, message), walk.Tag);
    }
}
