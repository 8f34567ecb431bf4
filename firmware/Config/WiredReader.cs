using Gateway.Core;

namespace Gateway.Config
{
    /// <summary>Reads <c>wired</c>: the offset of local time and the ports with their meters and jobs. What
    /// needs a protocol or a schedule to be understood is checked where it is used.</summary>
    internal sealed class WiredReader
    {
        /// <summary>Most ports of a configuration.</summary>
        public const int MaxPorts = 4;

        /// <summary>Most meters of a port: as many as M-Bus has primary addresses.</summary>
        public const int MaxMeters = 250;

        /// <summary>Most jobs of a port.</summary>
        public const int MaxJobs = 16;

        private const int MaxRegisters = 16;
        private const int MaxMeterChars = 32;
        private const int MaxPortName = 16;
        private const int MaxJobName = 24;
        private const int MaxAtChars = 120;

        private readonly string[] _wiredKeys = { "offset_minutes", "ports" };

        private readonly string[] _portKeys =
        {
            "name", "port", "protocol", "baud", "echo", "latency_ms", "wake_bytes", "password", "operator",
            "meters", "jobs",
        };

        private readonly string[] _jobKeys =
        {
            "name", "at", "meters", "class", "missed", "registers",
        };

        private readonly ConfigCursor _cursor;
        private readonly GatewayConfig _config;

        public WiredReader(ConfigCursor cursor, GatewayConfig config)
        {
            _cursor = cursor;
            _config = config;
        }

        /// <summary>Reads the object.</summary>
        public void Read()
        {
            uint seen = 0;
            int key;
            _cursor.BeginObject("wired");
            while ((key = _cursor.NextKey("wired.", _wiredKeys, ref seen)) >= 0)
            {
                if (key == 0)
                {
                    _cursor.Int("wired.offset_minutes", -840, 840, ref _config.OffsetMinutes);
                }
                else
                {
                    ReadPorts();
                }
            }
        }

        private void ReadPorts()
        {
            LineConfig[] ports = new LineConfig[MaxPorts];
            int count = 0;
            _cursor.BeginArray("wired.ports");
            while (_cursor.NextElement())
            {
                string path = "wired.ports[" + count.ToString() + "]";
                if (count == MaxPorts)
                {
                    _cursor.Fail(path, "there are more than " + MaxPorts.ToString() + " ports");
                    return;
                }

                ports[count] = ReadPort(path);
                for (int i = 0; i < count && _cursor.Problem == null; i++)
                {
                    _cursor.Check(ports[i].Name != ports[count].Name, path + ".name", "is given twice");
                    _cursor.Check(ports[i].Port != ports[count].Port, path + ".port", "is given twice");
                }

                count++;
            }

            _config.Lines = new LineConfig[count];
            System.Array.Copy(ports, 0, _config.Lines, 0, count);
        }

        private LineConfig ReadPort(string path)
        {
            LineConfig port = new LineConfig();
            uint seen = 0;
            int key;
            _cursor.CurrentObject(path);
            while ((key = _cursor.NextKey(path + ".", _portKeys, ref seen)) >= 0)
            {
                ReadPortMember(port, path + "." + _portKeys[key], key);
            }

            _cursor.Check((seen & 1) != 0, path + ".name", "is missing");
            _cursor.Check((seen & 2) != 0, path + ".port", "is missing");
            return port;
        }

        private void ReadPortMember(LineConfig port, string path, int key)
        {
            switch (key)
            {
                case 0:
                    ReadName(path, MaxPortName, ref port.Name);
                    break;
                case 1:
                    _cursor.Int(path, 0, MaxPorts - 1, ref port.Port);
                    break;
                case 2:
                    _cursor.Text(path, 1, 16, ref port.Protocol);
                    _cursor.Check(
                        port.Protocol == "mbus" || port.Protocol == "dlt645", path,
                        "must be \"mbus\" or \"dlt645\"");
                    break;
                case 3:
                    _cursor.Int(path, 300, 38_400, ref port.BaudRate);
                    _cursor.Check(IsSpeed(port.BaudRate), path, "must be 300, 600, 1200 .. 38400");
                    break;
                case 4:
                    _cursor.Bool(path, ref port.HasEcho);
                    break;
                case 5:
                    _cursor.Int(path, 0, 2_000, ref port.LatencyMs);
                    break;
                case 6:
                    _cursor.Int(path, 0, 4_096, ref port.WakeBytes);
                    break;
                case 7:
                    ReadDigits(path, ref port.Password);
                    break;
                case 8:
                    ReadDigits(path, ref port.Operator);
                    break;
                case 9:
                    port.Meters = ReadTexts(path, MaxMeters, MaxMeterChars);
                    break;
                default:
                    ReadJobs(port, path);
                    break;
            }
        }

        private void ReadJobs(LineConfig port, string path)
        {
            JobConfig[] jobs = new JobConfig[MaxJobs];
            int count = 0;
            _cursor.BeginArray(path);
            while (_cursor.NextElement())
            {
                string at = path + "[" + count.ToString() + "]";
                if (count == MaxJobs)
                {
                    _cursor.Fail(at, "there are more than " + MaxJobs.ToString() + " jobs");
                    return;
                }

                jobs[count] = ReadJob(at);
                for (int i = 0; i < count && _cursor.Problem == null; i++)
                {
                    _cursor.Check(jobs[i].Name != jobs[count].Name, at + ".name", "is given twice");
                }

                count++;
            }

            port.Jobs = new JobConfig[count];
            System.Array.Copy(jobs, 0, port.Jobs, 0, count);
        }

        private JobConfig ReadJob(string path)
        {
            JobConfig job = new JobConfig();
            uint seen = 0;
            int key;
            _cursor.CurrentObject(path);
            while ((key = _cursor.NextKey(path + ".", _jobKeys, ref seen)) >= 0)
            {
                ReadJobMember(job, path + "." + _jobKeys[key], key);
            }

            _cursor.Check((seen & 1) != 0, path + ".name", "is missing");
            _cursor.Check((seen & 2) != 0, path + ".at", "is missing");
            return job;
        }

        private void ReadJobMember(JobConfig job, string path, int key)
        {
            switch (key)
            {
                case 0:
                    ReadName(path, MaxJobName, ref job.Name);
                    break;
                case 1:
                    _cursor.Text(path, 1, MaxAtChars, ref job.At);
                    break;
                case 2:
                    job.Meters = ReadTexts(path, MaxMeters, MaxMeterChars);
                    break;
                case 3:
                    _cursor.Text(path, 1, 16, ref job.Class);
                    _cursor.Check(
                        job.Class == "regular" || job.Class == "priority", path,
                        "must be \"regular\" or \"priority\"");
                    break;
                case 4:
                    _cursor.Text(path, 1, 16, ref job.Missed);
                    _cursor.Check(
                        job.Missed == "skip" || job.Missed == "once", path,
                        "must be \"skip\" or \"once\"");
                    break;
                default:
                    job.Registers = ReadTexts(path, MaxRegisters, 8);
                    break;
            }
        }

        private void ReadName(string path, int most, ref string name)
        {
            _cursor.Text(path, 1, most, ref name);
            _cursor.Check(GatewayName.IsValidId(name), path, "only A-Z, a-z, 0-9, _ and - are allowed");
        }

        private void ReadDigits(string path, ref string digits)
        {
            _cursor.Text(path, 8, 8, ref digits);
            for (int i = 0; _cursor.Problem == null && i < digits.Length; i++)
            {
                _cursor.Check(digits[i] >= '0' && digits[i] <= '9', path, "must be 8 digits");
            }
        }

        private string[] ReadTexts(string path, int most, int mostChars)
        {
            string[] texts = new string[most];
            int count = 0;
            _cursor.BeginArray(path);
            while (_cursor.NextElement())
            {
                string at = path + "[" + count.ToString() + "]";
                if (count == most)
                {
                    _cursor.Fail(at, "there are more than " + most.ToString());
                    return texts;
                }

                _cursor.CurrentText(at, 1, mostChars, ref texts[count]);
                count++;
            }

            string[] all = new string[count];
            System.Array.Copy(texts, 0, all, 0, count);
            return all;
        }

        private static bool IsSpeed(int baudRate)
        {
            int part = 38400 / baudRate;
            return 38400 % baudRate == 0 && (part & (part - 1)) == 0;
        }
    }
}
