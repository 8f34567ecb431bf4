using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mono.Cecil;

namespace Gateway.Profile.Tests.Checker;

/// <summary>
/// Where types, fields and methods are declared: symbols tell the lines of instructions only, and a rule also
/// speaks of signatures. Overloads share the line of the first one with as many parameters.
/// </summary>
internal sealed class SourceIndex
{
    private readonly Dictionary<string, (string File, int Line)> _places = [];

    public SourceIndex(IEnumerable<string> files)
    {
        foreach (string file in files)
        {
            Add(CSharpSyntaxTree.ParseText(File.ReadAllText(file), Options, file));
        }
    }

    /// <summary>The language level of the firmware.</summary>
    public static CSharpParseOptions Options { get; } = new(LanguageVersion.CSharp9);

    /// <summary>The declaration of a member; (null, 0) when it is not in the sources.</summary>
    public (string File, int Line) Find(IMemberDefinition member)
    {
        string key = member switch
        {
            TypeDefinition type => type.FullName,
            MethodDefinition method => MethodKey(method),
            _ => member.DeclaringType.FullName + "." + Plain(member.Name),
        };
        return _places.GetValueOrDefault(key);
    }

    private static string MethodKey(MethodDefinition method)
    {
        string name = Plain(method.Name);
        if (method.IsGetter || method.IsSetter || method.IsAddOn || method.IsRemoveOn)
        {
            return method.DeclaringType.FullName + "." + name[(name.IndexOf('_') + 1)..];
        }

        return method.DeclaringType.FullName + "." + name + "(" + method.Parameters.Count + ")";
    }

    // <Name>k__BackingField, and explicit implementations, which carry the interface's name.
    private static string Plain(string name)
    {
        if (name.StartsWith('<') && name.Contains('>'))
        {
            return name[1..name.IndexOf('>')];
        }

        int dot = name.LastIndexOf('.');
        return dot > 0 ? name[(dot + 1)..] : name;
    }

    private static string FullName(SyntaxNode node)
    {
        string name = node is BaseTypeDeclarationSyntax type
            ? type.Identifier.Text
            : ((DelegateDeclarationSyntax)node).Identifier.Text;
        TypeParameterListSyntax generics = (node as TypeDeclarationSyntax)?.TypeParameterList ??
            (node as DelegateDeclarationSyntax)?.TypeParameterList;
        name += generics == null ? "" : "`" + generics.Parameters.Count;
        if (node.Parent is BaseTypeDeclarationSyntax outer)
        {
            return FullName(outer) + "/" + name;
        }

        IEnumerable<string> spaces = node.Ancestors().OfType<NamespaceDeclarationSyntax>()
            .Select(space => space.Name.ToString()).Reverse();
        string space = string.Join(".", spaces);
        return space.Length == 0 ? name : space + "." + name;
    }

    private void Add(SyntaxTree tree)
    {
        foreach (SyntaxNode node in tree.GetRoot().DescendantNodes())
        {
            if (node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            {
                SyntaxToken name = node is BaseTypeDeclarationSyntax type
                    ? type.Identifier
                    : ((DelegateDeclarationSyntax)node).Identifier;
                Note(FullName(node), name);
            }
            else if (node.Parent is BaseTypeDeclarationSyntax owner)
            {
                AddMember(FullName(owner), node);
            }
        }
    }

    private void AddMember(string owner, SyntaxNode node)
    {
        switch (node)
        {
            case BaseFieldDeclarationSyntax field:
                foreach (VariableDeclaratorSyntax variable in field.Declaration.Variables)
                {
                    Note(owner + "." + variable.Identifier.Text, variable.Identifier);
                }

                break;
            case PropertyDeclarationSyntax property:
                Note(owner + "." + property.Identifier.Text, property.Identifier);
                break;
            case IndexerDeclarationSyntax indexer:
                Note(owner + ".Item", indexer.ThisKeyword);
                break;
            case MethodDeclarationSyntax method:
                int count = method.ParameterList.Parameters.Count;
                Note(owner + "." + method.Identifier.Text + "(" + count + ")", method.Identifier);
                break;
            case ConstructorDeclarationSyntax constructor:
                Note(owner + ".ctor(" + constructor.ParameterList.Parameters.Count + ")", constructor.Identifier);
                break;
            default:
                break;
        }
    }

    private void Note(string key, SyntaxToken token)
    {
        FileLinePositionSpan span = token.GetLocation().GetLineSpan();
        _places.TryAdd(key, (span.Path, span.StartLinePosition.Line + 1));
    }
}
