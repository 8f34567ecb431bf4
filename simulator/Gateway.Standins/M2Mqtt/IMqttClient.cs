using System;
using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt
{
    /// <summary>The part of nanoFramework.M2Mqtt.Core's interface that the firmware uses.</summary>
    public interface IMqttClient
    {
        /// <summary>Handler of a message of a subscription.</summary>
        delegate void MqttMsgPublishEventHandler(object sender, MqttMsgPublishEventArgs e);

        /// <summary>Handler of the end of a publish.</summary>
        delegate void MqttMsgPublishedEventHandler(object sender, MqttMsgPublishedEventArgs e);

        /// <summary>Handler of a closed connection.</summary>
        delegate void ConnectionClosedEventHandler(object sender, EventArgs e);

        /// <summary>A message came for a subscription.</summary>
        event MqttMsgPublishEventHandler MqttMsgPublishReceived;

        /// <summary>A publish was acknowledged or given up.</summary>
        event MqttMsgPublishedEventHandler MqttMsgPublished;

        /// <summary>The connection is closed, by either side.</summary>
        event ConnectionClosedEventHandler ConnectionClosed;

        /// <summary>Whether the connection stands.</summary>
        bool IsConnected { get; }

        /// <summary>Sends DISCONNECT and closes.</summary>
        void Disconnect();

        /// <summary>Closes and frees everything.</summary>
        void Close();
    }
}
