using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Gateway.Profile.Tests.Checker;

/// <summary>One thing that the board cannot do. The checker shows it every part of the firmware.</summary>
internal abstract class Rule
{
    /// <summary>Short name, as in the messages and the samples' markers.</summary>
    public abstract string Id { get; }

    /// <summary>A type of the firmware.</summary>
    public virtual void Type(TypeDefinition type, Report report)
    {
    }

    /// <summary>A method of the firmware.</summary>
    public virtual void Method(MethodDefinition method, Report report)
    {
    }

    /// <summary>One instruction of a firmware method.</summary>
    public virtual void Instruction(MethodDefinition method, Instruction instruction, Report report)
    {
    }

    /// <summary>A type named anywhere: signature, base, local, operand, attribute; with its modifiers.</summary>
    public virtual void TypeUse(TypeReference type, Site site, Report report)
    {
    }

    /// <summary>A method or field named by an instruction or an attribute.</summary>
    public virtual void MemberUse(MemberReference member, Site site, Report report)
    {
    }
}
