// Factory wipe: nothing stays but the firmware. Deleting is not enough: littlefs copies on write and
// leaves what was deleted or overwritten in free blocks and in its metadata log (littlefs DESIGN.md),
// FAT leaves a deleted file's clusters as they are. So: overwrite in place (FAT), delete, fill the drive
// with zeros until it is full, release it, and write small files until the metadata has been compacted
// several times over. The order is a file that goes last, so that a wipe which is cut starts again. Not
// reached: a card's spare sectors, the board's network settings.
using Gateway.Commands;
using Gateway.Core;

namespace Gateway.App
{
    /// <summary>Orders a wipe and carries it out.</summary>
    public sealed class Wipe : IWipe, IJob
    {
        private const string OrderFile = "wipe";
        private const string ChurnFile = "wipe-log";
        private const int PieceBytes = 4096;

        // UNVERIFIED-HW: littlefs keeps files of this size in its metadata (at most an eighth of a
        // block), and 160 of them fill 64 KB of it, eight times a pair of blocks.
        private const int ChurnBytes = 400;
        private const int Churns = 160;

        private readonly IFileStore _files;
        private readonly IWorker _worker;

        /// <summary>No order.</summary>
        /// <param name="files">Where the order is kept.</param>
        /// <param name="worker">Writes it.</param>
        public Wipe(IFileStore files, IWorker worker)
        {
            _files = files;
            _worker = worker;
        }

        /// <inheritdoc/>
        public bool IsBusy { get; private set; }

        /// <inheritdoc/>
        public bool IsOrdered { get; private set; }

        /// <summary>Carries out an order that is on file. Blocks, for minutes: at start only.</summary>
        /// <param name="files">Has the order.</param>
        /// <param name="card">Another drive; may be null.</param>
        public static void Finish(IFileStore files, IFileStore card)
        {
            if (card != null && card != files && card.CapacityBytes > 0)
            {
                Clean(card);
                card.Delete(OrderFile);
            }

            Clean(files);
            files.Delete(OrderFile);
        }

        /// <summary>Whether a wipe was begun and has not ended. Blocks.</summary>
        public static bool IsDue(IFileStore files)
        {
            return files.Length(OrderFile) >= 0;
        }

        /// <inheritdoc/>
        public bool TryOrder()
        {
            IsBusy = true;
            IsBusy = _worker.TryStart(this);
            return IsBusy || IsOrdered;
        }

        /// <inheritdoc/>
        public void Run()
        {
            IsOrdered = IsDue(_files) || _files.Create(OrderFile, 1) == FileStatus.Ok;
        }

        /// <inheritdoc/>
        public void Completed(long nowUs, bool faulted)
        {
            IsBusy = false;
            IsOrdered = IsOrdered && !faulted;
        }

        private static void Clean(IFileStore files)
        {
            byte[] zeros = new byte[PieceBytes];
            string[] names = files.List();
            for (int i = 0; i < names.Length; i++)
            {
                if (names[i] != OrderFile)
                {
                    Overwrite(files, names[i], zeros);
                    files.Delete(names[i]);
                }
            }

            Fill(files, zeros);
            Churn(files);
        }

        private static void Overwrite(IFileStore files, string name, byte[] zeros)
        {
            if (files.Kind != FileSystemKind.Fat)
            {
                return;
            }

            int length = files.Length(name);
            for (int at = 0; at < length; at += PieceBytes)
            {
                files.Write(name, at, zeros, 0, length - at < PieceBytes ? length - at : PieceBytes);
            }
        }

        // The order itself grows, so that no moment is without it. On a large card the drive's own share
        // ends it.
        private static void Fill(IFileStore files, byte[] zeros)
        {
            int length = files.Length(OrderFile);
            if (length < 0)
            {
                files.Create(OrderFile, 0);
                length = 0;
            }

            int pieceBytes = PieceBytes;
            bool isWhole = files.Kind == FileSystemKind.Littlefs;
            while (pieceBytes > 0 && (isWhole || length < files.CapacityBytes))
            {
                if (files.Write(OrderFile, length, zeros, 0, pieceBytes) == FileStatus.Ok)
                {
                    length += pieceBytes;
                }
                else
                {
                    // To the last byte: what does not fit as a whole may fit in part.
                    pieceBytes /= 2;
                }
            }

            files.Create(OrderFile, 1);
        }

        private static void Churn(IFileStore files)
        {
            for (int i = 0; i < Churns && files.Kind == FileSystemKind.Littlefs; i++)
            {
                files.Create(ChurnFile, ChurnBytes);
            }

            files.Delete(ChurnFile);
        }
    }
}
