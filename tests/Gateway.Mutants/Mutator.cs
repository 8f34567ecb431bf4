// Finds every place in the compiled firmware where one small fault can be put, in a fixed order: literals, comparisons,
// branches, arithmetic, calls and stores that are left out. What it finds it can do, to the module that it was found in.
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Gateway.Mutants;

/// <summary>The systematic mutants.</summary>
internal static class Mutator
{
    // One more or less of these is within any tolerance; half or double is not.
    private const long LargeLiteral = 255;

    private static readonly Dictionary<Code, OpCode> _boundaries = new()
    {
        [Code.Blt] = OpCodes.Ble, [Code.Ble] = OpCodes.Blt, [Code.Bgt] = OpCodes.Bge, [Code.Bge] = OpCodes.Bgt,
    };

    private static readonly Dictionary<Code, OpCode> _negations = new()
    {
        [Code.Brtrue] = OpCodes.Brfalse, [Code.Brfalse] = OpCodes.Brtrue,
        [Code.Beq] = OpCodes.Bne_Un, [Code.Bne_Un] = OpCodes.Beq,
        [Code.Blt] = OpCodes.Bge, [Code.Bge] = OpCodes.Blt, [Code.Bgt] = OpCodes.Ble, [Code.Ble] = OpCodes.Bgt,
        [Code.Clt] = OpCodes.Cgt, [Code.Cgt] = OpCodes.Clt,
    };

    private static readonly Dictionary<Code, OpCode> _swaps = new()
    {
        [Code.Add] = OpCodes.Sub, [Code.Sub] = OpCodes.Add, [Code.Mul] = OpCodes.Add, [Code.Div] = OpCodes.Mul,
        [Code.Shl] = OpCodes.Shr, [Code.Shr] = OpCodes.Shl, [Code.And] = OpCodes.Or, [Code.Or] = OpCodes.And,
        [Code.Xor] = OpCodes.Or,
    };

    /// <summary>Every mutant of a target.</summary>
    public static List<Mutant> Find(ModuleDefinition module, Target target)
    {
        List<Mutant> mutants = [];
        foreach (MethodDefinition method in Methods(module, target))
        {
            method.Body.SimplifyMacros();
            foreach (Instruction at in method.Body.Instructions.ToArray())
            {
                foreach ((string change, Action apply) in Of(method.Body, at))
                {
                    mutants.Add(new Mutant(
                        $"{target.Name}#{mutants.Count}", Place(method, at), change, apply));
                }
            }
        }

        return mutants;
    }

    /// <summary>The methods of a target that have code.</summary>
    public static IEnumerable<MethodDefinition> Methods(ModuleDefinition module, Target target) =>
        module.GetTypes()
            .Where(type => target.Namespaces.Contains(Outermost(type).Namespace))
            .SelectMany(type => type.Methods).Where(method => method.HasBody);

    /// <summary>Source file, line and method.</summary>
    public static string Place(MethodDefinition method, Instruction at)
    {
        SequencePoint? point = method.DebugInformation.HasSequencePoints
            ? method.DebugInformation.SequencePoints
                .Where(p => !p.IsHidden && p.Offset <= at.Offset).MaxBy(p => p.Offset)
            : null;
        string name = $"{method.DeclaringType.Name}.{method.Name}";
        return point == null ? name : $"{Path.GetFileName(point.Document.Url)}:{point.StartLine} {name}";
    }

    /// <summary>Takes a call or a store out: what it would have consumed is dropped, what it would have returned is
    /// 0.</summary>
    public static void Remove(MethodBody body, Instruction at, int consumed, bool returns)
    {
        ILProcessor il = body.GetILProcessor();
        for (int i = 1; i < consumed; i++)
        {
            il.InsertAfter(at, il.Create(OpCodes.Pop));
        }

        if (returns)
        {
            Instruction last = at;
            for (int i = 1; i < consumed; i++)
            {
                last = last.Next;
            }

            il.InsertAfter(last, il.Create(OpCodes.Ldc_I4_0));
        }

        Set(at, consumed > 0 ? OpCodes.Pop : OpCodes.Nop, null);
    }

    public static int Consumed(MethodReference callee) => callee.Parameters.Count + (callee.HasThis ? 1 : 0);

    private static IEnumerable<(string Change, Action Apply)> Of(MethodBody body, Instruction at)
    {
        Code code = at.OpCode.Code;
        if (code is Code.Ldc_I4 or Code.Ldc_I8)
        {
            foreach (long value in Others(at))
            {
                yield return ($"{Literal(at)} -> {value}", () => SetLiteral(at, value));
            }
        }

        foreach (Dictionary<Code, OpCode> table in new[] { _boundaries, _negations, _swaps })
        {
            if (table.TryGetValue(code, out OpCode other))
            {
                yield return ($"{at.OpCode.Name} -> {other.Name}", () => Set(at, other, at.Operand));
            }
        }

        if (at.Operand is MethodReference callee && code is Code.Call or Code.Callvirt && IsRemovable(callee, at))
        {
            bool returns = callee.ReturnType.FullName != "System.Void";
            yield return (
                $"no call of {callee.DeclaringType.Name}.{callee.Name}",
                () => Remove(body, at, Consumed(callee), returns));
        }

        if (code is Code.Stfld)
        {
            yield return ($"no store to {((FieldReference)at.Operand).Name}", () => Remove(body, at, 2, false));
        }
        else if (code is Code.Stelem_I1 or Code.Stelem_I2 or Code.Stelem_I4 or Code.Stelem_I8)
        {
            yield return ("no store to an element", () => Remove(body, at, 3, false));
        }
    }

    // What returns something that is used is a question, not an action.
    private static bool IsRemovable(MethodReference callee, Instruction at) =>
        callee.Name != ".ctor"
        && (callee.ReturnType.FullName == "System.Void"
            || (at.Next?.OpCode.Code == Code.Pop && callee.ReturnType.FullName is "System.Int32" or "System.Boolean"));

    private static IEnumerable<long> Others(Instruction at)
    {
        long value = Literal(at);
        if (value is 0 or 1)
        {
            yield return 1 - value;
        }
        else if (Math.Abs(value) > LargeLiteral)
        {
            yield return value * 2;
            yield return value / 2;
        }
        else
        {
            yield return value + 1;
            yield return value - 1;
        }
    }

    private static long Literal(Instruction at) => Convert.ToInt64(at.Operand, null);

    private static void SetLiteral(Instruction at, long value) =>
        at.Operand = at.OpCode.Code == Code.Ldc_I8 ? value : (object)(int)value;

    private static void Set(Instruction at, OpCode code, object? operand)
    {
        at.OpCode = code;
        at.Operand = operand;
    }

    private static TypeDefinition Outermost(TypeDefinition type)
    {
        while (type.DeclaringType != null)
        {
            type = type.DeclaringType;
        }

        return type;
    }
}
