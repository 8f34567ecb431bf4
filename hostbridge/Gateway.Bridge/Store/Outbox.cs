// Messages that a board was told are safe, until the broker has acknowledged them: one SQLite file, each message in
// a transaction of its own, with the journal in WAL mode and synchronous=FULL, so that a message that Add has
// returned for survives the end of the process and of the power. What was taken out may come back after a power cut
// (the broker then has it twice, with the same lid and seq), never the other way round.
using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Gateway.Bridge.Store;

/// <summary>Store and forward on the bridge's side. All members may be called from any thread.</summary>
public sealed partial class Outbox : IDisposable
{
    private const int FormatVersion = 2;

    private readonly object _gate = new();
    private readonly SqliteConnection _database;
    private readonly long _maxBytes;

    /// <summary>Opens or makes the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxBytes">Most bytes of payload that wait; beyond that nothing is taken.</param>
    /// <exception cref="BridgeException">It cannot be used.</exception>
    public Outbox(string path, long maxBytes = 1L << 30)
    {
        _maxBytes = maxBytes;
        try
        {
            _database = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
            _database.Open();
            Execute("PRAGMA journal_mode=WAL");
            Execute("PRAGMA synchronous=FULL");
            CreateTables(path);
            BridgeId = uint.Parse(Recall("bridge_id") ?? NewId());
            Bytes = (long)Scalar("SELECT COALESCE(SUM(LENGTH(payload)), 0) FROM message");
            Count = (long)Scalar("SELECT COUNT(*) FROM message");
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            _database?.Dispose();
            throw new BridgeException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Number of this store, drawn when it was made.</summary>
    public uint BridgeId { get; }

    /// <summary>Messages that wait.</summary>
    public long Count { get; private set; }

    /// <summary>Bytes of their payloads.</summary>
    public long Bytes { get; private set; }

    /// <summary>Takes a message.</summary>
    /// <returns>true when it is durable; false when the store is full or its disk refuses.</returns>
    public bool TryAdd(BridgeMessage message)
    {
        lock (_gate)
        {
            if (Bytes + message.Payload.Length > _maxBytes)
            {
                return false;
            }

            try
            {
                using var insert = _database.CreateCommand();
                insert.CommandText =
                    "INSERT INTO message (urgent, topic, retain, payload) VALUES ($urgent, $topic, $retain, $payload)";
                insert.Parameters.AddWithValue("$urgent", IsUrgent(message.Topic) ? 1 : 0);
                insert.Parameters.AddWithValue("$topic", message.Topic);
                insert.Parameters.AddWithValue("$retain", message.Retain ? 1 : 0);
                insert.Parameters.AddWithValue("$payload", message.Payload);
                insert.ExecuteNonQuery();
            }
            catch (SqliteException)
            {
                return false;
            }

            Count++;
            Bytes += message.Payload.Length;
            return true;
        }
    }

    /// <summary>The oldest messages, alarms before everything else.</summary>
    /// <param name="most">How many at most.</param>
    /// <param name="except">Ids that are not wanted again.</param>
    public IReadOnlyList<(long Id, BridgeMessage Message)> Read(int most, ICollection<long> except)
    {
        lock (_gate)
        {
            List<(long, BridgeMessage)> found = [];
            using var select = _database.CreateCommand();
            select.CommandText = "SELECT id, topic, retain, payload FROM message ORDER BY urgent DESC, id LIMIT $most";
            select.Parameters.AddWithValue("$most", most + except.Count);
            using var reader = select.ExecuteReader();
            while (found.Count < most && reader.Read())
            {
                var id = reader.GetInt64(0);
                if (!except.Contains(id))
                {
                    found.Add((id, new BridgeMessage(
                        reader.GetString(1), reader.GetFieldValue<byte[]>(3), reader.GetInt64(2) != 0)));
                }
            }

            return found;
        }
    }

    /// <summary>The broker has a message.</summary>
    public void Remove(long id, int payloadBytes)
    {
        lock (_gate)
        {
            using var delete = _database.CreateCommand();
            delete.CommandText = "DELETE FROM message WHERE id = $id";
            delete.Parameters.AddWithValue("$id", id);
            if (delete.ExecuteNonQuery() > 0)
            {
                Count--;
                Bytes -= payloadBytes;
            }
        }
    }

    /// <summary>Nothing waits any more.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            Execute("DELETE FROM message");
            Count = 0;
            Bytes = 0;
        }
    }

    /// <summary>Notes a fact about the board.</summary>
    public void Remember(string name, string value)
    {
        lock (_gate)
        {
            using var upsert = _database.CreateCommand();
            upsert.CommandText = "INSERT INTO fact (name, value) VALUES ($name, $value) " +
                "ON CONFLICT (name) DO UPDATE SET value = excluded.value";
            upsert.Parameters.AddWithValue("$name", name);
            upsert.Parameters.AddWithValue("$value", value);
            upsert.ExecuteNonQuery();
        }
    }

    /// <summary>A fact; null when it was never noted.</summary>
    public string Recall(string name)
    {
        lock (_gate)
        {
            using var select = _database.CreateCommand();
            select.CommandText = "SELECT value FROM fact WHERE name = $name";
            select.Parameters.AddWithValue("$name", name);
            return (string)select.ExecuteScalar();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _database.Dispose();
        }
    }

    private static bool IsUrgent(string topic) => topic.EndsWith("/event/alarm", StringComparison.Ordinal);

    private void CreateTables(string path)
    {
        var version = (long)Scalar("PRAGMA user_version");
        if (version > FormatVersion)
        {
            throw new BridgeException($"{path}: it was made by a later version of the bridge");
        }

        Execute("CREATE TABLE IF NOT EXISTS message (id INTEGER PRIMARY KEY AUTOINCREMENT, urgent INTEGER NOT NULL, " +
            "topic TEXT NOT NULL, retain INTEGER NOT NULL, payload BLOB NOT NULL)");
        Execute("CREATE INDEX IF NOT EXISTS message_order ON message (urgent DESC, id)");
        Execute("CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL)");
        Execute("CREATE TABLE IF NOT EXISTS command (id INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, " +
            "payload BLOB NOT NULL, expires_ms INTEGER NOT NULL, begun INTEGER NOT NULL)");
        Execute($"PRAGMA user_version={FormatVersion}");
    }

    private string NewId()
    {
        var id = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4)).ToString();
        Remember("bridge_id", id);
        return id;
    }

    private void Execute(string sql)
    {
        using var command = _database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private object Scalar(string sql)
    {
        using var command = _database.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
