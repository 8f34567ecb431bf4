using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Gateway.Profile.Tests.Checker;

/// <summary>
/// What nanoFramework's metadata processor makes of an assembly, reckoned from the compiled one and never too low: it
/// shortens tokens, and leaves out names that the interpreter knows by itself. Tables and limits: sources of
/// nanoframework/metadata-processor (nanoTablesContext, nanoStringTable, nanoByteCodeTable, nanoSignaturesTable).
/// </summary>
internal sealed class NanoImage
{
    /// <summary>Offsets into byte code, strings and signatures have 16 bits, and the last value means none.</summary>
    public const int MaxBytes = 65535;

    /// <summary>Indices of types, methods and fields have 15 bits; the top one tells definition from reference.</summary>
    public const int MaxRows = 32767;

    // A clause of a handler: flags, type or filter, four offsets of 16 bits.
    private const int HandlerBytes = 12;

    private readonly HashSet<string> _strings = new(StringComparer.Ordinal) { "" };

    /// <summary>Measures a compiled assembly.</summary>
    public NanoImage(ModuleDefinition module)
    {
        TypeDefinition[] types = [.. Firmware.TypesOf(module)];
        TypeDefinition[] shadows = [.. module.GetTypes().Except(types).Where(type => type.Name != "<Module>")];
        Types = types.Length;
        AddReferences(module, shadows);
        foreach (TypeDefinition type in types)
        {
            AddName(type);
            Array.ForEach([.. type.Fields.Where(field => !field.HasConstant)], AddField);
            Array.ForEach([.. type.Methods], AddMethod);
        }
    }

    /// <summary>Bytes of byte code and handlers.</summary>
    public int CodeBytes { get; private set; }

    /// <summary>Bytes of names and texts, each once, in UTF-8 with its end.</summary>
    public int StringBytes => _strings.Sum(text => Encoding.UTF8.GetByteCount(text) + 1);

    /// <summary>Bytes of signatures and of the contents of constant arrays, which lie among them.</summary>
    public int SignatureBytes { get; private set; }

    /// <summary>Types that it defines.</summary>
    public int Types { get; }

    /// <summary>Methods that it defines.</summary>
    public int Methods { get; private set; }

    /// <summary>Fields that it defines, constants left out.</summary>
    public int Fields { get; private set; }

    /// <summary>Types, methods and fields of other assemblies that it names.</summary>
    public int References { get; private set; }

    /// <summary>
    /// Bytes of RAM of its tables: 4 for a reference, 8 for a type, 2 for a field and a method, 1 more for a method that
    /// can be debugged, 12 for a static field (nanoframework/nf-interpreter, CLR_RT_Assembly::CreateInstance). Without the
    /// record of the assembly itself, some hundred bytes.
    /// </summary>
    public int RamBytes => (References * 4) + (Types * 8) + (Fields * 2) + (Methods * 3) + (Statics * 12);

    /// <summary>Bytes of <see cref="RamBytes"/> for what it names of the firmware's other assemblies.</summary>
    public int DivisionRamBytes { get; private set; }

    private int Statics { get; set; }

    /// <summary>What does not fit, in words; empty when all does.</summary>
    public IEnumerable<string> Excess()
    {
        (string What, int Is, int Max)[] all =
        [
            ("bytes of byte code", CodeBytes, MaxBytes), ("bytes of names and texts", StringBytes, MaxBytes),
            ("bytes of signatures and constants", SignatureBytes, MaxBytes), ("types", Types, MaxRows),
            ("methods", Methods, MaxRows), ("fields", Fields, MaxRows), ("references", References, MaxRows),
        ];
        return all.Where(limit => limit.Is > limit.Max).Select(limit => $"{limit.Is} {limit.What}, at most {limit.Max}");
    }

    // The shadows of the class library are compiled in here and referred to on the board.
    private void AddReferences(ModuleDefinition module, TypeDefinition[] shadows)
    {
        TypeReference[] types = [.. module.GetTypeReferences(), .. shadows];
        MemberReference[] members = [.. module.GetMemberReferences(), .. shadows.SelectMany(type => type.Methods)];
        Array.ForEach(types, AddName);
        _strings.UnionWith(members.Select(member => member.Name));
        _strings.UnionWith(module.AssemblyReferences.Select(reference => reference.Name));
        _strings.Add(module.Assembly.Name.Name);
        References = types.Length + members.Length + module.AssemblyReferences.Count;
        DivisionRamBytes = 4 * (types.Count(IsOfAnother) + members.Count(member => IsOfAnother(member.DeclaringType)) +
            module.AssemblyReferences.Count(reference => Firmware.AssemblyNames.Contains(reference.Name)));
        SignatureBytes += members.OfType<MethodReference>().Sum(Bytes);
    }

    private void AddName(TypeReference type)
    {
        _strings.Add(type.Namespace);
        _strings.Add(type.Name);
    }

    private void AddField(FieldDefinition field)
    {
        Fields++;
        Statics += field.IsStatic ? 1 : 0;
        _strings.Add(field.Name);
        SignatureBytes += 4 + (field.InitialValue.Length == 0 ? 0 : 2 + field.InitialValue.Length);
    }

    private void AddMethod(MethodDefinition method)
    {
        Methods++;
        _strings.Add(method.Name);
        SignatureBytes += Bytes(method);
        if (method.HasBody)
        {
            CodeBytes += method.Body.CodeSize + (method.Body.ExceptionHandlers.Count * HandlerBytes);
            SignatureBytes += 1 + (method.Body.Variables.Count * 4);
            _strings.UnionWith(method.Body.Instructions.Where(instruction => instruction.OpCode == OpCodes.Ldstr)
                .Select(instruction => (string)instruction.Operand));
        }
    }

    private static bool IsOfAnother(TypeReference type) =>
        type.GetElementType().Scope is AssemblyNameReference assembly && Firmware.AssemblyNames.Contains(assembly.Name);

    // Convention, count, and up to 4 bytes for the result and each parameter.
    private static int Bytes(MethodReference method) => 2 + (4 * (1 + method.Parameters.Count));
}
