using System.Linq;
using Mono.Cecil;

namespace Gateway.Profile.Tests.Rules;

/// <summary>What the compiler writes by itself.</summary>
internal static class Generated
{
    /// <summary>A class that runs an iterator or async method: it keeps a state and is moved on.</summary>
    public static bool IsStateMachine(TypeDefinition type) =>
        IsCompilerMade(type) && type.Methods.Any(method => method.Name == "MoveNext");

    /// <summary>A record: only they have a method of this unspeakable name.</summary>
    public static bool IsRecord(TypeDefinition type) => type.Methods.Any(method => method.Name == "<Clone>$");

    /// <summary>Code that is the consequence of one construct, which has its own rule.</summary>
    public static bool IsReportedElsewhere(IMemberDefinition member)
    {
        TypeDefinition type = member as TypeDefinition ?? member.DeclaringType;
        return IsStateMachine(type) || IsRecord(type) || RunsStateMachine(member);
    }

    /// <summary>The method that starts an iterator or async method.</summary>
    public static bool RunsStateMachine(IMemberDefinition member) => member.CustomAttributes.Any(a =>
        a.AttributeType.Name is "IteratorStateMachineAttribute" or "AsyncStateMachineAttribute");

    /// <summary>BeginInvoke and EndInvoke: a delegate has them only where the class library has IAsyncResult.</summary>
    public static bool IsAsyncOfDelegate(IMemberDefinition member) => member is MethodDefinition method &&
        method.DeclaringType.BaseType?.FullName == "System.MulticastDelegate" &&
        method.Name is "BeginInvoke" or "EndInvoke";

    /// <summary>
    /// The add and remove of a field-like event: on .NET they use the generic Interlocked.CompareExchange; where
    /// the class library has none, as on the board, the compiler writes them without.
    /// </summary>
    public static bool IsEventAccessor(IMemberDefinition member) =>
        member is MethodDefinition method && (method.IsAddOn || method.IsRemoveOn) &&
        IsCompilerMade(member);

    /// <summary>Marked as written by the compiler.</summary>
    public static bool IsCompilerMade(ICustomAttributeProvider member) =>
        member.CustomAttributes.Any(a => a.AttributeType.Name == "CompilerGeneratedAttribute");
}
