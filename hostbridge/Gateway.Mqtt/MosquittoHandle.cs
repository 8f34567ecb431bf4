using System;
using System.Runtime.InteropServices;

namespace Gateway.Mqtt
{
    /// <summary>
    /// A <c>struct mosquitto *</c>. The marshaller counts the calls that use it, so it is destroyed only
    /// after the last of them has returned, whichever thread closes it.
    /// </summary>
    internal sealed class MosquittoHandle : SafeHandle
    {
        /// <summary>Called by the marshaller.</summary>
        public MosquittoHandle()
            : base(IntPtr.Zero, true)
        {
        }

        /// <inheritdoc/>
        public override bool IsInvalid
        {
            get { return handle == IntPtr.Zero; }
        }

        /// <inheritdoc/>
        protected override bool ReleaseHandle()
        {
            LibMosquitto.Destroy(handle);
            return true;
        }
    }
}
