using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary>What commands can ask of the schedules of the wired lines.</summary>
    public interface IScheduleService
    {
        /// <summary>Jobs of all lines.</summary>
        int Count { get; }

        /// <summary>Whether a change goes on.</summary>
        bool IsBusy { get; }

        /// <summary>Why the last change was not made; null when it was. What is wrong with the request begins
        /// with <c>body.</c></summary>
        string Problem { get; }

        /// <summary>Starts to give a job another time; it counts when it is on file.</summary>
        /// <param name="port">Name of the line.</param>
        /// <param name="job">Name of the job.</param>
        /// <param name="at">Schedule expression.</param>
        /// <returns>False when the worker is busy: try again.</returns>
        bool TrySet(string port, string job, string at);

        /// <summary>Writes the members <c>port</c>, <c>job</c>, <c>at</c>, <c>missed</c>, <c>runs</c>,
        /// <c>missed_runs</c> and, when it is known, <c>next</c> or <c>over</c>.</summary>
        /// <param name="json">Inside an object; some 310 bytes are written at most.</param>
        /// <param name="index">0 .. <see cref="Count"/> − 1.</param>
        void WriteJob(JsonWriter json, int index);
    }
}
