using Gateway.Core;

namespace Gateway.Uplink.Links
{
    /// <summary>One way to the broker: an IP network with an MQTT client above it, or a modem that speaks
    /// MQTT itself.</summary>
    public interface IUplinkLink : IMqttSessionFactory
    {
        /// <summary>Its name in configuration and statistics: "ethernet", "wifi", "modem".</summary>
        string Name { get; }

        /// <summary>Runs the blocking calls of its sessions.</summary>
        IWorker Worker { get; }

        /// <summary>What it knows of itself; cheap, asked once a second.</summary>
        LinkHealth Health { get; }

        /// <summary>Why it does not work, for a person; null when nothing is wrong.</summary>
        string Trouble { get; }

        /// <summary>As <see cref="IStage.NextWakeUs"/>; <see cref="long.MaxValue"/> for a link that does all
        /// its work in sessions.</summary>
        long NextWakeUs { get; }

        /// <summary>As <see cref="IStage.Step"/>.</summary>
        void Step(long nowUs);
    }
}
