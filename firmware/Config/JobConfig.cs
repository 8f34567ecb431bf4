namespace Gateway.Config
{
    /// <summary>One element of <c>wired.ports[].jobs</c>.</summary>
    public sealed class JobConfig
    {
        /// <summary>name: in records and events; 1 .. 24 of [A-Za-z0-9_-].</summary>
        public string Name;

        /// <summary>at: schedule expression (firmware/Schedule/SPEC.md).</summary>
        public string At;

        /// <summary>meters: addresses among those of the line; null = all.</summary>
        public string[] Meters;

        /// <summary>class: "regular" or "priority".</summary>
        public string Class = "regular";

        /// <summary>missed: "skip" or "once".</summary>
        public string Missed = "skip";

        /// <summary>registers: DL/T 645 data identifiers in hexadecimal digits; null = active
        /// energy.</summary>
        public string[] Registers;
    }
}
