namespace Gateway.Simulator.Meters;

/// <summary>How much a meter's telegrams carry.</summary>
public enum MeterRecords
{
    /// <summary>Date, totals, rate, temperatures and information codes, as the device type has them.</summary>
    Standard,

    /// <summary>Total, total at midnight, one temperature and information codes: as an ELL compact frame, a telegram of
    /// 35 bytes, 3.6 ms on the air in C1 with format B.</summary>
    Short,
}
