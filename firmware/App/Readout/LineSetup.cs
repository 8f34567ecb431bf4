// From the configuration's ports to lines with meters and jobs; what the configuration's reader could not
// check, addresses and schedules, is checked here.
using Gateway.Config;
using Gateway.Core;
using Gateway.Schedule;
using Gateway.Wired;
using Gateway.Wired.Dlt645;
using Gateway.Wired.MBus;

namespace Gateway.App.Readout
{
    /// <summary>What one line is made with.</summary>
    public sealed class LineSetup
    {
        // What the worst of the boards' UART drivers may hold back (LineOptions.HeldBytes).
        private const int HeldBytes = 130;

        // RAM that a board of size mini has left, and what a line of 20 meters takes with its search and the
        // decoding of its records, in bytes: `bench memory`, rounded.
        private const int LeftBytes = 4000;
        private const int LineBytes = 47000;

        private readonly LineConfig _config;
        private readonly LineMeters _meters;
        private readonly ScheduledJob[] _jobs;
        private readonly byte[][] _members;

        private LineSetup(LineConfig config, LineMeters meters)
        {
            _config = config;
            _meters = meters;
            _jobs = new ScheduledJob[config.Jobs.Length];
            _members = new byte[config.Jobs.Length][];
        }

        /// <summary>Number of the board's port.</summary>
        public int Port
        {
            get { return _config.Port; }
        }

        /// <summary>Checks the lines of a configuration and makes their parts.</summary>
        /// <param name="config">As it was read.</param>
        /// <param name="size">What fits.</param>
        /// <param name="lines">The parts, or null.</param>
        /// <param name="error">Path and reason, or null.</param>
        public static bool TryCreate(
            GatewayConfig config, SizeProfile size, out LineSetup[] lines, out string error)
        {
            lines = null;
            error = null;
            if (config.Lines.Length > 0 && size.WiredPorts == 0)
            {
                error = "wired.ports: size mini has no memory for a line: it takes "
                    + LineBytes.ToString() + " bytes, of " + size.BoardBudgetBytes.ToString()
                    + " the rest of the board leaves " + LeftBytes.ToString();
                return false;
            }

            if (config.Lines.Length > size.WiredPorts)
            {
                error = "wired.ports: there are more than " + size.WiredPorts.ToString() + " ports";
                return false;
            }

            LineSetup[] all = new LineSetup[config.Lines.Length];
            int left = size.WiredMeters;
            int kept = JobMemory.Capacity;
            for (int i = 0; i < all.Length; i++)
            {
                string path = "wired.ports[" + i.ToString() + "]";
                LineConfig line = config.Lines[i];
                left -= line.Meters.Length;
                string most = size.WiredMeters.ToString();
                error = left < 0 ? path + ".meters: there are more than " + most + " in all"
                    : line.Jobs.Length > size.WiredJobs
                    ? path + ".jobs: there are more than " + size.WiredJobs.ToString() : null;
                for (int job = 0; job < line.Jobs.Length && error == null; job++)
                {
                    kept -= line.Jobs[job].Missed == "once" ? 1 : 0;
                    error = kept >= 0 ? null : path + ".jobs[" + job.ToString() + "].missed: more than "
                        + JobMemory.Capacity.ToString() + " jobs are once";
                }

                if (error == null && line.Protocol == "dlt645" && !Dlt645Meters.HasSpeed(line.BaudRate))
                {
                    error = path + ".baud: DL/T 645 has 600, 1200 .. 19200";
                }

                if (error == null)
                {
                    all[i] = new LineSetup(line, CreateMeters(line, config.OffsetMinutes));
                    all[i]._meters.MaxFound = size.WiredFound;
                    error = all[i].Fill(path, config);
                }

                if (error != null)
                {
                    return false;
                }
            }

            lines = all;
            return true;
        }

        /// <summary>Whether there are lines of a kind.</summary>
        /// <param name="lines">The parts of all lines.</param>
        /// <param name="isMBus">M-Bus; else DL/T 645.</param>
        public static bool HasKind(LineSetup[] lines, bool isMBus)
        {
            foreach (LineSetup line in lines)
            {
                if ((line._config.Protocol != "dlt645") == isMBus)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Makes the line.</summary>
        /// <param name="port">Its port.</param>
        /// <param name="log">Where its records go.</param>
        public LineStage Create(ISerialPort port, LineLog log)
        {
            LineOptions options = new LineOptions();
            options.Echo = _config.HasEcho;
            options.LatencyUs = _config.LatencyMs * 1000L;
            options.QueueLength = 2;
            options.HeldBytes = HeldBytes;
            LineStage line = new LineStage(_config.Name, port, options, _meters, _jobs.Length, log);
            for (int i = 0; i < _jobs.Length; i++)
            {
                JobConfig job = _config.Jobs[i];
                int slot = -1;
                if (job.Missed == "once")
                {
                    long settledMs;
                    slot = log.Jobs.Claim(_config.Name, job.Name, job.At, out settledMs);
                    _jobs[i].SettledMs = settledMs;
                }

                line.AddJob(_jobs[i], job.Class == "priority", _members[i], slot);
            }

            return line;
        }

        private static LineMeters CreateMeters(LineConfig line, int offsetMinutes)
        {
            if (line.Protocol == "dlt645")
            {
                return new Dlt645Meters(
                    new Dlt645Options(), line.BaudRate, CreateAuthority(line), offsetMinutes,
                    line.Meters.Length, line.Jobs.Length);
            }

            MBusOptions options = new MBusOptions();
            options.BaudRate = line.BaudRate;
            options.WakeBytes = line.WakeBytes;
            return new MBusMeters(options, line.Meters.Length);
        }

        private static Dlt645Authority CreateAuthority(LineConfig line)
        {
            byte[] digits = new byte[4];
            if (line.Password == null || !HexText.TryRead(line.Password, digits))
            {
                return null;
            }

            Dlt645Authority authority = new Dlt645Authority();
            authority.Level = ((digits[0] >> 4) * 10) + (digits[0] & 15);
            authority.Password = (digits[1] << 16) | (digits[2] << 8) | digits[3];
            HexText.TryRead(line.Operator, digits);
            authority.Operator =
                ((uint)digits[0] << 24) | ((uint)digits[1] << 16) | ((uint)digits[2] << 8) | digits[3];
            return authority;
        }

        private string Fill(string path, GatewayConfig config)
        {
            for (int i = 0; i < _config.Meters.Length; i++)
            {
                string error = _meters.Add(_config.Meters[i]);
                if (error != null)
                {
                    return path + ".meters[" + i.ToString() + "]: " + _config.Meters[i] + " " + error;
                }
            }

            for (int i = 0; i < _jobs.Length; i++)
            {
                string error = FillJob(i, config);
                if (error != null)
                {
                    return path + ".jobs[" + i.ToString() + "]." + error;
                }
            }

            return null;
        }

        private string FillJob(int index, GatewayConfig config)
        {
            JobConfig job = _config.Jobs[index];
            CronExpression at;
            string error;
            if (!CronExpression.TryParse(job.At, config.GatewayId, config.OffsetMinutes, out at, out error))
            {
                return "at: " + error;
            }

            error = _meters.SetRegisters(index, job.Registers);
            if (error != null)
            {
                return "registers: " + error;
            }

            MissedRun missed = job.Missed == "once" ? MissedRun.Once : MissedRun.Skip;
            _jobs[index] = new ScheduledJob(job.Name, at, missed);
            _jobs[index].Text = job.At;
            return FillMembers(index, job.Meters);
        }

        private string FillMembers(int index, string[] meters)
        {
            byte[] members = new byte[(_meters.Count / 8) + 1];
            _members[index] = members;
            int count = meters == null ? _meters.Count : meters.Length;
            for (int i = 0; i < count; i++)
            {
                int meter = meters == null ? i : _meters.Find(meters[i]);
                if (meter < 0)
                {
                    return "meters[" + i.ToString() + "]: " + meters[i] + " is not a meter of this port";
                }

                members[meter >> 3] |= (byte)(1 << (meter & 7));
            }

            return null;
        }
    }
}
