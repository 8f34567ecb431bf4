namespace Gateway.Radio.Tests;

public enum RadioChip
{
    Cc1101,
    Sx1276,
}
