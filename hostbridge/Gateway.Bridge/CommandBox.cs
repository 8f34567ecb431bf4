// Commands between the broker and the board: durable from the moment that they have come, a bounded number of them,
// one at a time on the line. Who sent a command hears of it in any case: from the gateway, or from here when it
// was too late, too long, or had to give way to others. A command that the board may have already is the board's to
// answer; only what never left is refused here.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Gateway.Bridge.Store;

namespace Gateway.Bridge;

/// <summary>Commands that wait for the board. All members may be called from any thread.</summary>
public sealed class CommandBox
{
    /// <summary>Most that wait.</summary>
    public const int Most = 64;

    /// <summary>Longest that is kept: more than any gateway takes.</summary>
    public const int MaxPayloadBytes = 16_384;

    // A gateway's inbox holds four commands: the next one is sent when the last one is answered, or has been there
    // for so long.
    private const long PatienceUs = 2_000_000;

    private readonly object _gate = new();
    private readonly Outbox _outbox;
    private readonly Func<long> _unixMs;
    private readonly List<StoredCommand> _waiting;
    private long _notBeforeUs;

    /// <summary>The commands that wait in a store.</summary>
    /// <param name="outbox">Keeps them, and the answers to those that are refused.</param>
    /// <param name="unixMs">Milliseconds since 1970-01-01 UTC; 0 = not known.</param>
    public CommandBox(Outbox outbox, Func<long> unixMs)
    {
        _outbox = outbox;
        _unixMs = unixMs;
        _waiting = [.. outbox.ReadCommands()];
    }

    /// <summary>Commands that wait or are on their way.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Commands that were refused here.</summary>
    public long Refused { get; private set; }

    /// <summary>Takes a command; when there are too many, the oldest gives way.</summary>
    public void Add(BridgeMessage command)
    {
        lock (_gate)
        {
            if (command.Payload.Length > MaxPayloadBytes)
            {
                Refuse(command, "bad_request", TooLong(command));
                return;
            }

            // One that is too late already is the gateway's to answer: it may have carried it out before.
            var expiresMs = new CommandEnvelope(command).ExpiresMs;
            expiresMs = expiresMs > _unixMs() ? expiresMs : 0;
            var id = _outbox.AddCommand(command, expiresMs);
            if (id == 0)
            {
                Refuse(command, "failed", "the bridge's disk refuses it");
                return;
            }

            _waiting.Add(new StoredCommand(id, command, expiresMs));
            if (_waiting.Count > Most)
            {
                var oldest = _waiting.First(one => !one.IsBegun);
                Refuse(oldest.Message, "busy", string.Create(
                    CultureInfo.InvariantCulture, $"the gateway is not there, and {Most} later commands wait for it"));
                Remove(oldest);
            }
        }
    }

    /// <summary>The oldest command, which the board may have from now on.</summary>
    /// <param name="nowUs">Any clock that only goes forward.</param>
    /// <returns>null when there is none, or the board is busy with the one before.</returns>
    public BridgeMessage Begin(long nowUs)
    {
        lock (_gate)
        {
            Expire();
            if (_waiting.Count == 0 || nowUs < _notBeforeUs)
            {
                return null;
            }

            var oldest = _waiting[0];
            if (!oldest.IsBegun)
            {
                oldest.IsBegun = true;
                _outbox.BeginCommand(oldest.Id);
            }

            return oldest.Message;
        }
    }

    /// <summary>That one has arrived at the board, or never will.</summary>
    /// <param name="arrived">false: it is too long for the board.</param>
    /// <param name="nowUs">The clock of <see cref="Begin"/>.</param>
    /// <returns>The command.</returns>
    public BridgeMessage Delivered(bool arrived, long nowUs)
    {
        lock (_gate)
        {
            var oldest = _waiting[0];
            if (arrived)
            {
                _notBeforeUs = nowUs + PatienceUs;
            }
            else
            {
                Refuse(oldest.Message, "bad_request", TooLong(oldest.Message));
            }

            Remove(oldest);
            return oldest.Message;
        }
    }

    /// <summary>The board has published: an answer makes way for the next command.</summary>
    public void Answered(string topic)
    {
        if (topic.EndsWith("/event/resp", StringComparison.Ordinal))
        {
            lock (_gate)
            {
                _notBeforeUs = 0;
            }
        }
    }

    /// <summary>Refuses what has waited for too long.</summary>
    public void Expire()
    {
        lock (_gate)
        {
            var unixMs = _unixMs();
            for (var i = _waiting.Count - 1; i >= 0; i--)
            {
                var one = _waiting[i];
                if (!one.IsBegun && one.ExpiresMs > 0 && unixMs >= one.ExpiresMs)
                {
                    Refuse(one.Message, "expired", "exp: has passed while the gateway was not there");
                    Remove(one);
                }
            }
        }
    }

    private static string TooLong(BridgeMessage command) => string.Create(
        CultureInfo.InvariantCulture, $"{command.Payload.Length} bytes are too long for the gateway");

    // The answer first: a bridge that is killed in between gives it twice.
    private void Refuse(BridgeMessage command, string code, string error)
    {
        Refused++;
        if (new CommandEnvelope(command).Answer(code, error) is { } answer)
        {
            _outbox.TryAdd(answer);
        }
    }

    private void Remove(StoredCommand command)
    {
        _outbox.RemoveCommand(command.Id);
        _waiting.Remove(command);
    }
}
