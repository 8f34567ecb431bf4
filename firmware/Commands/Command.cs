using Gateway.Config;
using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary>
    /// One kind of command. Made once; runs one request at a time. <see cref="Parse"/> is called away from
    /// the loop, everything else on it, in slices of at most 2 ms.
    /// </summary>
    public abstract class Command
    {
        /// <summary>A command.</summary>
        /// <param name="name">Last level of its topic.</param>
        /// <param name="needsExpiry">A request without <c>exp</c> is refused.</param>
        /// <param name="needsMac">A request without a good <c>mac</c> is refused.</param>
        protected Command(string name, bool needsExpiry, bool needsMac)
        {
            Name = name;
            NeedsExpiry = needsExpiry;
            NeedsMac = needsMac;
        }

        /// <summary>Last level of its topic.</summary>
        public string Name { get; private set; }

        /// <summary>Whether a request has to say when it expires.</summary>
        public bool NeedsExpiry { get; private set; }

        /// <summary>Whether a request has to be authenticated.</summary>
        public bool NeedsMac { get; private set; }

        /// <summary>Whether what was parsed changes something, and so needs <c>exp</c> and <c>mac</c>
        /// although other requests of this name do not.</summary>
        public virtual bool IsChange
        {
            get { return false; }
        }

        /// <summary>Why it did not end well; shown to the sender.</summary>
        public string Reason { get; protected set; }

        /// <summary>Whether the answer is kept for a repeat; false where a repeat does no harm and there are
        /// many.</summary>
        public virtual bool IsRemembered
        {
            get { return true; }
        }

        /// <summary>What the request that was parsed has for itself, as the name of a line: two of a name
        /// run at a time when theirs differ. null = one at a time.</summary>
        public virtual string Lane
        {
            get { return null; }
        }

        /// <summary>Whether <c>exp</c> is judged by the wall clock; false for the command that sets
        /// it.</summary>
        public virtual bool NeedsClock
        {
            get { return true; }
        }

        /// <summary>Whether the sender is told that it has begun, since its end may be far off. Asked while
        /// it runs, until it is so.</summary>
        public virtual bool AnswersBegin
        {
            get { return false; }
        }

        /// <summary>Reads the body into the command's own fields. Problems go to the cursor, with their
        /// path.</summary>
        public abstract void Parse(ConfigCursor body);

        /// <summary>Reads a part of the body; until the last one nothing of it counts.</summary>
        /// <param name="body">The same in each call.</param>
        /// <returns>Whether there is more of it.</returns>
        public virtual bool ParseOn(ConfigCursor body)
        {
            Parse(body);
            return false;
        }

        /// <summary>Starts what was parsed.</summary>
        /// <param name="request">Its envelope; not kept.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        public abstract CommandStatus Begin(CommandRequest request, long nowUs);

        /// <summary>Goes on while it is Running.</summary>
        public abstract CommandStatus Step(long nowUs);

        /// <summary>Writes members of <c>result</c> after it has ended Ok, a slice at a time.</summary>
        /// <param name="json">Inside the object.</param>
        /// <param name="part">0, 1, 2 ...</param>
        /// <returns>Whether there is another part.</returns>
        public virtual bool WriteResult(JsonWriter json, int part)
        {
            return false;
        }

        /// <summary>A request that was refused before <see cref="Begin"/>, for commands that keep an
        /// audit.</summary>
        public virtual void Refused(
            CommandRequest request, CommandStatus status, string reason, long nowUs)
        {
        }
    }
}
