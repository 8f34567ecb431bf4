namespace Gateway.Radio.Tests.Sx1276;

[TestClass]
public class Sx1276SlowModesTests : SlowModesOnModelTests
{
    protected override RadioChip Kind => RadioChip.Sx1276;
}
