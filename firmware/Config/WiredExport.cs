using Gateway.Core;

namespace Gateway.Config
{
    /// <summary>Writes <c>wired</c> for <see cref="ConfigExport"/>.</summary>
    internal static class WiredExport
    {
        /// <summary>The ports are left out when one has a password: a list that is read replaces the old one,
        /// passwords and all.</summary>
        public static void Write(GatewayConfig config, JsonWriter json)
        {
            json.Name("wired");
            json.BeginObject();
            json.Name("offset_minutes");
            json.Number(config.OffsetMinutes);
            if (!HasPassword(config.Lines))
            {
                json.Name("ports");
                json.BeginArray();
                for (int i = 0; i < config.Lines.Length; i++)
                {
                    WritePort(config.Lines[i], json);
                }

                json.EndArray();
            }

            json.EndObject();
        }

        private static bool HasPassword(LineConfig[] lines)
        {
            for (int i = 0; i < lines.Length; i++)
            {
                if (lines[i].Password != null)
                {
                    return true;
                }
            }

            return false;
        }

        private static void WritePort(LineConfig line, JsonWriter json)
        {
            json.BeginObject();
            ConfigExport.Text(json, "name", line.Name);
            ConfigExport.Number(json, "port", line.Port);
            ConfigExport.Text(json, "protocol", line.Protocol);
            ConfigExport.Number(json, "baud", line.BaudRate);
            json.Name("echo");
            json.Bool(line.HasEcho);
            ConfigExport.Number(json, "latency_ms", line.LatencyMs);
            ConfigExport.Number(json, "wake_bytes", line.WakeBytes);
            ConfigExport.Text(json, "operator", line.Operator);
            WriteTexts(json, "meters", line.Meters);
            json.Name("jobs");
            json.BeginArray();
            for (int i = 0; i < line.Jobs.Length; i++)
            {
                WriteJob(line.Jobs[i], json);
            }

            json.EndArray();
            json.EndObject();
        }

        private static void WriteJob(JobConfig job, JsonWriter json)
        {
            json.BeginObject();
            ConfigExport.Text(json, "name", job.Name);
            ConfigExport.Text(json, "at", job.At);
            ConfigExport.Text(json, "class", job.Class);
            ConfigExport.Text(json, "missed", job.Missed);
            if (job.Meters != null)
            {
                WriteTexts(json, "meters", job.Meters);
            }

            if (job.Registers != null)
            {
                WriteTexts(json, "registers", job.Registers);
            }

            json.EndObject();
        }

        private static void WriteTexts(JsonWriter json, string name, string[] texts)
        {
            json.Name(name);
            json.BeginArray();
            for (int i = 0; i < texts.Length; i++)
            {
                json.String(texts[i]);
            }

            json.EndArray();
        }
    }
}
