using System;
using System.Security.Cryptography;
using Gateway.Core;

namespace Gateway.Core.Tests;

[TestClass]
public sealed class Sha256Tests
{
    [TestMethod]
    public void End_EveryLength_IsWhatNetComputes()
    {
        var hash = new Sha256();
        var bytes = new byte[200];
        for (var length = 0; length <= bytes.Length; length++)
        {
            hash.Begin();
            hash.Add(bytes, 0, length);
            CollectionAssert.AreEqual(SHA256.HashData(bytes[..length]), hash.End(), $"length {length}");
            bytes[length % 200] = (byte)(length * 91);
        }
    }

    /// <summary>A turn at a time, as jobs do it beside a loop that must not wait.</summary>
    [TestMethod]
    public void Turn_EveryLength_GivesTheSameHashInThirdsOfBlocks()
    {
        for (var length = 0; length <= 200; length++)
        {
            var bytes = new byte[length];
            new Random(length).NextBytes(bytes);
            var hash = new Sha256();
            hash.Begin();
            var turns = Add(hash, bytes);
            turns += Add(hash, hash.Padding());
            var found = new byte[Sha256.HashBytes];
            hash.Save(found, 0);
            CollectionAssert.AreEqual(SHA256.HashData(bytes), found, $"length {length}");
            Assert.AreEqual(2 * ((length + 9 + 63) / 64), turns, $"length {length}");
        }
    }

    private static int Add(Sha256 hash, byte[] bytes)
    {
        var turns = 0;
        for (var at = 0; at < bytes.Length;)
        {
            at += hash.Take(bytes, at, bytes.Length - at);
            while (hash.Turn()) // twice: a block has three turns
            {
                turns++;
            }
        }

        return turns;
    }

    [TestMethod]
    [DataRow(64)]
    [DataRow(128)]
    [DataRow(4096)]
    public void Resume_FromASavedState_GoesOn(int saved)
    {
        var bytes = new byte[5000];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(i * 7);
        }

        var first = new Sha256();
        first.Begin();
        first.Add(bytes, 0, saved);
        var state = new byte[40];
        first.Save(state, 8);

        var second = new Sha256();
        second.Resume(state, 8, saved);
        second.Add(bytes, saved, bytes.Length - saved);
        CollectionAssert.AreEqual(SHA256.HashData(bytes), second.End());
    }
}
