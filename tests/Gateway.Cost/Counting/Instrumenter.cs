// Rewrites a compiled assembly so that it counts what it executes: a call to Counter at the head of every run of
// instructions that has one way in and one way out, with the price of the whole run. An exception in the middle of a run
// leaves its rest paid for.
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Gateway.Cost;

/// <summary>Puts the counting into compiled firmware.</summary>
internal static class Instrumenter
{
    /// <summary>The assemblies that run on the board.</summary>
    public static readonly string[] Assemblies =
    [
        "Gateway.App", "Gateway.Board.Esp32", "Gateway.Boards", "Gateway.Commands", "Gateway.Config", "Gateway.Core",
        "Gateway.Filter", "Gateway.Installer", "Gateway.Link", "Gateway.Radio", "Gateway.Store", "Gateway.Uplink",
        "Gateway.Wired",
    ];

    /// <summary>Most methods that can be told apart.</summary>
    public const int MaxMethods = 8192;

    /// <summary>Returns a counting copy of an assembly.</summary>
    /// <param name="file">The compiled assembly.</param>
    /// <param name="methods">Gets the full names of its methods; their index tells them apart.</param>
    public static MemoryStream Rewrite(string file, List<string> methods)
    {
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(file));
        using var module = ModuleDefinition.ReadModule(file, new ReaderParameters { AssemblyResolver = resolver });
        var add = module.ImportReference(typeof(Counter).GetMethod(nameof(Counter.Add)));
        var addCopy = module.ImportReference(typeof(Counter).GetMethod(nameof(Counter.AddCopy)));
        foreach (var type in module.GetTypes().Where(IsFirmware))
        {
            foreach (var method in type.Methods.Where(method => method.HasBody))
            {
                Rewrite(method.Body, methods.Count, add, addCopy);
                methods.Add(method.FullName);
            }
        }

        var stream = new MemoryStream();
        module.Write(stream);
        stream.Position = 0;
        return stream;
    }

    /// <summary>Whether a type is compiled into the board's program; the shadows of the class library in
    /// Gateway.Boards are not.</summary>
    public static bool IsFirmware(TypeReference type)
    {
        var outer = type.GetElementType();
        while (outer.DeclaringType != null)
        {
            outer = outer.DeclaringType;
        }

        var assembly = outer.Scope is ModuleDefinition module ? module.Assembly.Name.Name : outer.Scope?.Name;
        return !type.IsArray && Assemblies.Contains(assembly) && outer.Namespace.StartsWith("Gateway",
            StringComparison.Ordinal);
    }

    private static void Rewrite(MethodBody body, int method, MethodReference add, MethodReference addCopy)
    {
        body.SimplifyMacros();
        var heads = Heads(body);
        var code = body.Instructions.ToArray();
        var il = body.GetILProcessor();
        for (var i = 0; i < code.Length;)
        {
            var first = i;
            var ops = 0;
            do
            {
                ops += Prices.Of(code[i], IsFirmware);
                if (Prices.IsCopy(code[i]))
                {
                    il.InsertBefore(code[i], il.Create(OpCodes.Dup));
                    il.InsertBefore(code[i], il.Create(OpCodes.Call, addCopy));
                }

                i++;
            }
            while (i < code.Length && !heads.Contains(code[i]));

            Prepend(il, code[first], ops, method, add);
        }

        body.OptimizeMacros();
    }

    /// <summary>The head stays the object that branches and handlers point at; what it did moves behind the
    /// counting.</summary>
    private static void Prepend(ILProcessor il, Instruction head, int ops, int method, MethodReference add)
    {
        var moved = il.Create(OpCodes.Nop);
        moved.OpCode = head.OpCode;
        moved.Operand = head.Operand;
        head.OpCode = OpCodes.Ldc_I4;
        head.Operand = ops;
        var call = il.Create(OpCodes.Call, add);
        var index = il.Create(OpCodes.Ldc_I4, method);
        il.InsertAfter(head, index);
        il.InsertAfter(index, call);
        il.InsertAfter(call, moved);
    }

    private static HashSet<Instruction> Heads(MethodBody body)
    {
        var heads = new HashSet<Instruction>();
        foreach (var instruction in body.Instructions)
        {
            if (instruction.Operand is Instruction target)
            {
                heads.Add(target);
            }
            else if (instruction.Operand is Instruction[] targets)
            {
                heads.UnionWith(targets);
            }

            if (instruction.OpCode.FlowControl is not (FlowControl.Next or FlowControl.Call or FlowControl.Meta)
                && instruction.Next != null)
            {
                heads.Add(instruction.Next);
            }
        }

        foreach (var handler in body.ExceptionHandlers)
        {
            heads.UnionWith(new[]
            {
                handler.TryStart, handler.TryEnd, handler.HandlerStart, handler.HandlerEnd, handler.FilterStart,
            }.Where(instruction => instruction != null));
        }

        return heads;
    }
}
