using Gateway.Core;

namespace Gateway.Installer
{
    /// <summary>One kind of question. Answers in steps of at most 5,000 IL operations.</summary>
    public abstract class Topic
    {
        /// <summary>A topic.</summary>
        /// <param name="name">Its word in requests.</param>
        /// <param name="title">Its title.</param>
        /// <param name="facts">What it tells of.</param>
        protected Topic(string name, TextId title, IGatewayFacts facts)
        {
            Name = name;
            Title = title;
            Facts = facts;
        }

        /// <summary>Its word in requests.</summary>
        public string Name { get; }

        /// <summary>Its title.</summary>
        public TextId Title { get; }

        /// <summary>Seconds after which it wants to be asked again; 0 = never.</summary>
        public virtual int LeftS
        {
            get { return 0; }
        }

        /// <summary>What it tells of.</summary>
        protected IGatewayFacts Facts { get; }

        /// <summary>Begins.</summary>
        /// <param name="request">What is asked; kept until the answer has ended.</param>
        /// <param name="now">The gateway as it is now.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        public abstract void Begin(TopicRequest request, GatewayFacts now, long nowUs);

        /// <summary>Writes some rows, or works towards them.</summary>
        /// <returns>Whether there is more to come.</returns>
        public abstract bool Step(AnswerWriter answer, long nowUs);

        /// <summary>Writes a row with a number.</summary>
        protected static void Count(AnswerWriter answer, Mark mark, TextId label, long value)
        {
            answer.Row(mark, label);
            answer.Number(value);
            answer.EndRow();
        }

        /// <summary>Writes who a meter is.</summary>
        protected static void Who(AnswerWriter answer, long key)
        {
            uint number = (uint)(key >> 16);
            answer.Put(number.ToString("X8"));
            answer.Put(" ");
            answer.Foreign(Link.ManufacturerCode.ToLetters((int)(key >> 48) & 0x7FFF));
        }

        /// <summary>Word of a link mode.</summary>
        protected static string ModeWord(LinkMode mode)
        {
            return mode == LinkMode.T1 ? "T1" : mode == LinkMode.C1 ? "C1" : mode == LinkMode.S1 ? "S1"
                : mode == LinkMode.LinkIq ? "LIQ" : "?";
        }

        /// <summary>Word of a device type (EN 13757-7, device type table).</summary>
        protected static TextId TypeWord(int deviceType)
        {
            switch (deviceType)
            {
                case 0x02:
                    return TextId.TypeElectricity;
                case 0x03:
                    return TextId.TypeGas;
                case 0x04:
                case 0x0C:
                case 0x0D:
                    return TextId.TypeHeat;
                case 0x06:
                case 0x15:
                    return TextId.TypeWarmWater;
                case 0x07:
                    return TextId.TypeWater;
                case 0x16:
                    return TextId.TypeColdWater;
                case 0x0A:
                case 0x0B:
                    return TextId.TypeCooling;
                case 0x08:
                    return TextId.TypeAllocator;
                case 0x1B:
                    return TextId.TypeSensor;
                case 0x1A:
                    return TextId.TypeSmoke;
                default:
                    return TextId.TypeOther;
            }
        }

        /// <summary>Length of a bar for a power, 0 .. 100.</summary>
        protected static int BarOf(int rssiDbm)
        {
            // −110 dBm, where nothing is received, to −50 dBm.
            int percent = (rssiDbm + 110) * 100 / 60;
            return percent < 0 ? 0 : percent > 100 ? 100 : percent;
        }
    }
}
