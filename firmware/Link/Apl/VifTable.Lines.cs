namespace Gateway.Link.Apl
{
    public sealed partial class VifTable
    {
        /// <summary>Table 10: the primary VIFs.</summary>
        public static VifTable CreatePrimary()
        {
            VifTable table = new VifTable();
            table.Add(0x00, 0x07, Quantity.Energy, ValueUnit.WattHour, -3, VifStep.Scale);
            table.Add(0x08, 0x0F, Quantity.Energy, ValueUnit.Joule, 0, VifStep.Scale);
            table.Add(0x10, 0x17, Quantity.Volume, ValueUnit.CubicMetre, -6, VifStep.Scale);
            table.Add(0x18, 0x1F, Quantity.Mass, ValueUnit.Kilogram, -3, VifStep.Scale);
            table.Add(0x20, 0x23, Quantity.OnTime, ValueUnit.Second, 0, VifStep.Unit);
            table.Add(0x24, 0x27, Quantity.OperatingTime, ValueUnit.Second, 0, VifStep.Unit);
            table.Add(0x28, 0x2F, Quantity.Power, ValueUnit.Watt, -3, VifStep.Scale);
            table.Add(0x30, 0x37, Quantity.Power, ValueUnit.JoulePerHour, 0, VifStep.Scale);
            table.Add(0x38, 0x3F, Quantity.VolumeFlow, ValueUnit.CubicMetrePerHour, -6, VifStep.Scale);
            table.Add(0x40, 0x47, Quantity.VolumeFlow, ValueUnit.CubicMetrePerMinute, -7, VifStep.Scale);
            table.Add(0x48, 0x4F, Quantity.VolumeFlow, ValueUnit.CubicMetrePerSecond, -9, VifStep.Scale);
            table.Add(0x50, 0x57, Quantity.MassFlow, ValueUnit.KilogramPerHour, -3, VifStep.Scale);
            table.Add(0x58, 0x5B, Quantity.FlowTemperature, ValueUnit.Celsius, -3, VifStep.Scale);
            table.Add(0x5C, 0x5F, Quantity.ReturnTemperature, ValueUnit.Celsius, -3, VifStep.Scale);
            table.Add(0x60, 0x63, Quantity.TemperatureDifference, ValueUnit.Kelvin, -3, VifStep.Scale);
            table.Add(0x64, 0x67, Quantity.ExternalTemperature, ValueUnit.Celsius, -3, VifStep.Scale);
            table.Add(0x68, 0x6B, Quantity.Pressure, ValueUnit.Bar, -3, VifStep.Scale);
            table.Add(0x6C, 0x6C, Quantity.Date, ValueUnit.None, 0, VifStep.Time);
            table.Add(0x6D, 0x6D, Quantity.DateTime, ValueUnit.None, 0, VifStep.Time);
            table.Add(0x6E, 0x6E, Quantity.HeatCostAllocation, ValueUnit.HeatCostUnit, 0, VifStep.Fixed);
            table.Add(0x70, 0x73, Quantity.AveragingDuration, ValueUnit.Second, 0, VifStep.Unit);
            table.Add(0x74, 0x77, Quantity.ActualityDuration, ValueUnit.Second, 0, VifStep.Unit);
            table.Add(0x78, Quantity.FabricationNumber);
            table.Add(0x79, Quantity.Identification);
            table.Add(0x7A, Quantity.BusAddress);
            table.Add(0x7C, 0x7C, Quantity.PlainText, ValueUnit.None, 0, VifStep.Fixed);
            table.Add(0x7E, 0x7E, Quantity.AnyValue, ValueUnit.None, 0, VifStep.Fixed);
            table.Add(0x7F, 0x7F, Quantity.ManufacturerSpecific, ValueUnit.None, 0, VifStep.Fixed);
            return table;
        }

        /// <summary>Table 14: true VIFs behind FB.</summary>
        public static VifTable CreateFb()
        {
            VifTable table = new VifTable();
            table.Add(0x00, 0x01, Quantity.Energy, ValueUnit.WattHour, 5, VifStep.Scale);
            table.Add(0x02, 0x03, Quantity.ReactiveEnergy, ValueUnit.VarHour, 3, VifStep.Scale);
            table.Add(0x04, 0x05, Quantity.ApparentEnergy, ValueUnit.VoltAmpereHour, 3, VifStep.Scale);
            table.Add(0x08, 0x09, Quantity.Energy, ValueUnit.Joule, 8, VifStep.Scale);
            table.Add(0x0C, 0x0F, Quantity.Energy, ValueUnit.Calorie, 5, VifStep.Scale);
            table.Add(0x10, 0x11, Quantity.Volume, ValueUnit.CubicMetre, 2, VifStep.Scale);
            table.Add(0x14, 0x17, Quantity.ReactivePower, ValueUnit.Var, 0, VifStep.Scale);
            table.Add(0x18, 0x19, Quantity.Mass, ValueUnit.Kilogram, 5, VifStep.Scale);
            table.Add(0x1A, 0x1B, Quantity.RelativeHumidity, ValueUnit.Percent, -1, VifStep.Scale);
            table.Add(0x20, 0x20, Quantity.Volume, ValueUnit.CubicFoot, 0, VifStep.Fixed);
            table.Add(0x21, 0x21, Quantity.Volume, ValueUnit.CubicFoot, -1, VifStep.Fixed);
            table.Add(0x22, 0x23, Quantity.Volume, ValueUnit.Gallon, -1, VifStep.Scale);
            table.Add(0x24, 0x24, Quantity.VolumeFlow, ValueUnit.GallonPerMinute, -3, VifStep.Fixed);
            table.Add(0x25, 0x25, Quantity.VolumeFlow, ValueUnit.GallonPerMinute, 0, VifStep.Fixed);
            table.Add(0x26, 0x26, Quantity.VolumeFlow, ValueUnit.GallonPerHour, 0, VifStep.Fixed);
            table.Add(0x28, 0x29, Quantity.Power, ValueUnit.Watt, 5, VifStep.Scale);
            table.Add(0x2A, 0x2A, Quantity.PhaseVoltageToVoltage, ValueUnit.Degree, -1, VifStep.Fixed);
            table.Add(0x2B, 0x2B, Quantity.PhaseVoltageToCurrent, ValueUnit.Degree, -1, VifStep.Fixed);
            table.Add(0x2C, 0x2F, Quantity.Frequency, ValueUnit.Hertz, -3, VifStep.Scale);
            table.Add(0x30, 0x31, Quantity.Power, ValueUnit.JoulePerHour, 8, VifStep.Scale);
            table.Add(0x34, 0x37, Quantity.ApparentPower, ValueUnit.VoltAmpere, 0, VifStep.Scale);
            table.Add(0x58, 0x5B, Quantity.FlowTemperature, ValueUnit.Fahrenheit, -3, VifStep.Scale);
            table.Add(0x5C, 0x5F, Quantity.ReturnTemperature, ValueUnit.Fahrenheit, -3, VifStep.Scale);
            table.Add(0x60, 0x63, Quantity.TemperatureDifference, ValueUnit.Fahrenheit, -3, VifStep.Scale);
            table.Add(0x64, 0x67, Quantity.ExternalTemperature, ValueUnit.Fahrenheit, -3, VifStep.Scale);
            table.Add(0x70, 0x73, Quantity.TemperatureLimit, ValueUnit.Fahrenheit, -3, VifStep.Scale);
            table.Add(0x74, 0x77, Quantity.TemperatureLimit, ValueUnit.Celsius, -3, VifStep.Scale);
            table.Add(0x78, 0x7F, Quantity.CumulatedMaximumPower, ValueUnit.Watt, -3, VifStep.Scale);
            AddHeatCostFactors(table);
            return table;
        }

        /// <summary>Table 12: true VIFs behind FD.</summary>
        public static VifTable CreateFd()
        {
            VifTable table = new VifTable();
            table.Add(0x00, 0x03, Quantity.Credit, ValueUnit.Currency, -3, VifStep.Scale);
            table.Add(0x04, 0x07, Quantity.Debit, ValueUnit.Currency, -3, VifStep.Scale);

            // 08 .. 1B are one word each, in the order of the enumeration.
            for (int code = 0x08; code <= 0x1B; code++)
            {
                table.Add(code, (Quantity)((int)Quantity.AccessNumber + code - 0x08));
            }

            table.Add(0x1C, 0x1C, Quantity.BaudRate, ValueUnit.Baud, 0, VifStep.Unsigned);
            table.Add(0x1D, 0x1D, Quantity.ResponseDelay, ValueUnit.BitTimes, 0, VifStep.Unsigned);
            table.Add(0x1E, Quantity.Retry);
            table.Add(0x1F, Quantity.RemoteControl);
            table.Add(0x20, Quantity.FirstStorageNumber);
            table.Add(0x21, Quantity.LastStorageNumber);
            table.Add(0x22, Quantity.StorageBlockSize);
            table.Add(0x23, Quantity.TariffDescriptor);
            AddIntervals(table);
            table.Add(0x40, 0x4F, Quantity.Voltage, ValueUnit.Volt, -9, VifStep.Scale);
            table.Add(0x50, 0x5F, Quantity.Current, ValueUnit.Ampere, -12, VifStep.Scale);
            AddStates(table);
            return table;
        }

        /// <summary>True VIFs behind FD FD.</summary>
        public static VifTable CreateFdFd()
        {
            const int Step = VifStep.Unit | VifStep.Unsigned;
            VifTable table = new VifTable();
            table.Add(0x00, Quantity.CurrentApplication);
            table.Add(0x02, 0x03, Quantity.BatteryRemaining, ValueUnit.Month, 0, Step);
            return table;
        }

        // Factors of heat cost allocators; the numbers count 2^-12.
        private static void AddHeatCostFactors(VifTable table)
        {
            const int Step = VifStep.Binary | VifStep.Unsigned;
            table.Add(0x68, 0x68, Quantity.RatingFactor, ValueUnit.HeatCostUnit, 0, Step);
            table.Add(0x69, 0x69, Quantity.RatingFactorOutput, ValueUnit.Watt, 0, Step);
            for (int code = 0x6A; code <= 0x6E; code++)
            {
                Quantity quantity = (Quantity)((int)Quantity.RatingFactorCoupling + code - 0x6A);
                table.Add(code, code, quantity, ValueUnit.None, 0, Step);
            }
        }

        private static void AddIntervals(VifTable table)
        {
            const int Step = VifStep.Unit | VifStep.Unsigned;
            table.Add(0x24, 0x29, Quantity.StorageInterval, ValueUnit.Second, 0, Step);
            table.Add(0x2A, Quantity.OperatorData);
            table.Add(0x2B, 0x2B, Quantity.SecondOfMinute, ValueUnit.Second, 0, VifStep.Unsigned);
            table.Add(0x2C, 0x2F, Quantity.DurationSinceReadout, ValueUnit.Second, 0, Step);
            table.Add(0x30, 0x30, Quantity.TariffStart, ValueUnit.None, 0, VifStep.Time);
            table.Add(0x31, 0x33, Quantity.TariffDuration, ValueUnit.Minute, 0, Step);
            table.Add(0x34, 0x39, Quantity.TariffPeriod, ValueUnit.Second, 0, Step);
            table.Add(0x3A, 0x3A, Quantity.Dimensionless, ValueUnit.None, 0, VifStep.Fixed);
            table.Add(0x3B, 0x3B, Quantity.WirelessContainer, ValueUnit.None, 0, VifStep.Raw);
            table.Add(0x3C, 0x3F, Quantity.TransmissionPeriod, ValueUnit.Second, 0, Step);
        }

        private static void AddStates(VifTable table)
        {
            const int Step = VifStep.Unit | VifStep.Unsigned;
            for (int code = 0x60; code <= 0x67; code++)
            {
                table.Add(code, (Quantity)((int)Quantity.ResetCounter + code - 0x60));
            }

            table.Add(0x68, 0x6B, Quantity.DurationSinceCumulation, ValueUnit.Hour, 0, Step);
            table.Add(0x6C, 0x6F, Quantity.BatteryOperatingTime, ValueUnit.Hour, 0, Step);
            table.Add(0x70, 0x70, Quantity.BatteryChange, ValueUnit.None, 0, VifStep.Time);
            table.Add(0x71, 0x71, Quantity.RadioLevel, ValueUnit.DecibelMilliwatt, 0, VifStep.Fixed);
            table.Add(0x72, 0x72, Quantity.DaylightSaving, ValueUnit.None, 0, VifStep.Raw);
            table.Add(0x73, 0x73, Quantity.ListeningWindow, ValueUnit.None, 0, VifStep.Raw);
            table.Add(0x74, 0x74, Quantity.BatteryRemaining, ValueUnit.Day, 0, VifStep.Unsigned);
            table.Add(0x75, Quantity.TimesStopped);
            table.Add(0x76, 0x76, Quantity.ManufacturerContainer, ValueUnit.None, 0, VifStep.Raw);
        }
    }
}
