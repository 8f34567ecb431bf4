namespace Gateway.Installer
{
    /// <summary>All topics, by their words.</summary>
    public sealed class Topics
    {
        private readonly Topic[] _topics;

        /// <summary>Makes them.</summary>
        public Topics(IGatewayFacts facts)
        {
            Topic antenna = new AntennaTopic(facts);
            Topic way = new WayTopic(facts);
            Topic worst = new WorstTopic(facts);
            Topic drops = new DropsTopic(facts);
            Topic wired = new WiredTopic(facts);
            SurveyFile = new SurveyCsv(facts);
            _topics = new Topic[]
            {
                new HearTopic(facts), new ListenTopic(facts), antenna, way, worst, new LiveTopic(facts),
                wired, drops, new ReportTopic(facts, new Topic[] { antenna, way, drops, worst, wired }),
                new SurveyTopic(facts),
            };
        }

        /// <summary>The survey as a file.</summary>
        public Topic SurveyFile { get; }

        /// <summary>A topic.</summary>
        /// <param name="name">Its word; may be anything.</param>
        /// <returns>Null when there is none.</returns>
        public Topic Find(string name)
        {
            for (int i = 0; i < _topics.Length; i++)
            {
                if (_topics[i].Name == name)
                {
                    return _topics[i];
                }
            }

            return null;
        }
    }
}
