using System;

namespace nanoFramework.M2Mqtt.Messages
{
    /// <summary>The end of a publish.</summary>
    public class MqttMsgPublishedEventArgs : EventArgs
    {
        /// <summary>Creates the arguments of an acknowledged publish.</summary>
        public MqttMsgPublishedEventArgs(ushort messageId)
            : this(messageId, true)
        {
        }

        /// <summary>Creates the arguments.</summary>
        public MqttMsgPublishedEventArgs(ushort messageId, bool isPublished)
        {
            MessageId = messageId;
            IsPublished = isPublished;
        }

        /// <summary>What Publish returned.</summary>
        public ushort MessageId { get; set; }

        /// <summary>false when the client gave up; the broker may have it all the same.</summary>
        public bool IsPublished { get; set; }
    }
}
