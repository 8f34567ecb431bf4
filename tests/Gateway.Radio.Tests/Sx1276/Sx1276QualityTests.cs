namespace Gateway.Radio.Tests.Sx1276;

[TestClass]
public class Sx1276QualityTests : ReceptionQualityTests
{
    protected override RadioChip Kind => RadioChip.Sx1276;
}
