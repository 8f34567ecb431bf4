using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gateway.Profile.Tests.Checker;

/// <summary>
/// The firmware's sources as the compiler understands them. Needed for constants only: they are folded, so the
/// compiled code does not tell whose they were.
/// </summary>
internal sealed class SourceModel
{
    private readonly CSharpCompilation _compilation;

    /// <summary>All firmware sources with the shadow types that the desktop build adds.</summary>
    public SourceModel()
    {
        IEnumerable<string> files = Repository.Sources("firmware")
            .Where(file => Path.GetFileName(file) != "AssemblyInfo.cs") // one a board, and this is one compilation
            .Concat(Repository.Sources("simulator/Gateway.Standins/Shadow"));
        string folder = AppContext.BaseDirectory;
        string[] references = [Path.Combine(folder, "ref", "netstandard.dll"),
            Path.Combine(folder, "Gateway.Standins.dll"), Path.Combine(folder, "Gateway.Mqtt.dll")];
        _compilation = CSharpCompilation.Create("firmware",
            files.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), SourceIndex.Options, file)),
            references.Select(file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    }

    /// <summary>What keeps the sources from being understood; empty when all is well.</summary>
    public IEnumerable<string> Errors => _compilation.GetDiagnostics()
        .Where(d => d.Severity == DiagnosticSeverity.Error && d.Id != "CS0017").Select(d => d.ToString());

    /// <summary>Every constant or enum member named in firmware code.</summary>
    public IEnumerable<ConstantUse> Constants()
    {
        foreach (SyntaxTree tree in _compilation.SyntaxTrees.Where(t => IsFirmware(t.FilePath)))
        {
            SemanticModel model = _compilation.GetSemanticModel(tree);
            foreach (IdentifierNameSyntax name in tree.GetRoot().DescendantNodes().OfType<IdentifierNameSyntax>())
            {
                if (model.GetSymbolInfo(name).Symbol is IFieldSymbol { HasConstantValue: true } field &&
                    field.ContainingType is INamedTypeSymbol owner)
                {
                    int line = name.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
                    INamedTypeSymbol user = EnclosingType(model, name);
                    yield return new ConstantUse(Repository.Relative(tree.FilePath), line, FullName(user),
                        FullName(owner), field.Name, Convert.ToString(field.ConstantValue,
                            System.Globalization.CultureInfo.InvariantCulture), IsOwn(owner));
                }
            }
        }
    }

    private static bool IsFirmware(string file) => Repository.Relative(file).StartsWith("firmware/",
        StringComparison.Ordinal);

    private static INamedTypeSymbol EnclosingType(SemanticModel model, SyntaxNode node)
    {
        ISymbol symbol = model.GetEnclosingSymbol(node.SpanStart);
        return symbol as INamedTypeSymbol ?? symbol.ContainingType;
    }

    // As the API lists write it.
    private static string FullName(INamedTypeSymbol type)
    {
        if (type == null)
        {
            return "";
        }

        string name = type.ContainingType != null
            ? FullName(type.ContainingType) + "+" + type.MetadataName
            : type.ContainingNamespace.ToDisplayString() + "." + type.MetadataName;
        return Names.Keyword(name);
    }

    private static bool IsOwn(INamedTypeSymbol type) =>
        type.Locations.Any(place => place.IsInSource && IsFirmware(place.SourceTree.FilePath));
}
