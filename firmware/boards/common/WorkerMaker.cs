using Gateway.Core;

namespace Gateway.Boards
{
    /// <summary>Makes a worker: a thread on the board, something deterministic in a simulation.</summary>
    public delegate IWorker WorkerMaker();
}
