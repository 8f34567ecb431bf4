using System;
using System.Linq;
using Gateway.Decoding.Compare;
using Gateway.Link.Apl;

namespace Gateway.Apl.Tests;

/// <summary>VIF tables, each line with its first and last code; the values are an own transcription of the tables of
/// EN 13757-3, with SI prefixes as the tables have them.</summary>
[TestClass]
public sealed class VifTests
{
    [TestMethod]
    [DataRow("00", Quantity.Energy, "Wh", -3)]
    [DataRow("07", Quantity.Energy, "Wh", 4)]
    [DataRow("08", Quantity.Energy, "J", 0)]
    [DataRow("0F", Quantity.Energy, "J", 7)]
    [DataRow("10", Quantity.Volume, "m3", -6)]
    [DataRow("17", Quantity.Volume, "m3", 1)]
    [DataRow("18", Quantity.Mass, "kg", -3)]
    [DataRow("1F", Quantity.Mass, "kg", 4)]
    [DataRow("20", Quantity.OnTime, "s", 0)]
    [DataRow("23", Quantity.OnTime, "d", 0)]
    [DataRow("25", Quantity.OperatingTime, "min", 0)]
    [DataRow("26", Quantity.OperatingTime, "h", 0)]
    [DataRow("28", Quantity.Power, "W", -3)]
    [DataRow("2F", Quantity.Power, "W", 4)]
    [DataRow("30", Quantity.Power, "J/h", 0)]
    [DataRow("37", Quantity.Power, "J/h", 7)]
    [DataRow("38", Quantity.VolumeFlow, "m3/h", -6)]
    [DataRow("3F", Quantity.VolumeFlow, "m3/h", 1)]
    [DataRow("40", Quantity.VolumeFlow, "m3/min", -7)]
    [DataRow("47", Quantity.VolumeFlow, "m3/min", 0)]
    [DataRow("48", Quantity.VolumeFlow, "m3/s", -9)]
    [DataRow("4F", Quantity.VolumeFlow, "m3/s", -2)]
    [DataRow("50", Quantity.MassFlow, "kg/h", -3)]
    [DataRow("57", Quantity.MassFlow, "kg/h", 4)]
    [DataRow("58", Quantity.FlowTemperature, "°C", -3)]
    [DataRow("5B", Quantity.FlowTemperature, "°C", 0)]
    [DataRow("5F", Quantity.ReturnTemperature, "°C", 0)]
    [DataRow("60", Quantity.TemperatureDifference, "K", -3)]
    [DataRow("67", Quantity.ExternalTemperature, "°C", 0)]
    [DataRow("68", Quantity.Pressure, "bar", -3)]
    [DataRow("6B", Quantity.Pressure, "bar", 0)]
    [DataRow("6E", Quantity.HeatCostAllocation, "HCA", 0)]
    [DataRow("70", Quantity.AveragingDuration, "s", 0)]
    [DataRow("77", Quantity.ActualityDuration, "d", 0)]
    [DataRow("78", Quantity.FabricationNumber, "", 0)]
    [DataRow("79", Quantity.Identification, "", 0)]
    [DataRow("7A", Quantity.BusAddress, "", 0)]
    [DataRow("7E", Quantity.AnyValue, "", 0)]
    [DataRow("7F", Quantity.ManufacturerSpecific, "", 0)]
    [DataRow("FB 00", Quantity.Energy, "Wh", 5)]
    [DataRow("FB 01", Quantity.Energy, "Wh", 6)]
    [DataRow("FB 02", Quantity.ReactiveEnergy, "varh", 3)]
    [DataRow("FB 05", Quantity.ApparentEnergy, "VAh", 4)]
    [DataRow("FB 08", Quantity.Energy, "J", 8)]
    [DataRow("FB 09", Quantity.Energy, "J", 9)]
    [DataRow("FB 0D", Quantity.Energy, "cal", 6)]
    [DataRow("FB 11", Quantity.Volume, "m3", 3)]
    [DataRow("FB 14", Quantity.ReactivePower, "var", 0)]
    [DataRow("FB 17", Quantity.ReactivePower, "var", 3)]
    [DataRow("FB 18", Quantity.Mass, "kg", 5)]
    [DataRow("FB 1A", Quantity.RelativeHumidity, "%", -1)]
    [DataRow("FB 1B", Quantity.RelativeHumidity, "%", 0)]
    [DataRow("FB 21", Quantity.Volume, "ft3", -1)]
    [DataRow("FB 23", Quantity.Volume, "gal", 0)]
    [DataRow("FB 24", Quantity.VolumeFlow, "gal/min", -3)]
    [DataRow("FB 26", Quantity.VolumeFlow, "gal/h", 0)]
    [DataRow("FB 28", Quantity.Power, "W", 5)]
    [DataRow("FB 29", Quantity.Power, "W", 6)]
    [DataRow("FB 2A", Quantity.PhaseVoltageToVoltage, "°", -1)]
    [DataRow("FB 2B", Quantity.PhaseVoltageToCurrent, "°", -1)]
    [DataRow("FB 2C", Quantity.Frequency, "Hz", -3)]
    [DataRow("FB 2F", Quantity.Frequency, "Hz", 0)]
    [DataRow("FB 31", Quantity.Power, "J/h", 9)]
    [DataRow("FB 34", Quantity.ApparentPower, "VA", 0)]
    [DataRow("FB 58", Quantity.FlowTemperature, "°F", -3)]
    [DataRow("FB 63", Quantity.TemperatureDifference, "°F", 0)]
    [DataRow("FB 70", Quantity.TemperatureLimit, "°F", -3)]
    [DataRow("FB 77", Quantity.TemperatureLimit, "°C", 0)]
    [DataRow("FB 78", Quantity.CumulatedMaximumPower, "W", -3)]
    [DataRow("FB 7F", Quantity.CumulatedMaximumPower, "W", 4)]
    [DataRow("FB 69", Quantity.RatingFactorOutput, "W", -12)]
    [DataRow("FB 6A", Quantity.RatingFactorCoupling, "", -12)]
    [DataRow("FB 6E", Quantity.DisplayScalingFactor, "", -12)]
    [DataRow("FD 00", Quantity.Credit, "currency", -3)]
    [DataRow("FD 07", Quantity.Debit, "currency", 0)]
    [DataRow("FD 08", Quantity.AccessNumber, "", 0)]
    [DataRow("FD 09", Quantity.DeviceType, "", 0)]
    [DataRow("FD 0A", Quantity.Manufacturer, "", 0)]
    [DataRow("FD 0B", Quantity.ParameterSet, "", 0)]
    [DataRow("FD 0C", Quantity.ModelVersion, "", 0)]
    [DataRow("FD 0D", Quantity.HardwareVersion, "", 0)]
    [DataRow("FD 0E", Quantity.FirmwareVersion, "", 0)]
    [DataRow("FD 0F", Quantity.SoftwareVersion, "", 0)]
    [DataRow("FD 10", Quantity.CustomerLocation, "", 0)]
    [DataRow("FD 16", Quantity.Password, "", 0)]
    [DataRow("FD 17", Quantity.ErrorFlags, "", 0)]
    [DataRow("FD 1A", Quantity.DigitalOutput, "", 0)]
    [DataRow("FD 1B", Quantity.DigitalInput, "", 0)]
    [DataRow("FD 1C", Quantity.BaudRate, "Bd", 0)]
    [DataRow("FD 1D", Quantity.ResponseDelay, "bit times", 0)]
    [DataRow("FD 23", Quantity.TariffDescriptor, "", 0)]
    [DataRow("FD 24", Quantity.StorageInterval, "s", 0)]
    [DataRow("FD 28", Quantity.StorageInterval, "month", 0)]
    [DataRow("FD 29", Quantity.StorageInterval, "a", 0)]
    [DataRow("FD 2C", Quantity.DurationSinceReadout, "s", 0)]
    [DataRow("FD 31", Quantity.TariffDuration, "min", 0)]
    [DataRow("FD 33", Quantity.TariffDuration, "d", 0)]
    [DataRow("FD 38", Quantity.TariffPeriod, "month", 0)]
    [DataRow("FD 3A", Quantity.Dimensionless, "", 0)]
    [DataRow("FD 3F", Quantity.TransmissionPeriod, "d", 0)]
    [DataRow("FD 40", Quantity.Voltage, "V", -9)]
    [DataRow("FD 4F", Quantity.Voltage, "V", 6)]
    [DataRow("FD 50", Quantity.Current, "A", -12)]
    [DataRow("FD 5F", Quantity.Current, "A", 3)]
    [DataRow("FD 60", Quantity.ResetCounter, "", 0)]
    [DataRow("FD 67", Quantity.SupplierInformation, "", 0)]
    [DataRow("FD 68", Quantity.DurationSinceCumulation, "h", 0)]
    [DataRow("FD 6B", Quantity.DurationSinceCumulation, "a", 0)]
    [DataRow("FD 6E", Quantity.BatteryOperatingTime, "month", 0)]
    [DataRow("FD 71", Quantity.RadioLevel, "dBm", 0)]
    [DataRow("FD 74", Quantity.BatteryRemaining, "d", 0)]
    [DataRow("FD 75", Quantity.TimesStopped, "", 0)]
    [DataRow("FD FD 00", Quantity.CurrentApplication, "", 0)]
    [DataRow("FD FD 03", Quantity.BatteryRemaining, "a", 0)]
    public void Vif_OfEachLine_HasQuantityUnitScale(string vif, Quantity quantity, string unit, int exponent)
    {
        var record = Payload.One("01 " + vif + " 01");
        Assert.AreEqual(RecordStatus.Ok, record.Status);
        Assert.AreEqual(quantity, record.Quantity);
        Assert.AreEqual(unit, AplNames.OfUnit(record.Unit));
        Assert.AreEqual(exponent, record.Exponent);
    }

    [TestMethod]
    [DataRow("", "6F 7B 7D")]
    [DataRow("FB", "06 07 0A 0B 12 13 1C 1D 1E 1F 27 32 33 38 3F 40 57 6F")]
    [DataRow("FD", "77 78 79 7A 7B 7C 7D 7E 7F")]
    [DataRow("FD FD", "01 04 7F")]
    public void Vif_Reserved_IsFlagged(string table, string codes)
    {
        foreach (var code in codes.Split(' '))
        {
            var record = Payload.One($"01 {table} {code} 01");
            Assert.AreEqual(RecordStatus.ReservedVif, record.Status, code);
            Assert.AreEqual(Quantity.Unknown, record.Quantity, code);
            Assert.AreEqual(1L, record.Mantissa, code);
        }
    }

    [TestMethod]
    public void Vif_ThirdExtensionTable_IsReservedAndItsVifesAreNotInterpreted()
    {
        var record = Payload.One("01 EF 70 05");
        Assert.AreEqual(RecordStatus.ReservedVif, record.Status);
        Assert.AreEqual(0, record.Exponent);
        Assert.AreEqual(5L, record.Mantissa);
    }

    [TestMethod]
    public void BinaryFactor_2ToMinus12_IsExact()
    {
        // 4096 * 2^-12 = 1
        var record = Payload.One("02 FB 6E 00 10");
        Assert.AreEqual("1.000000", FixedSix.Text(record.Mantissa, record.Exponent));
    }

    [TestMethod]
    [DataRow("F0", 0, -9, DisplayName = "10^-6")]
    [DataRow("F6", 0, -3, DisplayName = "10^0")]
    [DataRow("F7", 0, -2, DisplayName = "10^1")]
    [DataRow("FD", 0, 0, DisplayName = "10^3")]
    [DataRow("F8", 1, -3, DisplayName = "additive")]
    public void Vife_Corrections_ChangeTheScale(string vife, int modifiers, int exponent)
    {
        var record = Payload.One("01 93 " + vife + " 76 05");
        Assert.AreEqual(exponent, record.Exponent);
        Assert.AreEqual(modifiers, record.ModifierCount);
        Assert.AreEqual(ValueUnit.CubicMetre, record.Unit);
    }

    [TestMethod]
    [DataRow("22", "per hour")]
    [DataRow("29", "per pulse of input channel 1")]
    [DataRow("3B", "forward flow")]
    [DataRow("48", "upper limit")]
    [DataRow("41", "number of exceeds of lower limit")]
    [DataRow("5E", "duration of last upper limit exceed")]
    [DataRow("47", "end of last lower limit exceed")]
    [DataRow("6A", "begin of first")]
    [DataRow("6F", "end of last")]
    [DataRow("7E", "future value")]
    [DataRow("12", "average")]
    [DataRow("FC 01", "phase L1")]
    [DataRow("FC 10", "accumulation of absolute values")]
    public void Vife_Combinable_IsNamed(string vife, string name)
    {
        var record = Payload.One("04 93 " + vife + " 01 02 21 01");
        Assert.AreEqual(1, record.ModifierCount);
        Assert.AreEqual(name, AplNames.OfModifier(record.Modifiers[0]));
        Assert.AreEqual(RecordStatus.Ok, record.Status);
    }

    [TestMethod]
    [DataRow("52", "h")]
    [DataRow("67", "d")]
    public void Vife_Duration_ReplacesUnitAndScale(string vife, string unit)
    {
        var record = Payload.One("01 93 " + vife + " FF");
        Assert.AreEqual(unit, AplNames.OfUnit(record.Unit));
        Assert.AreEqual(0, record.Exponent);
        Assert.AreEqual(255L, record.Mantissa);
        Assert.AreEqual(Quantity.Volume, record.Quantity);
    }

    [TestMethod]
    public void Vife_DateOfEvent_MakesTheValueADate()
    {
        var record = Payload.One("02 AB 6E 9F 1C");
        Assert.AreEqual(Quantity.Power, record.Quantity);
        Assert.AreEqual("2012-12-31", RecordText.Date(record));
    }

    [TestMethod]
    [DataRow(0x01, "too many DIFEs")]
    [DataRow(0x0E, "VIF and DIF mismatch")]
    [DataRow(0x15, "no data available")]
    [DataRow(0x18, "data error")]
    [DataRow(0x1C, "premature end of record")]
    [DataRow(0x10, "reserved error code")]
    public void Vife_Error_IsNamed(int code, string name)
    {
        var record = Payload.One($"01 93 {code:X2} 05");
        Assert.AreEqual(RecordStatus.MeterError, record.Status);
        Assert.AreEqual(code, record.ErrorCode);
        Assert.AreEqual(name, AplNames.OfRecordError(record.ErrorCode));
    }

    [TestMethod]
    public void Names_EveryMember_HasOne()
    {
        foreach (var quantity in Enum.GetValues<Quantity>())
        {
            Assert.AreNotEqual("", AplNames.OfQuantity(quantity), quantity.ToString());
        }

        foreach (var unit in Enum.GetValues<ValueUnit>().Where(unit => unit != ValueUnit.None))
        {
            Assert.AreNotEqual("", AplNames.OfUnit(unit), unit.ToString());
        }

        foreach (var status in Enum.GetValues<RecordStatus>().Where(status => status != RecordStatus.Ok))
        {
            Assert.AreNotEqual("", AplNames.OfStatus(status), status.ToString());
        }

        Assert.AreEqual("selected application", AplNames.OfQuantity(Quantity.CurrentApplication));
        Assert.AreEqual("", AplNames.OfQuantity(Quantity.CurrentApplication + 1));
        Assert.AreEqual("bit times", AplNames.OfUnit(ValueUnit.BitTimes));
        Assert.AreEqual("bytes after the last record of the format", AplNames.OfStatus(RecordStatus.DataLeft));
        Assert.AreEqual("reserved VIFE", AplNames.OfModifier(0x45));
    }
}
