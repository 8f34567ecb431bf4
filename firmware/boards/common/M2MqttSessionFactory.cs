using Gateway.Uplink;

namespace Gateway.Boards
{
    /// <summary>Makes M2Mqtt sessions over the board's IP network.</summary>
    public sealed class M2MqttSessionFactory : IMqttSessionFactory
    {
        /// <inheritdoc/>
        public IMqttSession Create()
        {
            return new M2MqttSession();
        }
    }
}
