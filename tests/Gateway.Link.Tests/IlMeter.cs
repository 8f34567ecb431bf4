using System;
using System.Collections.Generic;
using System.Reflection;
using System.Reflection.Emit;

namespace Gateway.Link.Tests;

/// <summary>
/// Runs firmware methods by interpreting their IL and counts what the board's interpreter would execute, by
/// the cost model of the project: an instruction 1, a managed call and its return 15 more, a call into
/// native code 28. Knows the instructions that the receive path uses and refuses others.
/// </summary>
internal sealed class IlMeter
{
    private const int ManagedCall = 15;
    private const int NativeCall = 28;
    private static readonly Dictionary<int, OpCode> OpCodesByValue = LoadOpCodes();
    private readonly Dictionary<MethodBase, byte[]> _code = [];

    /// <summary>IL-op equivalents so far.</summary>
    public long Ops { get; private set; }

    /// <summary>Calls a method of the firmware, its own call included.</summary>
    public object Run(MethodBase method, params object[] arguments)
    {
        Ops += ManagedCall;
        if (!_code.TryGetValue(method, out byte[] code))
        {
            code = method.GetMethodBody().GetILAsByteArray();
            _code[method] = code;
        }

        object[] locals = new object[method.GetMethodBody().LocalVariables.Count];
        for (int i = 0; i < locals.Length; i++)
        {
            locals[i] = 0;
        }

        return Execute(method, code, arguments, locals);
    }

    private object Execute(MethodBase method, byte[] code, object[] arguments, object[] locals)
    {
        var stack = new Stack<object>();
        int at = 0;
        while (true)
        {
            int value = code[at] == 0xFE ? 0xFE00 | code[at + 1] : code[at];
            OpCode op = OpCodesByValue[value];
            at += op.Size;
            int operand = Operand(op, code, at, out int size);
            at += size;
            if (op == OpCodes.Nop)
            {
                continue;
            }

            Ops++;
            string name = op.Name;
            if (op == OpCodes.Ret)
            {
                return stack.Count > 0 ? stack.Pop() : null;
            }
            else if (op.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch)
            {
                at = IsTaken(name.Replace(".s", ""), stack) ? at + operand : at;
            }
            else if (op.FlowControl == FlowControl.Call)
            {
                Call(method.Module.ResolveMethod(operand), stack);
            }
            else if (name.EndsWith("fld", StringComparison.Ordinal))
            {
                Field(name, method.Module.ResolveField(operand), stack);
            }
            else if (!Variable(name, operand, arguments, locals, stack))
            {
                Compute(name, operand, stack);
            }
        }
    }

    private void Call(MethodBase target, Stack<object> stack)
    {
        object[] arguments = new object[target.GetParameters().Length + (target.IsStatic ? 0 : 1)];
        for (int i = arguments.Length - 1; i >= 0; i--)
        {
            arguments[i] = stack.Pop();
        }

        if (target.DeclaringType == typeof(Array))
        {
            Ops += NativeCall;
            target.Invoke(null, arguments);
            return;
        }

        object result = Run(target, arguments);
        if (((MethodInfo)target).ReturnType != typeof(void))
        {
            stack.Push(result);
        }
    }

    private static void Field(string name, FieldInfo field, Stack<object> stack)
    {
        if (name == "stfld")
        {
            object value = stack.Pop();
            Type type = field.FieldType;
            value = type == typeof(bool) ? (int)value != 0 : type.IsEnum ? Enum.ToObject(type, value) : value;
            field.SetValue(stack.Pop(), value);
            return;
        }

        object read = field.GetValue(stack.Pop());
        stack.Push(read is Enum or bool ? Convert.ToInt32(read) : read);
    }

    private static bool Variable(
        string name, int operand, object[] arguments, object[] locals, Stack<object> stack)
    {
        string[] parts = name.Split('.');
        bool isKnown = parts[0] is "ldarg" or "ldloc" or "stloc" or "starg";
        if (isKnown)
        {
            int index = parts.Length > 1 && parts[1] != "s" ? int.Parse(parts[1]) : operand;
            object[] variables = parts[0].EndsWith("arg", StringComparison.Ordinal) ? arguments : locals;
            if (parts[0].StartsWith("ld", StringComparison.Ordinal))
            {
                stack.Push(variables[index]);
            }
            else
            {
                variables[index] = stack.Pop();
            }
        }

        return isKnown;
    }

    private static bool IsTaken(string name, Stack<object> stack)
    {
        switch (name)
        {
            case "br":
                return true;
            case "brtrue":
                return stack.Pop() is not (null or 0);
            case "brfalse":
                return stack.Pop() is null or 0;
        }

        int right = (int)stack.Pop();
        int left = (int)stack.Pop();
        return name switch
        {
            "beq" => left == right,
            "bne.un" => left != right,
            "blt" => left < right,
            "ble" => left <= right,
            "bgt" => left > right,
            "bge" => left >= right,
            _ => throw new NotSupportedException(name),
        };
    }

    private static void Compute(string name, int operand, Stack<object> stack)
    {
        if (name.StartsWith("ldc.i4", StringComparison.Ordinal))
        {
            string tail = name[6..].TrimStart('.');
            stack.Push(tail.Length == 0 || tail == "s" ? operand : tail == "m1" ? -1 : int.Parse(tail));
        }
        else if (name.StartsWith("stelem", StringComparison.Ordinal))
        {
            int value = (int)stack.Pop();
            int index = (int)stack.Pop();
            ((byte[])stack.Pop())[index] = (byte)value;
        }
        else if (name == "conv.u1")
        {
            stack.Push((int)(byte)(int)stack.Pop());
        }
        else if (name == "dup")
        {
            stack.Push(stack.Peek());
        }
        else if (name == "pop")
        {
            stack.Pop();
        }
        else
        {
            int right = (int)stack.Pop();
            stack.Push(Binary(name, stack.Pop(), right));
        }
    }

    private static int Binary(string name, object left, int right)
    {
        if (left is Array array)
        {
            return Convert.ToInt32(array.GetValue(right));
        }

        int a = (int)left;
        return name switch
        {
            "add" => a + right,
            "sub" => a - right,
            "mul" => a * right,
            "div" => a / right,
            "and" => a & right,
            "or" => a | right,
            "xor" => a ^ right,
            "shl" => a << right,
            "shr" => a >> right,
            "ceq" => a == right ? 1 : 0,
            "clt" => a < right ? 1 : 0,
            "cgt" => a > right ? 1 : 0,
            "cgt.un" => (uint)a > (uint)right ? 1 : 0,
            _ => throw new NotSupportedException(name),
        };
    }

    private static int Operand(OpCode op, byte[] code, int at, out int size)
    {
        switch (op.OperandType)
        {
            case OperandType.InlineNone:
                size = 0;
                return 0;
            case OperandType.ShortInlineBrTarget:
            case OperandType.ShortInlineI:
                size = 1;
                return (sbyte)code[at];
            case OperandType.ShortInlineVar:
                size = 1;
                return code[at];
            default:
                size = 4;
                return BitConverter.ToInt32(code, at);
        }
    }

    private static Dictionary<int, OpCode> LoadOpCodes()
    {
        var result = new Dictionary<int, OpCode>();
        foreach (FieldInfo field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var op = (OpCode)field.GetValue(null);
            result[(ushort)op.Value] = op;
        }

        return result;
    }
}
