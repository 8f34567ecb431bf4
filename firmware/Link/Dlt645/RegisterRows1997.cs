// Data identifiers of DL/T 645-1997, appendix A, by the first digit; the other three digits are matched like
// DI2, DI1, DI0 of the later edition. Source: published protocol descriptions of meter makers and public
// projects; the standard's text was not at hand. Columns as in RegisterRows2007; axis 8 = the last digit is
// the phase, 16 = it is the tariff. The month (this, last, before last) is taken off the second digit before.
namespace Gateway.Link.Dlt645
{
    /// <summary>Rows of edition 1997; read by <see cref="RegisterTable"/> only.</summary>
    internal static class RegisterRows1997
    {
        // Made when first asked for: a board that has no use for them does not pay for them.
        private static byte[] _energies;
        private static byte[] _demands;
        private static byte[] _variables;
        private static byte[] _settings;

        private const byte QActiveForward = (byte)RegisterQuantity.ActiveForward;
        private const byte QActiveReverse = (byte)RegisterQuantity.ActiveReverse;
        private const byte QReactiveQuadrant1 = (byte)RegisterQuantity.ReactiveQuadrant1;
        private const byte QReactiveQuadrant2 = (byte)RegisterQuantity.ReactiveQuadrant2;
        private const byte QReactiveQuadrant3 = (byte)RegisterQuantity.ReactiveQuadrant3;
        private const byte QReactiveQuadrant4 = (byte)RegisterQuantity.ReactiveQuadrant4;
        private const byte QReactiveForward = (byte)RegisterQuantity.ReactiveForward;
        private const byte QReactiveReverse = (byte)RegisterQuantity.ReactiveReverse;
        private const byte QVoltage = (byte)RegisterQuantity.Voltage;
        private const byte QCurrent = (byte)RegisterQuantity.Current;
        private const byte QActivePower = (byte)RegisterQuantity.ActivePower;
        private const byte QReactivePower = (byte)RegisterQuantity.ReactivePower;
        private const byte QPowerFactor = (byte)RegisterQuantity.PowerFactor;
        private const byte QBatteryTime = (byte)RegisterQuantity.BatteryTime;
        private const byte QProgrammings = (byte)RegisterQuantity.Programmings;
        private const byte QProgrammingTime = (byte)RegisterQuantity.ProgrammingTime;
        private const byte QDemandResets = (byte)RegisterQuantity.DemandResets;
        private const byte QDemandResetTime = (byte)RegisterQuantity.DemandResetTime;
        private const byte QPhaseLosses = (byte)RegisterQuantity.PhaseLosses;
        private const byte QPhaseLossTime = (byte)RegisterQuantity.PhaseLossTime;
        private const byte QPhaseLossStart = (byte)RegisterQuantity.PhaseLossStart;
        private const byte QPhaseLossEnd = (byte)RegisterQuantity.PhaseLossEnd;
        private const byte QDate = (byte)RegisterQuantity.Date;
        private const byte QTimeOfDay = (byte)RegisterQuantity.TimeOfDay;
        private const byte QPeriod = (byte)RegisterQuantity.Period;
        private const byte QSlidingPeriod = (byte)RegisterQuantity.SlidingPeriod;
        private const byte QPulseWidth = (byte)RegisterQuantity.PulseWidth;
        private const byte QSetting = (byte)RegisterQuantity.Setting;
        private const byte QDisplaySetting = (byte)RegisterQuantity.DisplaySetting;
        private const byte QMeterNumber = (byte)RegisterQuantity.MeterNumber;
        private const byte QAssetNumber = (byte)RegisterQuantity.AssetNumber;
        private const byte QCustomerNumber = (byte)RegisterQuantity.CustomerNumber;
        private const byte QMeterConstant = (byte)RegisterQuantity.MeterConstant;
        private const byte QStatusWord = (byte)RegisterQuantity.StatusWord;
        private const byte QFeatureWord = (byte)RegisterQuantity.FeatureWord;
        private const byte QSettlementDay = (byte)RegisterQuantity.SettlementDay;
        private const byte QPowerLimit = (byte)RegisterQuantity.PowerLimit;
        private const byte QTariffTable = (byte)RegisterQuantity.TariffTable;
        private const byte QFreezeTime = (byte)RegisterQuantity.FreezeTime;
        private const byte QInitialReading = (byte)RegisterQuantity.InitialReading;
        private const byte Bcd = (byte)RegisterFormat.Bcd;
        private const byte Dat = (byte)RegisterFormat.Date;
        private const byte Tim = (byte)RegisterFormat.Time;
        private const byte Mon = (byte)RegisterFormat.MonthMinute;
        private const byte DHr = (byte)RegisterFormat.DayHour;
        private const byte Dig = (byte)RegisterFormat.Digits;
        private const byte Bit = (byte)RegisterFormat.Bits;
        private const byte None = (byte)RegisterUnit.None;
        private const byte KWh = (byte)RegisterUnit.KilowattHour;
        private const byte Kvarh = (byte)RegisterUnit.KilovarHour;
        private const byte KW = (byte)RegisterUnit.Kilowatt;
        private const byte Kvar = (byte)RegisterUnit.Kilovar;
        private const byte Volt = (byte)RegisterUnit.Volt;
        private const byte Amp = (byte)RegisterUnit.Ampere;
        private const byte Minu = (byte)RegisterUnit.Minute;
        private const byte Msec = (byte)RegisterUnit.Millisecond;
        private const byte ImpKWh = (byte)RegisterUnit.PulsesPerKilowattHour;
        private const byte ImpKvarh = (byte)RegisterUnit.PulsesPerKilovarHour;

        /// <summary>9xxx: XXXXXX.XX.</summary>
        public static byte[] Energies => _energies ??= new byte[]
        {
            0x00, 0x00, 0x01, 0x01, 0x00, 0x0E, 16, QActiveForward, KWh, Bcd, 4, 2,
            0x00, 0x00, 0x02, 0x02, 0x00, 0x0E, 16, QActiveReverse, KWh, Bcd, 4, 2,
            0x01, 0x01, 0x01, 0x01, 0x00, 0x0E, 16, QReactiveForward, Kvarh, Bcd, 4, 2,
            0x01, 0x01, 0x02, 0x02, 0x00, 0x0E, 16, QReactiveReverse, Kvarh, Bcd, 4, 2,
            0x01, 0x01, 0x03, 0x03, 0x00, 0x0E, 16, QReactiveQuadrant1, Kvarh, Bcd, 4, 2,
            0x01, 0x01, 0x04, 0x04, 0x00, 0x0E, 16, QReactiveQuadrant4, Kvarh, Bcd, 4, 2,
            0x01, 0x01, 0x05, 0x05, 0x00, 0x0E, 16, QReactiveQuadrant2, Kvarh, Bcd, 4, 2,
            0x01, 0x01, 0x06, 0x06, 0x00, 0x0E, 16, QReactiveQuadrant3, Kvarh, Bcd, 4, 2,
        };

        /// <summary>Axxx: XX.XXXX.</summary>
        public static byte[] Demands => _demands ??= new byte[]
        {
            0x00, 0x00, 0x01, 0x01, 0x00, 0x0E, 16, QActiveForward + 32, KW, Bcd, 3, 4,
            0x00, 0x00, 0x02, 0x02, 0x00, 0x0E, 16, QActiveReverse + 32, KW, Bcd, 3, 4,
            0x01, 0x01, 0x01, 0x01, 0x00, 0x0E, 16, QReactiveForward + 32, Kvar, Bcd, 3, 4,
            0x01, 0x01, 0x02, 0x02, 0x00, 0x0E, 16, QReactiveReverse + 32, Kvar, Bcd, 3, 4,
            0x01, 0x01, 0x03, 0x03, 0x00, 0x0E, 16, QReactiveQuadrant1 + 32, Kvar, Bcd, 3, 4,
            0x01, 0x01, 0x04, 0x04, 0x00, 0x0E, 16, QReactiveQuadrant4 + 32, Kvar, Bcd, 3, 4,
            0x01, 0x01, 0x05, 0x05, 0x00, 0x0E, 16, QReactiveQuadrant2 + 32, Kvar, Bcd, 3, 4,
            0x01, 0x01, 0x06, 0x06, 0x00, 0x0E, 16, QReactiveQuadrant3 + 32, Kvar, Bcd, 3, 4,
        };

        /// <summary>Bxxx: times of demands, counters, what is measured now.</summary>
        public static byte[] Variables => _variables ??= new byte[]
        {
            0x00, 0x00, 0x01, 0x01, 0x00, 0x0E, 16, QActiveForward + 64, None, Mon, 4, 0,
            0x00, 0x00, 0x02, 0x02, 0x00, 0x0E, 16, QActiveReverse + 64, None, Mon, 4, 0,
            0x01, 0x01, 0x01, 0x01, 0x00, 0x0E, 16, QReactiveForward + 64, None, Mon, 4, 0,
            0x01, 0x01, 0x02, 0x02, 0x00, 0x0E, 16, QReactiveReverse + 64, None, Mon, 4, 0,
            0x01, 0x01, 0x03, 0x03, 0x00, 0x0E, 16, QReactiveQuadrant1 + 64, None, Mon, 4, 0,
            0x01, 0x01, 0x04, 0x04, 0x00, 0x0E, 16, QReactiveQuadrant4 + 64, None, Mon, 4, 0,
            0x01, 0x01, 0x05, 0x05, 0x00, 0x0E, 16, QReactiveQuadrant2 + 64, None, Mon, 4, 0,
            0x01, 0x01, 0x06, 0x06, 0x00, 0x0E, 16, QReactiveQuadrant3 + 64, None, Mon, 4, 0,
            0x02, 0x02, 0x01, 0x01, 0x00, 0x00, 0, QProgrammingTime, None, Mon, 4, 0,
            0x02, 0x02, 0x01, 0x01, 0x01, 0x01, 0, QDemandResetTime, None, Mon, 4, 0,
            0x02, 0x02, 0x01, 0x01, 0x02, 0x02, 0, QProgrammings, None, Bcd, 2, 0,
            0x02, 0x02, 0x01, 0x01, 0x03, 0x03, 0, QDemandResets, None, Bcd, 2, 0,
            0x02, 0x02, 0x01, 0x01, 0x04, 0x04, 0, QBatteryTime, Minu, Bcd, 3, 0,
            0x03, 0x03, 0x01, 0x01, 0x00, 0x03, 8, QPhaseLosses, None, Bcd, 2, 0,
            0x03, 0x03, 0x02, 0x02, 0x00, 0x03, 8, QPhaseLossTime, Minu, Bcd, 3, 0,
            0x03, 0x03, 0x03, 0x03, 0x00, 0x03, 8, QPhaseLossStart, None, Mon, 4, 0,
            0x03, 0x03, 0x04, 0x04, 0x00, 0x03, 8, QPhaseLossEnd, None, Mon, 4, 0,
            0x06, 0x06, 0x01, 0x01, 0x01, 0x03, 8, QVoltage, Volt, Bcd, 2, 0,
            0x06, 0x06, 0x02, 0x02, 0x01, 0x03, 8, QCurrent, Amp, Bcd, 2, 2,
            0x06, 0x06, 0x03, 0x03, 0x00, 0x03, 8, QActivePower, KW, Bcd, 3, 4,
            0x06, 0x06, 0x03, 0x03, 0x04, 0x05, 0, QPowerLimit, KW, Bcd, 2, 2,
            0x06, 0x06, 0x04, 0x04, 0x00, 0x03, 8, QReactivePower, Kvar, Bcd, 2, 2,
            0x06, 0x06, 0x05, 0x05, 0x00, 0x03, 8, QPowerFactor, None, Bcd, 2, 3,
        };

        /// <summary>Cxxx: clock, status words, names, settings.</summary>
        public static byte[] Settings => _settings ??= new byte[]
        {
            0x00, 0x00, 0x01, 0x01, 0x00, 0x00, 0, QDate, None, Dat, 4, 0,
            0x00, 0x00, 0x01, 0x01, 0x01, 0x01, 0, QTimeOfDay, None, Tim, 3, 0,
            0x00, 0x00, 0x02, 0x02, 0x00, 0x00, 0, QStatusWord, None, Bit, 1, 0,
            0x00, 0x00, 0x02, 0x02, 0x01, 0x02, 0, QFeatureWord, None, Bit, 1, 0,
            0x00, 0x00, 0x03, 0x03, 0x00, 0x00, 0, QMeterConstant, ImpKWh, Bcd, 3, 0,
            0x00, 0x00, 0x03, 0x03, 0x01, 0x01, 0, QMeterConstant, ImpKvarh, Bcd, 3, 0,
            0x00, 0x00, 0x03, 0x03, 0x02, 0x02, 0, QMeterNumber, None, Dig, 6, 0,
            0x00, 0x00, 0x03, 0x03, 0x03, 0x03, 0, QCustomerNumber, None, Dig, 6, 0,
            0x00, 0x00, 0x03, 0x03, 0x04, 0x04, 0, QAssetNumber, None, Dig, 6, 0,
            0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0, QPeriod, Minu, Bcd, 1, 0,
            0x01, 0x01, 0x01, 0x01, 0x02, 0x02, 0, QSlidingPeriod, Minu, Bcd, 1, 0,
            0x01, 0x01, 0x01, 0x01, 0x03, 0x06, 0, QDisplaySetting, None, Bcd, 1, 0,
            0x01, 0x01, 0x01, 0x01, 0x07, 0x07, 0, QSettlementDay, None, DHr, 2, 0,
            0x01, 0x01, 0x01, 0x01, 0x08, 0x08, 0, QSetting, None, Bcd, 1, 0,
            0x01, 0x01, 0x01, 0x01, 0x09, 0x09, 0, QInitialReading, KWh, Bcd, 4, 1,
            0x01, 0x01, 0x01, 0x01, 0x0A, 0x0A, 0, QInitialReading, Kvarh, Bcd, 4, 1,
            0x02, 0x02, 0x01, 0x01, 0x01, 0x01, 0, QPulseWidth, Msec, Bcd, 2, 0,
            0x03, 0x03, 0x01, 0x01, 0x00, 0x04, 0, QSetting, None, Bcd, 1, 0,
            0x03, 0x03, 0x02, 0x0A, 0x01, 0x0E, 0, QTariffTable, None, Dig, 3, 0,
            0x04, 0x04, 0x01, 0x01, 0x01, 0x0D, 0, QTariffTable, None, Dig, 3, 0,
            0x04, 0x04, 0x01, 0x01, 0x0E, 0x0E, 0, QSetting, None, Bcd, 1, 0,
            0x05, 0x05, 0x01, 0x01, 0x00, 0x00, 0, QFreezeTime, None, Mon, 4, 0,
            0x05, 0x05, 0x01, 0x01, 0x01, 0x01, 0, QPeriod, Minu, Bcd, 2, 0,
        };
    }
}
