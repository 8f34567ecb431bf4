// Code written instruction by instruction, so that its price can be added up by hand.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Loader;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Gateway.Cost.Tests;

[TestClass]
public sealed class InstrumenterTests
{
    [TestMethod]
    public void Rewrite_LoopCallAndCopy_CountsWhatIsExecuted()
    {
        const int Loop = 3 + (3 * 4) + (4 * 3);
        const int Copy = 4 + 28 + (80 / 8);
        const int CallAndReturn = 1 + 15 + 1;

        Assert.AreEqual(Loop + Copy + CallAndReturn + 2, Ops(AddLoop, [new byte[80], new byte[80]]));
    }

    [TestMethod]
    public void Rewrite_ThrowAndCatch_CountsBothAndTheBlockBehind()
    {
        const int New = 1 + 28 + 40;

        // newobj, throw | pop, leave | ldc, ret
        Assert.AreEqual(New + 3000 + 2 + 2, Ops(AddThrow, [null, null]));
    }

    [TestMethod]
    public void Rewrite_StaticFieldAndArray_HavePricesOfTheirOwn()
    {
        // ldc, newarr, pop | ldsfld, ret
        Assert.AreEqual(1 + 41 + 1 + 11 + 1, Ops(AddStatic, [null, null]));
    }

    [TestMethod]
    public void Assemblies_OfTheBoard_AreAllThatAreLoadedForIt()
    {
        SortedSet<string> seen = new(StringComparer.Ordinal);
        Add(typeof(Boards.Esp32.Esp32Board).Assembly);

        CollectionAssert.AreEqual(Instrumenter.Assemblies, seen.ToArray());

        void Add(System.Reflection.Assembly assembly)
        {
            // The stand-ins are the world around the board, and what they use is too.
            string name = assembly.GetName().Name;
            if (!name.StartsWith("Gateway.", StringComparison.Ordinal) || name == "Gateway.Standins" || !seen.Add(name))
            {
                return;
            }

            foreach (var reference in assembly.GetReferencedAssemblies())
            {
                Add(System.Reflection.Assembly.Load(reference));
            }
        }
    }

    private static void AddLoop(ILProcessor il, ModuleDefinition module)
    {
        var helper = new MethodDefinition("Helper", MethodAttributes.Static, module.TypeSystem.Void);
        helper.Body.GetILProcessor().Emit(OpCodes.Ret);
        il.Body.Method.DeclaringType.Methods.Add(helper);
        il.Body.Variables.Add(new VariableDefinition(module.TypeSystem.Int32));
        var body = il.Create(OpCodes.Ldloc_0);
        var condition = il.Create(OpCodes.Ldloc_0);
        il.Emit(OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Stloc_0);
        il.Emit(OpCodes.Br_S, condition);
        il.Append(body);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Stloc_0);
        il.Append(condition);
        il.Emit(OpCodes.Ldc_I4_3);
        il.Emit(OpCodes.Blt_S, body);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldc_I4, 80);
        il.Emit(OpCodes.Call, module.ImportReference(
            typeof(Array).GetMethod("Copy", [typeof(Array), typeof(Array), typeof(int)])));
        il.Emit(OpCodes.Call, helper);
        il.Emit(OpCodes.Ldloc_0);
        il.Emit(OpCodes.Ret);
    }

    private static void AddThrow(ILProcessor il, ModuleDefinition module)
    {
        var start = il.Create(OpCodes.Newobj, module.ImportReference(typeof(Exception).GetConstructor([])));
        var handler = il.Create(OpCodes.Pop);
        var end = il.Create(OpCodes.Ldc_I4_0);
        il.Append(start);
        il.Emit(OpCodes.Throw);
        il.Append(handler);
        il.Emit(OpCodes.Leave_S, end);
        il.Append(end);
        il.Emit(OpCodes.Ret);
        il.Body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Catch)
        {
            TryStart = start, TryEnd = handler, HandlerStart = handler, HandlerEnd = end,
            CatchType = module.ImportReference(typeof(Exception)),
        });
    }

    private static void AddStatic(ILProcessor il, ModuleDefinition module)
    {
        var field = new FieldDefinition("_value", FieldAttributes.Static, module.TypeSystem.Int32);
        il.Body.Method.DeclaringType.Fields.Add(field);
        il.Emit(OpCodes.Ldc_I4_5);
        il.Emit(OpCodes.Newarr, module.TypeSystem.Byte);
        il.Emit(OpCodes.Pop);
        il.Emit(OpCodes.Ldsfld, field);
        il.Emit(OpCodes.Ret);
    }

    private static long Ops(Action<ILProcessor, ModuleDefinition> write, object[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-cost-");
        try
        {
            var file = Path.Combine(folder.FullName, "Gateway.Core.dll");
            Make(write).Write(file);
            List<string> methods = [];
            var context = new AssemblyLoadContext(null, isCollectible: true);
            var method = context.LoadFromStream(Instrumenter.Rewrite(file, methods))
                .GetType("Gateway.Sample").GetMethod("Work");
            var before = Counter.Ops;
            method.Invoke(null, arguments);
            Assert.IsTrue(methods.Any(name => name.Contains("::Work(", StringComparison.Ordinal)));
            return Counter.Ops - before;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static AssemblyDefinition Make(Action<ILProcessor, ModuleDefinition> write)
    {
        var assembly = AssemblyDefinition.CreateAssembly(
            new AssemblyNameDefinition("Gateway.Core", new Version(1, 0)), "Gateway.Core", ModuleKind.Dll);
        var module = assembly.MainModule;
        var type = new TypeDefinition("Gateway", "Sample", TypeAttributes.Public, module.TypeSystem.Object);
        var method = new MethodDefinition(
            "Work", MethodAttributes.Public | MethodAttributes.Static, module.TypeSystem.Int32);
        method.Parameters.Add(new ParameterDefinition(module.ImportReference(typeof(byte[]))));
        method.Parameters.Add(new ParameterDefinition(module.ImportReference(typeof(byte[]))));
        type.Methods.Add(method);
        module.Types.Add(type);
        write(method.Body.GetILProcessor(), module);
        return assembly;
    }
}
