namespace Gateway.Wired
{
    /// <summary>What a task wants next.</summary>
    public enum LineVerb
    {
        /// <summary>The task has ended; its result is in the task.</summary>
        Done = 0,

        /// <summary>The exchange is filled: send it and ask again with its result.</summary>
        Send = 1,

        /// <summary>Ask again at <see cref="ILineTask.ResumeUs"/>; the line stays with the task.</summary>
        Wait = 2,
    }
}
