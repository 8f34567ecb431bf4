using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Gateway.Profile.Tests.Checker;

/// <summary>
/// Shows every part of the compiled firmware to the rules. What a rule finds carries file and line. It checks
/// what the compiler made, so that sugar cannot hide anything; constants, which the compiler folds, are
/// <see cref="SourceModel"/>'s.
/// </summary>
internal sealed class ProfileChecker(params Rule[] rules)
{
    /// <summary>Everything that the rules find, in the order of the rules, files and lines.</summary>
    public IReadOnlyList<Violation> Check(Firmware firmware)
    {
        List<Violation> violations = [];
        foreach (Rule rule in rules)
        {
            Report report = new(rule.Id, firmware);
            foreach (TypeDefinition type in firmware.Types)
            {
                CheckType(rule, type, report);
            }

            violations.AddRange(report.Violations);
        }

        // Of two rules that speak of one line, the general one adds nothing: a decimal is not on the lists either.
        HashSet<(string, int)> specific = [.. violations
            .Where(v => v.Rule != Rules.ApiRule.Name).Select(v => (v.File, v.Line))];
        violations.RemoveAll(v => v.Rule == Rules.ApiRule.Name && specific.Contains((v.File, v.Line)));
        return violations;
    }

    private static void CheckType(Rule rule, TypeDefinition type, Report report)
    {
        Site site = new(type);
        rule.Type(type, report);
        if (type.BaseType != null)
        {
            rule.TypeUse(type.BaseType, site, report);
        }

        foreach (InterfaceImplementation implementation in type.Interfaces)
        {
            rule.TypeUse(implementation.InterfaceType, site, report);
        }

        CheckAttributes(rule, type, site, report);
        foreach (FieldDefinition field in type.Fields)
        {
            rule.TypeUse(field.FieldType, new Site(field), report);
            CheckAttributes(rule, field, new Site(field), report);
        }

        foreach (PropertyDefinition property in type.Properties)
        {
            CheckAttributes(rule, property, new Site(property), report);
        }

        foreach (MethodDefinition method in type.Methods)
        {
            CheckMethod(rule, method, report);
        }
    }

    private static void CheckMethod(Rule rule, MethodDefinition method, Report report)
    {
        Site site = new(method);
        rule.Method(method, report);
        rule.TypeUse(method.ReturnType, site, report);
        CheckAttributes(rule, method, site, report);
        foreach (ParameterDefinition parameter in method.Parameters)
        {
            rule.TypeUse(parameter.ParameterType, site, report);
            CheckAttributes(rule, parameter, site, report);
        }

        if (!method.HasBody)
        {
            return;
        }

        foreach (VariableDefinition variable in method.Body.Variables)
        {
            rule.TypeUse(variable.VariableType, FirstStore(method, variable), report);
        }

        foreach (ExceptionHandler handler in method.Body.ExceptionHandlers.Where(h => h.CatchType != null))
        {
            rule.TypeUse(handler.CatchType, new Site(method, handler.HandlerStart), report);
        }

        foreach (Instruction instruction in method.Body.Instructions)
        {
            rule.Instruction(method, instruction, report);
            CheckOperand(rule, instruction.Operand, new Site(method, instruction), report);
        }
    }

    private static void CheckOperand(Rule rule, object operand, Site site, Report report)
    {
        switch (operand)
        {
            case TypeReference type:
                rule.TypeUse(type, site, report);
                break;
            case FieldReference field:
                rule.MemberUse(field, site, report);
                rule.TypeUse(field.DeclaringType, site, report);
                rule.TypeUse(field.FieldType, site, report);
                break;
            case MethodReference method:
                rule.MemberUse(method, site, report);
                rule.TypeUse(method.DeclaringType, site, report);
                rule.TypeUse(method.ReturnType, site, report);
                foreach (ParameterDefinition parameter in method.Parameters)
                {
                    rule.TypeUse(parameter.ParameterType, site, report);
                }

                if (method is GenericInstanceMethod generic)
                {
                    foreach (TypeReference argument in generic.GenericArguments)
                    {
                        rule.TypeUse(argument, site, report);
                    }
                }

                break;
            default:
                break;
        }
    }

    private static void CheckAttributes(Rule rule, ICustomAttributeProvider provider, Site site, Report report)
    {
        foreach (CustomAttribute attribute in provider.CustomAttributes)
        {
            rule.TypeUse(attribute.AttributeType, site, report);
            rule.MemberUse(attribute.Constructor, site, report);
        }
    }

    // The line of a local is the line that first writes it.
    private static Site FirstStore(MethodDefinition method, VariableDefinition variable)
    {
        Instruction store = method.Body.Instructions.FirstOrDefault(i => Stores(i, variable.Index));
        return new Site(method, store);
    }

    private static bool Stores(Instruction instruction, int index) => instruction.OpCode.Code switch
    {
        Code.Stloc_0 => index == 0,
        Code.Stloc_1 => index == 1,
        Code.Stloc_2 => index == 2,
        Code.Stloc_3 => index == 3,
        Code.Stloc or Code.Stloc_S or Code.Ldloca or Code.Ldloca_S =>
            ((VariableDefinition)instruction.Operand).Index == index,
        _ => false,
    };
}
