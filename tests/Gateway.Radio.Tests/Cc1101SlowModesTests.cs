namespace Gateway.Radio.Tests;

[TestClass]
public class Cc1101SlowModesTests : SlowModesOnModelTests
{
    protected override RadioChip Kind => RadioChip.Cc1101;
}
