using System.Collections.Generic;
using Microsoft.Data.Sqlite;

namespace Gateway.Bridge.Store;

/// <content>Commands that wait for the board, as durable as the messages of the other direction.</content>
public sealed partial class Outbox
{
    /// <summary>Times that the disk has refused a note about a command.</summary>
    public long Refusals { get; private set; }

    /// <summary>Takes a command.</summary>
    /// <param name="command">The message.</param>
    /// <param name="expiresMs">When it is too late for it, in milliseconds since 1970-01-01 UTC; 0 = never.</param>
    /// <returns>Its number, now that it is durable; 0 when the disk refuses.</returns>
    public long AddCommand(BridgeMessage command, long expiresMs)
    {
        lock (_gate)
        {
            try
            {
                using var insert = _database.CreateCommand();
                insert.CommandText = "INSERT INTO command (topic, payload, expires_ms, begun) " +
                    "VALUES ($topic, $payload, $expires, 0) RETURNING id";
                insert.Parameters.AddWithValue("$topic", command.Topic);
                insert.Parameters.AddWithValue("$payload", command.Payload);
                insert.Parameters.AddWithValue("$expires", expiresMs);
                return (long)insert.ExecuteScalar();
            }
            catch (SqliteException)
            {
                return 0;
            }
        }
    }

    /// <summary>The commands, oldest first.</summary>
    public IReadOnlyList<StoredCommand> ReadCommands()
    {
        lock (_gate)
        {
            List<StoredCommand> found = [];
            using var select = _database.CreateCommand();
            select.CommandText = "SELECT id, topic, payload, expires_ms, begun FROM command ORDER BY id";
            using var reader = select.ExecuteReader();
            while (reader.Read())
            {
                found.Add(new StoredCommand(
                    reader.GetInt64(0), new BridgeMessage(reader.GetString(1), reader.GetFieldValue<byte[]>(2), false),
                    reader.GetInt64(3)) { IsBegun = reader.GetInt64(4) != 0 });
            }

            return found;
        }
    }

    /// <summary>Notes that the board may have a command from now on.</summary>
    public void BeginCommand(long id) => Change("UPDATE command SET begun = 1 WHERE id = $id", id);

    /// <summary>A command is done with.</summary>
    public void RemoveCommand(long id) => Change("DELETE FROM command WHERE id = $id", id);

    // On a disk that refuses, a command comes again after a restart: the board knows its id.
    private void Change(string sql, long id)
    {
        lock (_gate)
        {
            try
            {
                using var change = _database.CreateCommand();
                change.CommandText = sql;
                change.Parameters.AddWithValue("$id", id);
                change.ExecuteNonQuery();
            }
            catch (SqliteException)
            {
                Refusals++;
            }
        }
    }
}
