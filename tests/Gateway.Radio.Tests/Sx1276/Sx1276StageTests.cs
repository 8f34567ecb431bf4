using Gateway.Core;
using Gateway.Radio.Sx1276;

namespace Gateway.Radio.Tests.Sx1276;

[TestClass]
public class Sx1276StageTests : DriverStageTests
{
    private protected override IFakeChip NewChip() => new FakeSx1276();

    private protected override RadioStage NewRadio(
        IFakeChip chip, IInterruptPin fifoPin, IInterruptPin syncPin) =>
        new Sx1276Radio(chip, fifoPin, syncPin, null);
}
