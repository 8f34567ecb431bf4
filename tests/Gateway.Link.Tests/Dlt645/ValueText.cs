using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Gateway.Link.Dlt645;

namespace Gateway.Link.Tests.Dlt645;

/// <summary>Values of an answer as short texts, for comparing.</summary>
internal static class ValueText
{
    public static List<string> All(Dlt645Edition edition, uint identifier, byte[] data)
    {
        var reader = new RegisterReader();
        var value = new RegisterValue();
        var texts = new List<string>();
        reader.Begin(edition, identifier, data, 0, data.Length);
        while (reader.TryNext(value))
        {
            texts.Add(Of(value));
            if (texts.Count > 300)
            {
                throw new InvalidOperationException("no end");
            }
        }

        return texts;
    }

    /// <summary>Quantity, then phase, tariff and storage where there are, number and unit, time, state.</summary>
    public static string Of(RegisterValue value)
    {
        var text = new StringBuilder(RegisterNames.Quantity(value.Quantity));
        text.Append(value.Phase > 0 ? " L" + value.Phase : "");
        text.Append(value.Tariff >= 0 ? " T" + value.Tariff : "");
        text.Append(value.Info.Storage >= 0 ? " S" + value.Info.Storage : "");
        if (value.HasNumber)
        {
            text.Append(' ').Append(Number(value)).Append(' ').Append(RegisterNames.Unit(value.Unit));
        }

        if (value.HasTime)
        {
            text.Append(' ').Append(Time(value));
        }

        return text.Append(value.State == RegisterState.Ok ? "" : " " + value.State).ToString().TrimEnd();
    }

    public static string Number(RegisterValue value)
    {
        decimal number = value.Mantissa;
        for (int i = 0; i < value.Decimals; i++)
        {
            number /= 10;
        }

        return number.ToString("F" + value.Decimals, CultureInfo.InvariantCulture);
    }

    public static string Time(RegisterValue value) =>
        Join('-', value.Year, value.Month, value.Day) + " " + Join(':', value.Hour, value.Minute, value.Second) +
        (value.Weekday >= 0 ? " W" + value.Weekday : "");

    private static string Join(char between, params int[] parts)
    {
        var text = new StringBuilder();
        foreach (int part in parts)
        {
            text.Append(text.Length > 0 && part >= 0 ? between.ToString() : "")
                .Append(part >= 0 ? part.ToString("D2", CultureInfo.InvariantCulture) : "");
        }

        return text.ToString();
    }
}
