// The search for frames in pieces: what a line sends may be a hundred broken or foreign frames, and one slice
// has no time for all of them.
namespace Gateway.Link.Dlt645
{
    /// <summary>Looks for frames, a bounded piece of work at a time; used again and again.</summary>
    public sealed class Dlt645Scan
    {
        // Bytes passed over; a longest frame is summed besides. Some 1,100 and 2,100 IL operations.
        private const int SliceWork = 100;

        // What a frame costs that is found, beside its sum.
        private const int FrameWork = 35;

        private int _at;
        private int _summed;
        private int _work;
        private Dlt645Status _status;

        /// <summary>Begins.</summary>
        /// <param name="offset">First byte.</param>
        public void Begin(int offset)
        {
            _at = offset;
            _summed = 0;
            _status = Dlt645Status.NoStart;
        }

        /// <summary>A slice begins.</summary>
        public void Refill()
        {
            _work = SliceWork;
        }

        /// <summary>Goes on to the next frame. Behind a frame it begins anew.</summary>
        /// <param name="buffer">Bytes from the line; more may have come since.</param>
        /// <param name="end">Behind the last byte.</param>
        /// <param name="isFinal">As in <see cref="Dlt645Codec.TryFind"/>.</param>
        /// <param name="frame">Receives the frame when the result is Ok.</param>
        /// <param name="missing">As in <see cref="Dlt645Codec.TryFind"/>.</param>
        /// <returns>As <see cref="Dlt645Codec.TryFind"/>; Unfinished = to be called again in the next
        /// slice.</returns>
        public Dlt645Status Next(byte[] buffer, int end, bool isFinal, Dlt645Frame frame, out int missing)
        {
            missing = 0;
            if (_work <= 0)
            {
                return Dlt645Status.Unfinished;
            }

            Dlt645Status status = Dlt645Codec.Search(
                buffer, end, isFinal, frame, out missing, ref _at, ref _summed, ref _status, ref _work);
            if (status == Dlt645Status.Ok)
            {
                _work -= FrameWork;
                Begin(frame.End);
            }

            return status;
        }
    }
}
