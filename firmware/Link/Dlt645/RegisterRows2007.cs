// Data identifiers of DL/T 645-2007, appendix A (tables A.1 .. A.8), by DI3. Source: identifier tables in
// published protocol descriptions of meter makers and public projects; the standard's text was not at hand.
// A row: DI2, DI1, DI0 from .. to; axes; quantity, unit, format, bytes of a value, digits behind the point.
// Axes: 1 = DI1 is the tariff, 2 = DI1 is the phase, 4 = DI0 is the storage, 16 = the tariff counts up in the
// data, 32 = values repeat. The first row that fits counts.
namespace Gateway.Link.Dlt645
{
    /// <summary>Rows of edition 2007; read by <see cref="RegisterTable"/> only.</summary>
    internal static class RegisterRows2007
    {
        // Made when first asked for: a board that has no use for them does not pay for them.
        private static byte[] _energies;
        private static byte[] _demands;
        private static byte[] _variables;
        private static byte[] _events;
        private static byte[] _settings;
        private static byte[] _freezes;
        private static byte[] _loads;
        private static byte[] _tripEvents;
        private static byte[] _closeEvents;

        private const byte QActiveCombined = (byte)RegisterQuantity.ActiveCombined;
        private const byte QActiveForward = (byte)RegisterQuantity.ActiveForward;
        private const byte QActiveReverse = (byte)RegisterQuantity.ActiveReverse;
        private const byte QReactiveCombined1 = (byte)RegisterQuantity.ReactiveCombined1;
        private const byte QReactiveCombined2 = (byte)RegisterQuantity.ReactiveCombined2;
        private const byte QReactiveQuadrant1 = (byte)RegisterQuantity.ReactiveQuadrant1;
        private const byte QReactiveQuadrant2 = (byte)RegisterQuantity.ReactiveQuadrant2;
        private const byte QReactiveQuadrant3 = (byte)RegisterQuantity.ReactiveQuadrant3;
        private const byte QReactiveQuadrant4 = (byte)RegisterQuantity.ReactiveQuadrant4;
        private const byte QApparentForward = (byte)RegisterQuantity.ApparentForward;
        private const byte QApparentReverse = (byte)RegisterQuantity.ApparentReverse;
        private const byte QAssociated = (byte)RegisterQuantity.Associated;
        private const byte QFundamentalForward = (byte)RegisterQuantity.FundamentalForward;
        private const byte QFundamentalReverse = (byte)RegisterQuantity.FundamentalReverse;
        private const byte QHarmonicForward = (byte)RegisterQuantity.HarmonicForward;
        private const byte QHarmonicReverse = (byte)RegisterQuantity.HarmonicReverse;
        private const byte QCopperLoss = (byte)RegisterQuantity.CopperLoss;
        private const byte QIronLoss = (byte)RegisterQuantity.IronLoss;
        private const byte QRemainingEnergy = (byte)RegisterQuantity.RemainingEnergy;
        private const byte QOverdraftEnergy = (byte)RegisterQuantity.OverdraftEnergy;
        private const byte QRemainingAmount = (byte)RegisterQuantity.RemainingAmount;
        private const byte QOverdraftAmount = (byte)RegisterQuantity.OverdraftAmount;
        private const byte QPurchasedEnergy = (byte)RegisterQuantity.PurchasedEnergy;
        private const byte QPurchasedAmount = (byte)RegisterQuantity.PurchasedAmount;
        private const byte QEnergyBefore = (byte)RegisterQuantity.EnergyBeforePurchase;
        private const byte QAmountBefore = (byte)RegisterQuantity.AmountBeforePurchase;
        private const byte QEnergyInAll = (byte)RegisterQuantity.PurchasedEnergyTotal;
        private const byte QAmountInAll = (byte)RegisterQuantity.PurchasedAmountTotal;
        private const byte QActiveOfPeriod = (byte)RegisterQuantity.ActiveCombinedOfPeriod;
        private const byte QPurchases = (byte)RegisterQuantity.Purchases;
        private const byte QPurchaseTime = (byte)RegisterQuantity.PurchaseTime;
        private const byte QStepLimit = (byte)RegisterQuantity.StepLimit;
        private const byte QStepPrice = (byte)RegisterQuantity.StepPrice;
        private const byte QVoltage = (byte)RegisterQuantity.Voltage;
        private const byte QCurrent = (byte)RegisterQuantity.Current;
        private const byte QActivePower = (byte)RegisterQuantity.ActivePower;
        private const byte QReactivePower = (byte)RegisterQuantity.ReactivePower;
        private const byte QApparentPower = (byte)RegisterQuantity.ApparentPower;
        private const byte QPowerFactor = (byte)RegisterQuantity.PowerFactor;
        private const byte QPhaseAngle = (byte)RegisterQuantity.PhaseAngle;
        private const byte QVoltageDistortion = (byte)RegisterQuantity.VoltageDistortion;
        private const byte QCurrentDistortion = (byte)RegisterQuantity.CurrentDistortion;
        private const byte QVoltageHarmonic = (byte)RegisterQuantity.VoltageHarmonic;
        private const byte QCurrentHarmonic = (byte)RegisterQuantity.CurrentHarmonic;
        private const byte QNeutralCurrent = (byte)RegisterQuantity.NeutralCurrent;
        private const byte QFrequency = (byte)RegisterQuantity.Frequency;
        private const byte QAveragePower = (byte)RegisterQuantity.AveragePower;
        private const byte QActiveDemand = (byte)RegisterQuantity.ActiveDemand;
        private const byte QReactiveDemand = (byte)RegisterQuantity.ReactiveDemand;
        private const byte QApparentDemand = (byte)RegisterQuantity.ApparentDemand;
        private const byte QTemperature = (byte)RegisterQuantity.Temperature;
        private const byte QClockBattery = (byte)RegisterQuantity.ClockBattery;
        private const byte QReadingBattery = (byte)RegisterQuantity.ReadingBattery;
        private const byte QBatteryTime = (byte)RegisterQuantity.BatteryTime;
        private const byte QPrice = (byte)RegisterQuantity.Price;
        private const byte QEvents = (byte)RegisterQuantity.Events;
        private const byte QOperatorCode = (byte)RegisterQuantity.OperatorCode;
        private const byte QEventRecord = (byte)RegisterQuantity.EventRecord;
        private const byte QProgrammings = (byte)RegisterQuantity.Programmings;
        private const byte QDemandResets = (byte)RegisterQuantity.DemandResets;
        private const byte QTrips = (byte)RegisterQuantity.Trips;
        private const byte QTripTime = (byte)RegisterQuantity.TripTime;
        private const byte QClosings = (byte)RegisterQuantity.Closings;
        private const byte QClosingTime = (byte)RegisterQuantity.ClosingTime;
        private const byte QDate = (byte)RegisterQuantity.Date;
        private const byte QTimeOfDay = (byte)RegisterQuantity.TimeOfDay;
        private const byte QDateAndTime = (byte)RegisterQuantity.DateAndTime;
        private const byte QPeriod = (byte)RegisterQuantity.Period;
        private const byte QSlidingPeriod = (byte)RegisterQuantity.SlidingPeriod;
        private const byte QPulseWidth = (byte)RegisterQuantity.PulseWidth;
        private const byte QSwitchTime = (byte)RegisterQuantity.SwitchTime;
        private const byte QSetting = (byte)RegisterQuantity.Setting;
        private const byte QDisplaySetting = (byte)RegisterQuantity.DisplaySetting;
        private const byte QTransformerRatio = (byte)RegisterQuantity.TransformerRatio;
        private const byte QAddress = (byte)RegisterQuantity.Address;
        private const byte QMeterNumber = (byte)RegisterQuantity.MeterNumber;
        private const byte QAssetNumber = (byte)RegisterQuantity.AssetNumber;
        private const byte QCustomerNumber = (byte)RegisterQuantity.CustomerNumber;
        private const byte QRatedVoltage = (byte)RegisterQuantity.RatedVoltage;
        private const byte QRatedCurrent = (byte)RegisterQuantity.RatedCurrent;
        private const byte QMaximumCurrent = (byte)RegisterQuantity.MaximumCurrent;
        private const byte QAccuracy = (byte)RegisterQuantity.Accuracy;
        private const byte QMeterConstant = (byte)RegisterQuantity.MeterConstant;
        private const byte QMeterModel = (byte)RegisterQuantity.MeterModel;
        private const byte QProductionDate = (byte)RegisterQuantity.ProductionDate;
        private const byte QProtocolVersion = (byte)RegisterQuantity.ProtocolVersion;
        private const byte QStatusWord = (byte)RegisterQuantity.StatusWord;
        private const byte QFeatureWord = (byte)RegisterQuantity.FeatureWord;
        private const byte QSettlementDay = (byte)RegisterQuantity.SettlementDay;
        private const byte QPowerLimit = (byte)RegisterQuantity.PowerLimit;
        private const byte QVoltageLimit = (byte)RegisterQuantity.VoltageLimit;
        private const byte QEnergyLimit = (byte)RegisterQuantity.EnergyLimit;
        private const byte QAmountLimit = (byte)RegisterQuantity.AmountLimit;
        private const byte QTripDelay = (byte)RegisterQuantity.TripDelay;
        private const byte QTariffTable = (byte)RegisterQuantity.TariffTable;
        private const byte QFreezeTime = (byte)RegisterQuantity.FreezeTime;
        private const byte QLoadRecord = (byte)RegisterQuantity.LoadRecord;
        private const byte QSoftwareVersion = (byte)RegisterQuantity.SoftwareVersion;
        private const byte Raw = (byte)RegisterFormat.Raw;
        private const byte Bcd = (byte)RegisterFormat.Bcd;
        private const byte Sgn = (byte)RegisterFormat.SignedBcd;
        private const byte Dem = (byte)RegisterFormat.Demand;
        private const byte SDem = (byte)RegisterFormat.SignedDemand;
        private const byte Dat = (byte)RegisterFormat.Date;
        private const byte Tim = (byte)RegisterFormat.Time;
        private const byte Min = (byte)RegisterFormat.DateMinute;
        private const byte Sec = (byte)RegisterFormat.DateSecond;
        private const byte WSec = (byte)RegisterFormat.DateWeekSecond;
        private const byte Mon = (byte)RegisterFormat.MonthMinute;
        private const byte DHr = (byte)RegisterFormat.DayHour;
        private const byte HMi = (byte)RegisterFormat.HourMinute;
        private const byte Dig = (byte)RegisterFormat.Digits;
        private const byte Txt = (byte)RegisterFormat.Text;
        private const byte Bit = (byte)RegisterFormat.Bits;
        private const byte CnM = (byte)RegisterFormat.CountsAndMinutes;
        private const byte Pow = (byte)RegisterFormat.Powers;
        private const byte None = (byte)RegisterUnit.None;
        private const byte KWh = (byte)RegisterUnit.KilowattHour;
        private const byte Kvarh = (byte)RegisterUnit.KilovarHour;
        private const byte KVAh = (byte)RegisterUnit.KilovoltampereHour;
        private const byte KW = (byte)RegisterUnit.Kilowatt;
        private const byte Kvar = (byte)RegisterUnit.Kilovar;
        private const byte KVA = (byte)RegisterUnit.Kilovoltampere;
        private const byte Volt = (byte)RegisterUnit.Volt;
        private const byte Amp = (byte)RegisterUnit.Ampere;
        private const byte Hz = (byte)RegisterUnit.Hertz;
        private const byte Pct = (byte)RegisterUnit.Percent;
        private const byte Deg = (byte)RegisterUnit.Degree;
        private const byte Cel = (byte)RegisterUnit.Celsius;
        private const byte Minu = (byte)RegisterUnit.Minute;
        private const byte Msec = (byte)RegisterUnit.Millisecond;
        private const byte Yuan = (byte)RegisterUnit.Yuan;
        private const byte YuanKWh = (byte)RegisterUnit.YuanPerKilowattHour;
        private const byte ImpKWh = (byte)RegisterUnit.PulsesPerKilowattHour;
        private const byte ImpKvarh = (byte)RegisterUnit.PulsesPerKilovarHour;

        /// <summary>DI3 = 00: XXXXXX.XX.</summary>
        public static byte[] Energies => _energies ??= new byte[]
        {
            0x00, 0x00, 0x00, 0x3F, 0x00, 0x0C, 5, QActiveCombined, KWh, Sgn, 4, 2,
            0x01, 0x01, 0x00, 0x3F, 0x00, 0x0C, 5, QActiveForward, KWh, Bcd, 4, 2,
            0x02, 0x02, 0x00, 0x3F, 0x00, 0x0C, 5, QActiveReverse, KWh, Bcd, 4, 2,
            0x03, 0x03, 0x00, 0x3F, 0x00, 0x0C, 5, QReactiveCombined1, Kvarh, Sgn, 4, 2,
            0x04, 0x04, 0x00, 0x3F, 0x00, 0x0C, 5, QReactiveCombined2, Kvarh, Sgn, 4, 2,
            0x05, 0x05, 0x00, 0x3F, 0x00, 0x0C, 5, QReactiveQuadrant1, Kvarh, Bcd, 4, 2,
            0x06, 0x06, 0x00, 0x3F, 0x00, 0x0C, 5, QReactiveQuadrant2, Kvarh, Bcd, 4, 2,
            0x07, 0x07, 0x00, 0x3F, 0x00, 0x0C, 5, QReactiveQuadrant3, Kvarh, Bcd, 4, 2,
            0x08, 0x08, 0x00, 0x3F, 0x00, 0x0C, 5, QReactiveQuadrant4, Kvarh, Bcd, 4, 2,
            0x09, 0x09, 0x00, 0x3F, 0x00, 0x0C, 5, QApparentForward, KVAh, Bcd, 4, 2,
            0x0A, 0x0A, 0x00, 0x3F, 0x00, 0x0C, 5, QApparentReverse, KVAh, Bcd, 4, 2,
            0x0B, 0x0B, 0x00, 0x00, 0x00, 0x0C, 4, QActiveOfPeriod, KWh, Sgn, 4, 2,
            0x80, 0x80, 0x00, 0x3F, 0x00, 0x0C, 5, QAssociated, KWh, Bcd, 4, 2,
            0x81, 0x81, 0x00, 0x3F, 0x00, 0x0C, 5, QFundamentalForward, KWh, Bcd, 4, 2,
            0x82, 0x82, 0x00, 0x3F, 0x00, 0x0C, 5, QFundamentalReverse, KWh, Bcd, 4, 2,
            0x83, 0x83, 0x00, 0x3F, 0x00, 0x0C, 5, QHarmonicForward, KWh, Bcd, 4, 2,
            0x84, 0x84, 0x00, 0x3F, 0x00, 0x0C, 5, QHarmonicReverse, KWh, Bcd, 4, 2,
            0x85, 0x85, 0x00, 0x3F, 0x00, 0x0C, 5, QCopperLoss, KWh, Bcd, 4, 2,
            0x86, 0x86, 0x00, 0x3F, 0x00, 0x0C, 5, QIronLoss, KWh, Bcd, 4, 2,
            0x90, 0x90, 0x01, 0x01, 0x00, 0x00, 0, QRemainingEnergy, KWh, Bcd, 4, 2,
            0x90, 0x90, 0x01, 0x01, 0x01, 0x01, 0, QOverdraftEnergy, KWh, Bcd, 4, 2,
            0x90, 0x90, 0x02, 0x02, 0x00, 0x00, 0, QRemainingAmount, Yuan, Bcd, 4, 2,
            0x90, 0x90, 0x02, 0x02, 0x01, 0x01, 0, QOverdraftAmount, Yuan, Bcd, 4, 2,
        };

        /// <summary>DI3 = 01: XX.XXXX and the minute it was reached.</summary>
        public static byte[] Demands => _demands ??= new byte[]
        {
            0x01, 0x01, 0x00, 0x3F, 0x00, 0x0C, 5, QActiveForward + 32, KW, Dem, 8, 4,
            0x02, 0x02, 0x00, 0x3F, 0x00, 0x0C, 5, QActiveReverse + 32, KW, Dem, 8, 4,
            0x03, 0x03, 0x00, 0x3F, 0x00, 0x0C, 5, QReactiveCombined1 + 32, Kvar, SDem, 8, 4,
            0x04, 0x04, 0x00, 0x3F, 0x00, 0x0C, 5, QReactiveCombined2 + 32, Kvar, SDem, 8, 4,
            0x05, 0x05, 0x00, 0x3F, 0x00, 0x0C, 5, QReactiveQuadrant1 + 32, Kvar, Dem, 8, 4,
            0x06, 0x06, 0x00, 0x3F, 0x00, 0x0C, 5, QReactiveQuadrant2 + 32, Kvar, Dem, 8, 4,
            0x07, 0x07, 0x00, 0x3F, 0x00, 0x0C, 5, QReactiveQuadrant3 + 32, Kvar, Dem, 8, 4,
            0x08, 0x08, 0x00, 0x3F, 0x00, 0x0C, 5, QReactiveQuadrant4 + 32, Kvar, Dem, 8, 4,
            0x09, 0x09, 0x00, 0x3F, 0x00, 0x0C, 5, QApparentForward + 32, KVA, Dem, 8, 4,
            0x0A, 0x0A, 0x00, 0x3F, 0x00, 0x0C, 5, QApparentReverse + 32, KVA, Dem, 8, 4,
        };

        /// <summary>DI3 = 02: what is measured now.</summary>
        public static byte[] Variables => _variables ??= new byte[]
        {
            0x01, 0x01, 0x01, 0x03, 0x00, 0x00, 2, QVoltage, Volt, Bcd, 2, 1,
            0x02, 0x02, 0x01, 0x03, 0x00, 0x00, 2, QCurrent, Amp, Sgn, 3, 3,
            0x03, 0x03, 0x00, 0x03, 0x00, 0x00, 2, QActivePower, KW, Sgn, 3, 4,
            0x04, 0x04, 0x00, 0x03, 0x00, 0x00, 2, QReactivePower, Kvar, Sgn, 3, 4,
            0x05, 0x05, 0x00, 0x03, 0x00, 0x00, 2, QApparentPower, KVA, Sgn, 3, 4,
            0x06, 0x06, 0x00, 0x03, 0x00, 0x00, 2, QPowerFactor, None, Sgn, 2, 3,
            0x07, 0x07, 0x01, 0x03, 0x00, 0x00, 2, QPhaseAngle, Deg, Bcd, 2, 1,
            0x08, 0x08, 0x01, 0x03, 0x00, 0x00, 2, QVoltageDistortion, Pct, Bcd, 2, 2,
            0x09, 0x09, 0x01, 0x03, 0x00, 0x00, 2, QCurrentDistortion, Pct, Bcd, 2, 2,
            0x0A, 0x0A, 0x01, 0x03, 0x01, 0x15, 2, QVoltageHarmonic, Pct, Bcd, 2, 2,
            0x0B, 0x0B, 0x01, 0x03, 0x01, 0x15, 2, QCurrentHarmonic, Pct, Bcd, 2, 2,
            0x80, 0x80, 0x00, 0x00, 0x01, 0x01, 0, QNeutralCurrent, Amp, Sgn, 3, 3,
            0x80, 0x80, 0x00, 0x00, 0x02, 0x02, 0, QFrequency, Hz, Bcd, 2, 2,
            0x80, 0x80, 0x00, 0x00, 0x03, 0x03, 0, QAveragePower, KW, Sgn, 3, 4,
            0x80, 0x80, 0x00, 0x00, 0x04, 0x04, 0, QActiveDemand, KW, Sgn, 3, 4,
            0x80, 0x80, 0x00, 0x00, 0x05, 0x05, 0, QReactiveDemand, Kvar, Sgn, 3, 4,
            0x80, 0x80, 0x00, 0x00, 0x06, 0x06, 0, QApparentDemand, KVA, Sgn, 3, 4,
            0x80, 0x80, 0x00, 0x00, 0x07, 0x07, 0, QTemperature, Cel, Sgn, 2, 1,
            0x80, 0x80, 0x00, 0x00, 0x08, 0x08, 0, QClockBattery, Volt, Bcd, 2, 2,
            0x80, 0x80, 0x00, 0x00, 0x09, 0x09, 0, QReadingBattery, Volt, Bcd, 2, 2,
            0x80, 0x80, 0x00, 0x00, 0x0A, 0x0A, 0, QBatteryTime, Minu, Bcd, 4, 0,
            0x80, 0x80, 0x00, 0x00, 0x0B, 0x0B, 0, QPrice, YuanKWh, Bcd, 4, 4,
            0x80, 0x80, 0x00, 0x00, 0x20, 0x22, 0, QPrice, YuanKWh, Bcd, 4, 4,
        };

        /// <summary>DI3 = 03: event counters and records.</summary>
        public static byte[] Events => _events ??= new byte[]
        {
            0x01, 0x04, 0x00, 0x00, 0x00, 0x00, 32, QEvents, None, CnM, 3, 0,
            0x01, 0x04, 0x01, 0x03, 0x01, 0x0A, 6, QEventRecord, None, Raw, 0, 0,
            0x05, 0x0A, 0x00, 0x00, 0x00, 0x00, 32, QEvents, None, CnM, 3, 0,
            0x05, 0x05, 0x00, 0x00, 0x01, 0x0A, 4, QEventRecord, None, Raw, 0, 0,
            0x06, 0x06, 0x00, 0x00, 0x01, 0x0A, 4, QEventRecord, None, Raw, 0, 0,
            0x07, 0x0A, 0x00, 0x00, 0x01, 0x0A, 4, QEventRecord, None, Raw, 0, 0,
            0x0B, 0x0F, 0x00, 0x00, 0x00, 0x00, 32, QEvents, None, CnM, 3, 0,
            0x0B, 0x0F, 0x01, 0x03, 0x01, 0x0A, 6, QEventRecord, None, Raw, 0, 0,
            0x10, 0x10, 0x00, 0x03, 0x00, 0x0C, 6, QEventRecord, None, Raw, 0, 0,
            0x11, 0x11, 0x00, 0x00, 0x00, 0x00, 0, QEvents, None, Bcd, 3, 0,
            0x11, 0x11, 0x00, 0x00, 0x01, 0x0A, 4, QEventRecord, None, Raw, 0, 0,
            0x12, 0x12, 0x00, 0x00, 0x00, 0x00, 32, QEvents, None, Bcd, 3, 0,
            0x12, 0x12, 0x01, 0x06, 0x01, 0x0A, 4, QEventRecord, None, Raw, 0, 0,
            0x30, 0x30, 0x00, 0x00, 0x00, 0x00, 0, QProgrammings, None, Bcd, 3, 0,
            0x30, 0x30, 0x02, 0x02, 0x00, 0x00, 0, QDemandResets, None, Bcd, 3, 0,
            0x30, 0x30, 0x01, 0x0E, 0x00, 0x00, 0, QEvents, None, Bcd, 3, 0,
            0x30, 0x30, 0x00, 0x0E, 0x01, 0x0A, 4, QEventRecord, None, Raw, 0, 0,
            0x32, 0x33, 0x01, 0x01, 0x01, 0x0A, 4, QPurchaseTime, None, Min, 5, 0,
            0x32, 0x33, 0x02, 0x02, 0x01, 0x0A, 4, QPurchases, None, Bcd, 2, 0,
            0x32, 0x32, 0x03, 0x03, 0x01, 0x0A, 4, QPurchasedEnergy, KWh, Bcd, 4, 2,
            0x32, 0x32, 0x04, 0x04, 0x01, 0x0A, 4, QEnergyBefore, KWh, Bcd, 4, 2,
            0x32, 0x32, 0x05, 0x05, 0x01, 0x0A, 4, QRemainingEnergy, KWh, Bcd, 4, 2,
            0x32, 0x32, 0x06, 0x06, 0x01, 0x0A, 4, QEnergyInAll, KWh, Bcd, 4, 2,
            0x33, 0x33, 0x03, 0x03, 0x01, 0x0A, 4, QPurchasedAmount, Yuan, Bcd, 4, 2,
            0x33, 0x33, 0x04, 0x04, 0x01, 0x0A, 4, QAmountBefore, Yuan, Bcd, 4, 2,
            0x33, 0x33, 0x05, 0x05, 0x01, 0x0A, 4, QRemainingAmount, Yuan, Bcd, 4, 2,
            0x33, 0x33, 0x06, 0x06, 0x01, 0x0A, 4, QAmountInAll, Yuan, Bcd, 4, 2,
        };

        /// <summary>DI3 = 04: clock, names, status words, limits.</summary>
        public static byte[] Settings => _settings ??= new byte[]
        {
            0x00, 0x00, 0x01, 0x01, 0x01, 0x01, 0, QDate, None, Dat, 4, 0,
            0x00, 0x00, 0x01, 0x01, 0x02, 0x02, 0, QTimeOfDay, None, Tim, 3, 0,
            0x00, 0x00, 0x01, 0x01, 0x03, 0x03, 0, QPeriod, Minu, Bcd, 1, 0,
            0x00, 0x00, 0x01, 0x01, 0x04, 0x04, 0, QSlidingPeriod, Minu, Bcd, 1, 0,
            0x00, 0x00, 0x01, 0x01, 0x05, 0x05, 0, QPulseWidth, Msec, Bcd, 2, 0,
            0x00, 0x00, 0x01, 0x01, 0x06, 0x09, 0, QSwitchTime, None, Min, 5, 0,
            0x00, 0x00, 0x01, 0x01, 0x0C, 0x0C, 0, QDateAndTime, None, WSec, 7, 0,
            0x00, 0x00, 0x02, 0x02, 0x01, 0x04, 0, QSetting, None, Bcd, 1, 0,
            0x00, 0x00, 0x02, 0x02, 0x05, 0x05, 0, QSetting, None, Bcd, 2, 0,
            0x00, 0x00, 0x02, 0x02, 0x06, 0x07, 0, QSetting, None, Bcd, 1, 0,
            0x00, 0x00, 0x03, 0x03, 0x01, 0x05, 0, QDisplaySetting, None, Bcd, 1, 0,
            0x00, 0x00, 0x03, 0x03, 0x06, 0x07, 0, QTransformerRatio, None, Bcd, 3, 0,
            0x00, 0x00, 0x04, 0x04, 0x01, 0x01, 0, QAddress, None, Dig, 6, 0,
            0x00, 0x00, 0x04, 0x04, 0x02, 0x02, 0, QMeterNumber, None, Dig, 6, 0,
            0x00, 0x00, 0x04, 0x04, 0x03, 0x03, 0, QAssetNumber, None, Txt, 32, 0,
            0x00, 0x00, 0x04, 0x04, 0x04, 0x04, 0, QRatedVoltage, None, Txt, 6, 0,
            0x00, 0x00, 0x04, 0x04, 0x05, 0x05, 0, QRatedCurrent, None, Txt, 6, 0,
            0x00, 0x00, 0x04, 0x04, 0x06, 0x06, 0, QMaximumCurrent, None, Txt, 6, 0,
            0x00, 0x00, 0x04, 0x04, 0x07, 0x08, 0, QAccuracy, None, Txt, 4, 0,
            0x00, 0x00, 0x04, 0x04, 0x09, 0x09, 0, QMeterConstant, ImpKWh, Bcd, 3, 0,
            0x00, 0x00, 0x04, 0x04, 0x0A, 0x0A, 0, QMeterConstant, ImpKvarh, Bcd, 3, 0,
            0x00, 0x00, 0x04, 0x04, 0x0B, 0x0B, 0, QMeterModel, None, Txt, 10, 0,
            0x00, 0x00, 0x04, 0x04, 0x0C, 0x0C, 0, QProductionDate, None, Txt, 10, 0,
            0x00, 0x00, 0x04, 0x04, 0x0D, 0x0D, 0, QProtocolVersion, None, Txt, 16, 0,
            0x00, 0x00, 0x04, 0x04, 0x0E, 0x0E, 0, QCustomerNumber, None, Dig, 6, 0,
            0x00, 0x00, 0x05, 0x05, 0x01, 0x07, 0, QStatusWord, None, Bit, 2, 0,
            0x00, 0x00, 0x06, 0x06, 0x01, 0x03, 0, QFeatureWord, None, Bit, 1, 0,
            0x00, 0x00, 0x07, 0x07, 0x01, 0x05, 0, QFeatureWord, None, Bit, 1, 0,
            0x00, 0x00, 0x08, 0x08, 0x01, 0x01, 0, QFeatureWord, None, Bit, 1, 0,
            0x00, 0x00, 0x08, 0x08, 0x02, 0x02, 0, QSetting, None, Bcd, 1, 0,
            0x00, 0x00, 0x09, 0x09, 0x01, 0x06, 0, QFeatureWord, None, Bit, 1, 0,
            0x00, 0x00, 0x0A, 0x0A, 0x01, 0x01, 0, QFreezeTime, None, Mon, 4, 0,
            0x00, 0x00, 0x0A, 0x0A, 0x02, 0x07, 0, QPeriod, Minu, Bcd, 2, 0,
            0x00, 0x00, 0x0B, 0x0B, 0x01, 0x03, 0, QSettlementDay, None, DHr, 2, 0,
            0x00, 0x00, 0x0E, 0x0E, 0x01, 0x02, 0, QPowerLimit, KW, Bcd, 3, 4,
            0x00, 0x00, 0x0E, 0x0E, 0x03, 0x04, 0, QVoltageLimit, Volt, Bcd, 2, 1,
            0x00, 0x00, 0x0F, 0x0F, 0x01, 0x04, 0, QEnergyLimit, KWh, Bcd, 4, 2,
            0x00, 0x00, 0x10, 0x10, 0x01, 0x05, 0, QAmountLimit, Yuan, Bcd, 4, 2,
            0x00, 0x00, 0x11, 0x11, 0x01, 0x01, 0, QFeatureWord, None, Bit, 1, 0,
            0x00, 0x00, 0x12, 0x12, 0x01, 0x01, 0, QFreezeTime, None, Min, 5, 0,
            0x00, 0x00, 0x12, 0x12, 0x02, 0x02, 0, QPeriod, Minu, Bcd, 1, 0,
            0x00, 0x00, 0x12, 0x12, 0x03, 0x03, 0, QFreezeTime, None, HMi, 2, 0,
            0x00, 0x00, 0x14, 0x14, 0x01, 0x01, 0, QTripDelay, Minu, Bcd, 2, 0,
            0x80, 0x80, 0x00, 0x00, 0x01, 0x03, 0, QSoftwareVersion, None, Txt, 32, 0,
            0x01, 0x02, 0x00, 0x00, 0x00, 0x08, 32, QTariffTable, None, Dig, 3, 0,
            0x05, 0x05, 0x01, 0x02, 0x01, 0x3F, 16, QPrice, YuanKWh, Bcd, 4, 4,
            0x06, 0x06, 0x00, 0x00, 0x01, 0x0E, 0, QStepLimit, KWh, Bcd, 4, 2,
            0x06, 0x06, 0x01, 0x01, 0x01, 0x0F, 0, QStepPrice, YuanKWh, Bcd, 4, 4,
            0x06, 0x06, 0x02, 0x02, 0x01, 0x0E, 0, QStepLimit, KWh, Bcd, 4, 2,
            0x06, 0x06, 0x03, 0x03, 0x01, 0x0F, 0, QStepPrice, YuanKWh, Bcd, 4, 4,
        };

        /// <summary>DI3 = 05: what was frozen; DI2 = 00 timed .. 06 daily.</summary>
        public static byte[] Freezes => _freezes ??= new byte[]
        {
            0x00, 0x07, 0x00, 0x00, 0x01, 0xFE, 4, QFreezeTime, None, Min, 5, 0,
            0x00, 0x07, 0x01, 0x01, 0x01, 0xFE, 52, QActiveForward, KWh, Bcd, 4, 2,
            0x00, 0x07, 0x02, 0x02, 0x01, 0xFE, 52, QActiveReverse, KWh, Bcd, 4, 2,
            0x00, 0x07, 0x03, 0x03, 0x01, 0xFE, 52, QReactiveCombined1, Kvarh, Sgn, 4, 2,
            0x00, 0x07, 0x04, 0x04, 0x01, 0xFE, 52, QReactiveCombined2, Kvarh, Sgn, 4, 2,
            0x00, 0x07, 0x05, 0x05, 0x01, 0xFE, 52, QReactiveQuadrant1, Kvarh, Bcd, 4, 2,
            0x00, 0x07, 0x06, 0x06, 0x01, 0xFE, 52, QReactiveQuadrant2, Kvarh, Bcd, 4, 2,
            0x00, 0x07, 0x07, 0x07, 0x01, 0xFE, 52, QReactiveQuadrant3, Kvarh, Bcd, 4, 2,
            0x00, 0x07, 0x08, 0x08, 0x01, 0xFE, 52, QReactiveQuadrant4, Kvarh, Bcd, 4, 2,
            0x00, 0x07, 0x09, 0x09, 0x01, 0xFE, 52, QActiveForward + 32, KW, Dem, 8, 4,
            0x00, 0x07, 0x0A, 0x0A, 0x01, 0xFE, 52, QActiveReverse + 32, KW, Dem, 8, 4,
            0x00, 0x07, 0x10, 0x10, 0x01, 0xFE, 36, QActivePower, KW, Pow, 3, 4,
        };

        /// <summary>DI3 = 06: load records.</summary>
        public static byte[] Loads => _loads ??= new byte[]
        {
            0x00, 0x06, 0x00, 0xFE, 0x00, 0xFE, 0, QLoadRecord, None, Raw, 0, 0,
        };

        /// <summary>DI3 = 1D: breaker opened.</summary>
        public static byte[] TripEvents => _tripEvents ??= new byte[]
        {
            0x00, 0x00, 0x00, 0x00, 0x01, 0x01, 0, QTrips, None, Bcd, 3, 0,
            0x00, 0x00, 0x01, 0x01, 0x01, 0x0A, 4, QTripTime, None, Sec, 6, 0,
            0x00, 0x00, 0x02, 0x02, 0x01, 0x0A, 4, QOperatorCode, None, Bit, 4, 0,
            0x00, 0x00, 0x03, 0x03, 0x01, 0x0A, 4, QActiveForward, KWh, Bcd, 4, 2,
            0x00, 0x00, 0x04, 0x04, 0x01, 0x0A, 4, QActiveReverse, KWh, Bcd, 4, 2,
            0x00, 0x00, 0x05, 0x05, 0x01, 0x0A, 4, QReactiveQuadrant1, Kvarh, Bcd, 4, 2,
            0x00, 0x00, 0x06, 0x06, 0x01, 0x0A, 4, QReactiveQuadrant2, Kvarh, Bcd, 4, 2,
            0x00, 0x00, 0x07, 0x07, 0x01, 0x0A, 4, QReactiveQuadrant3, Kvarh, Bcd, 4, 2,
            0x00, 0x00, 0x08, 0x08, 0x01, 0x0A, 4, QReactiveQuadrant4, Kvarh, Bcd, 4, 2,
        };

        /// <summary>DI3 = 1E: breaker closed.</summary>
        public static byte[] CloseEvents => _closeEvents ??= new byte[]
        {
            0x00, 0x00, 0x00, 0x00, 0x01, 0x01, 0, QClosings, None, Bcd, 3, 0,
            0x00, 0x00, 0x01, 0x01, 0x01, 0x0A, 4, QClosingTime, None, Sec, 6, 0,
            0x00, 0x00, 0x02, 0x02, 0x01, 0x0A, 4, QOperatorCode, None, Bit, 4, 0,
            0x00, 0x00, 0x03, 0x03, 0x01, 0x0A, 4, QActiveForward, KWh, Bcd, 4, 2,
            0x00, 0x00, 0x04, 0x04, 0x01, 0x0A, 4, QActiveReverse, KWh, Bcd, 4, 2,
            0x00, 0x00, 0x05, 0x05, 0x01, 0x0A, 4, QReactiveQuadrant1, Kvarh, Bcd, 4, 2,
            0x00, 0x00, 0x06, 0x06, 0x01, 0x0A, 4, QReactiveQuadrant2, Kvarh, Bcd, 4, 2,
            0x00, 0x00, 0x07, 0x07, 0x01, 0x0A, 4, QReactiveQuadrant3, Kvarh, Bcd, 4, 2,
            0x00, 0x00, 0x08, 0x08, 0x01, 0x0A, 4, QReactiveQuadrant4, Kvarh, Bcd, 4, 2,
        };
    }
}
