using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Gateway.Profile.Tests.Checker;

/// <summary>
/// Compiles one small source as the firmware is compiled: C# 9, netstandard2.0, portable symbols. Its comments
/// say what the checker must find: "// ! rule" at the end of a line, "// reference: desktop" at the top when the
/// firmware's own references would already refuse it.
/// </summary>
internal static class Sample
{
    private const string Mark = "// ! ";

    /// <summary>The samples of a folder of this project.</summary>
    public static IEnumerable<string> Files(string folder) =>
        Directory.GetFiles(Path.Combine(Repository.Project, folder), "*.cs").Order(StringComparer.Ordinal);

    /// <summary>Rule and line of each mark.</summary>
    public static IEnumerable<(string Rule, int Line)> Expected(string file) => File.ReadAllLines(file)
        .Select((text, index) => (Text: text, Line: index + 1))
        .Where(line => line.Text.Contains(Mark, StringComparison.Ordinal))
        .SelectMany(line => line.Text[(line.Text.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(rule => (rule, line.Line)));

    /// <summary>The compiled sample.</summary>
    public static Firmware Compile(string file)
    {
        string text = File.ReadAllText(file);
        SyntaxTree tree = CSharpSyntaxTree.ParseText(text, SourceIndex.Options, file, System.Text.Encoding.UTF8);
        bool isDesktop = text.StartsWith("// reference: desktop", StringComparison.Ordinal);
        string core = isDesktop
            ? typeof(object).Assembly.Location
            : Path.Combine(AppContext.BaseDirectory, "ref", "netstandard.dll");
        CSharpCompilation compilation = CSharpCompilation.Create(Path.GetFileNameWithoutExtension(file), [tree],
            [MetadataReference.CreateFromFile(core)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        MemoryStream image = new();
        MemoryStream symbols = new();
        EmitResult result = compilation.Emit(image, symbols,
            options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Assert.IsTrue(result.Success, string.Join('\n', result.Diagnostics));
        image.Position = 0;
        symbols.Position = 0;
        ModuleDefinition module = ModuleDefinition.ReadModule(image, new ReaderParameters
        {
            AssemblyResolver = Firmware.Resolver(),
            ReadSymbols = true,
            SymbolReaderProvider = new PortablePdbReaderProvider(),
            SymbolStream = symbols,
        });
        return new Firmware([module], new SourceIndex([file]));
    }
}
