namespace Gateway.Profile.Tests.Library;

/// <summary>What exists on the board.</summary>
internal interface IApi
{
    /// <summary>The nanoFramework assembly of a type, method or field written as <see cref="Checker.Names"/>
    /// does, or null when the board has no such thing.</summary>
    string AssemblyOf(string name);
}
