namespace Gateway.Uplink.Modem
{
    /// <summary>One attempt at a connection through the modem. Nothing blocks: everything is told to the
    /// driver, which works when the loop steps it.</summary>
    internal sealed class ModemSession : IMqttSession
    {
        private readonly ModemDriver _driver;

        public ModemSession(ModemDriver driver)
        {
            _driver = driver;
        }

        /// <inheritdoc/>
        public MqttConnectStatus Connect(MqttConnectRequest request, IMqttListener listener)
        {
            return _driver.Connect(this, request, listener);
        }

        /// <inheritdoc/>
        public int Publish(string topic, byte[] payload, bool retain)
        {
            return _driver.Publish(this, topic, payload, retain);
        }

        /// <inheritdoc/>
        public bool Subscribe(string topicFilter)
        {
            return _driver.Subscribe(this, topicFilter);
        }

        /// <inheritdoc/>
        public void Close()
        {
            _driver.Close(this);
        }
    }
}
