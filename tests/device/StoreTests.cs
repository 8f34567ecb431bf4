// The log over files in memory: what was committed is there after a start, byte for byte, whatever the moment
// at which the power went. (The files of the board's flash are another matter: hardware-docs/limits.md.)
using Gateway.Core;
using Gateway.Store;
using nanoFramework.TestFramework;

namespace Gateway.DeviceTests
{
    [TestClass]
    public class StoreTests
    {
        private const uint LogId = 0xC0FFEE01;
        private const int MaxSteps = 5000;

        [TestMethod]
        public void Store_Records_ComeBackInOrder()
        {
            MemoryFiles files = new MemoryFiles();
            StepWorker worker = new StepWorker();
            LogStore store = Create(files, worker);
            Assert.AreEqual((int)StoreStatus.Formatted, (int)store.Open(LogId));
            for (int i = 0; i < 20; i++)
            {
                Append(store, i);
                Settle(store, worker);
            }

            LogRecord record = new LogRecord();
            for (int i = 0; i < 20; i++)
            {
                Assert.IsTrue(Read(store, worker, record));
                Check(record, i);
            }

            Assert.IsFalse(Read(store, worker, record));
        }

        [TestMethod]
        public void Store_StartedAgain_HasWhatWasNotAcknowledged()
        {
            MemoryFiles files = new MemoryFiles();
            StepWorker worker = new StepWorker();
            LogStore store = Create(files, worker);
            store.Open(LogId);
            for (int i = 0; i < 10; i++)
            {
                Append(store, i);
            }

            Settle(store, worker);
            LogRecord record = new LogRecord();
            for (int i = 0; i < 4; i++)
            {
                Assert.IsTrue(Read(store, worker, record));
            }

            store.Acknowledge(RecordQueueKind.Bulk, record.Seq);
            Settle(store, worker);

            store = Create(files, worker);
            Assert.AreEqual((int)StoreStatus.Ok, (int)store.Open(LogId + 1));
            for (int i = 4; i < 10; i++)
            {
                Assert.IsTrue(Read(store, worker, record));
                Check(record, i);
            }

            Assert.IsFalse(Read(store, worker, record));
        }

        [TestMethod]
        [DataRow(1)]
        [DataRow(17)]
        [DataRow(60)]
        public void Store_PowerCutInACommit_KeepsAllCommitsBefore(int bytesToCut)
        {
            MemoryFiles files = new MemoryFiles();
            StepWorker worker = new StepWorker();
            LogStore store = Create(files, worker);
            store.Open(LogId);
            for (int i = 0; i < 5; i++)
            {
                Append(store, i);
                Settle(store, worker);
            }

            files.BytesToCut = bytesToCut;
            Append(store, 5);
            store.Flush();
            long nowUs = 0;
            for (int i = 0; i < MaxSteps && !files.IsOff; i++)
            {
                Step(store, worker, ref nowUs);
            }

            Assert.IsTrue(files.IsOff);
            files.BytesToCut = -1;
            worker = new StepWorker();
            store = Create(files, worker);
            Assert.AreEqual((int)StoreStatus.Ok, (int)store.Open(LogId + 1));
            LogRecord record = new LogRecord();
            for (int i = 0; i < 5; i++)
            {
                Assert.IsTrue(Read(store, worker, record));
                Check(record, i);
            }
        }

        private static LogStore Create(MemoryFiles files, StepWorker worker)
        {
            return new LogStore(files, worker, new StoreProfile(1060, 1200, 2200, 8));
        }

        private static void Append(LogStore store, int number)
        {
            LogRecord record = new LogRecord();
            record.Class = RecordClass.Regular;
            record.TimeMs = 1700000000000L + number;
            record.Quality = TimeQuality.Ntp;
            record.Mode = LinkMode.T1;
            record.RssiDbm = -80 - number;
            record.PayloadLength = 20 + number;
            for (int i = 0; i < record.PayloadLength; i++)
            {
                record.Payload[i] = (byte)(number * 7 + i);
            }

            Assert.IsTrue(store.Append(record));
        }

        private static void Check(LogRecord record, int number)
        {
            Assert.AreEqual((uint)number + 1, record.Seq);
            Assert.AreEqual(1700000000000L + number, record.TimeMs);
            Assert.AreEqual(-80 - number, record.RssiDbm);
            Assert.AreEqual(20 + number, record.PayloadLength);
            for (int i = 0; i < record.PayloadLength; i++)
            {
                Assert.AreEqual((byte)(number * 7 + i), record.Payload[i]);
            }
        }

        private static bool Read(LogStore store, StepWorker worker, LogRecord record)
        {
            long nowUs = 0;
            for (int i = 0; i < MaxSteps; i++)
            {
                if (store.TryRead(RecordQueueKind.Bulk, record))
                {
                    return true;
                }

                if (!Step(store, worker, ref nowUs))
                {
                    return false;
                }
            }

            return false;
        }

        private static void Settle(LogStore store, StepWorker worker)
        {
            long nowUs = 0;
            store.Flush();
            for (int i = 0; i < MaxSteps && !(store.IsSettled && !worker.IsBusy); i++)
            {
                Step(store, worker, ref nowUs);
            }

            Assert.IsTrue(store.IsSettled);
        }

        private static bool Step(LogStore store, StepWorker worker, ref long nowUs)
        {
            worker.Step(nowUs);
            store.Step(nowUs);
            long wakeUs = store.NextWakeUs;
            if (wakeUs == long.MaxValue)
            {
                nowUs += 1000;
                return worker.IsBusy;
            }

            nowUs = wakeUs > nowUs + 100 ? wakeUs : nowUs + 100;
            return true;
        }
    }
}
