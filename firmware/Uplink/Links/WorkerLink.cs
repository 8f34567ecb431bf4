using Gateway.Core;

namespace Gateway.Uplink.Links
{
    /// <summary>An IP network: sessions come from a factory, block, and run on the network worker.</summary>
    public sealed class WorkerLink : IUplinkLink
    {
        private readonly IMqttSessionFactory _factory;
        private readonly INetworkInterface _interface;

        /// <summary>A link.</summary>
        /// <param name="name">As the configuration has it.</param>
        /// <param name="network">Tells whether the interface is up; null = nobody can tell.</param>
        public WorkerLink(
            string name, IMqttSessionFactory factory, IWorker worker, INetworkInterface network)
        {
            Name = name;
            _factory = factory;
            Worker = worker;
            _interface = network;
        }

        /// <inheritdoc/>
        public string Name { get; }

        /// <inheritdoc/>
        public IWorker Worker { get; }

        /// <inheritdoc/>
        public LinkHealth Health =>
            _interface == null ? LinkHealth.Unknown : _interface.IsUp ? LinkHealth.Up : LinkHealth.Down;

        /// <inheritdoc/>
        public string Trouble => Health == LinkHealth.Down ? "no cable, no access point or no address" : null;

        /// <inheritdoc/>
        public long NextWakeUs => long.MaxValue;

        /// <inheritdoc/>
        public IMqttSession Create()
        {
            return _factory.Create();
        }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
        }
    }
}
