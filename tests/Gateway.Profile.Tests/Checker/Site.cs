using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Gateway.Profile.Tests.Checker;

/// <summary>Where in the firmware something is used.</summary>
/// <param name="Owner">The type, field or method.</param>
/// <param name="At">The instruction, or null for a signature.</param>
internal sealed record Site(IMemberDefinition Owner, Instruction At = null)
{
    /// <summary>The type that the place belongs to.</summary>
    public TypeDefinition Type => Owner as TypeDefinition ?? Owner.DeclaringType;
}
