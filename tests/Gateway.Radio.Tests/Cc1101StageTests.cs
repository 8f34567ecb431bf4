using Gateway.Core;
using Gateway.Radio.Cc1101;

namespace Gateway.Radio.Tests;

[TestClass]
public class Cc1101StageTests : DriverStageTests
{
    private protected override IFakeChip NewChip() => new FakeCc1101();

    private protected override RadioStage NewRadio(
        IFakeChip chip, IInterruptPin fifoPin, IInterruptPin syncPin) =>
        new Cc1101Radio(chip, fifoPin, syncPin);
}
