namespace Gateway.Config
{
    /// <summary>One entry of "tenants".</summary>
    public sealed class TenantConfig
    {
        /// <summary>Most characters of an id.</summary>
        public const int MaxIdLength = 16;

        /// <summary>Level of its topics: 1 .. 16 of [A-Za-z0-9_-].</summary>
        public string Id;

        /// <summary>Its meter list, one rule a line.</summary>
        public string[] Rules = new string[0];
    }
}
