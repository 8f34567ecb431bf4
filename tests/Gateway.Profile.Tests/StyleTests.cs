// The house's sizes for firmware sources. What is over a limit on purpose is listed with the reason.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Gateway.Profile.Tests.Checker;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gateway.Profile.Tests;

[TestClass]
public sealed class StyleTests
{
    private const int LongestFile = 300;
    private const int LongestMethod = 60;
    private const int LongestLine = 110;

    // "file" or "file method", and why.
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["firmware/Link/Wmbus/FrameDecoder.Loops.cs DecodeChips"] =
            "the loop over received bytes: a call costs 15 instructions of the board, so it is one method",
        ["firmware/Link/Wmbus/FrameDecoder.Loops.cs DecodeBits"] =
            "the same loop for NRZ",
    };

    [TestMethod]
    public void FirmwareSources_Sizes_AreWithinTheLimits()
    {
        List<string> wrong = [];
        foreach (string file in Repository.Sources("firmware"))
        {
            string name = Repository.Relative(file);
            string[] lines = File.ReadAllLines(file);
            CheckLines(name, lines, wrong);
            SyntaxNode root = CSharpSyntaxTree.ParseText(string.Join('\n', lines), SourceIndex.Options).GetRoot();
            CheckFile(name, lines.Length, root, wrong);
            CheckMethods(name, root, wrong);
        }

        string[] unused = [.. Exceptions.Keys
            .Where(key => !wrong.Any(text => text.StartsWith(key + ":", StringComparison.Ordinal)))];
        Assert.IsEmpty(unused, "no longer needed: " + string.Join(", ", unused));
        wrong.RemoveAll(text => Exceptions.Keys.Any(key => text.StartsWith(key + ":", StringComparison.Ordinal)));
        Assert.IsEmpty(wrong, "\n" + string.Join('\n', wrong));
    }

    private static void CheckLines(string name, string[] lines, List<string> wrong)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length > LongestLine)
            {
                wrong.Add($"{name}: line {i + 1} has {lines[i].Length} characters, at most {LongestLine}");
            }
        }
    }

    private static void CheckFile(string name, int length, SyntaxNode root, List<string> wrong)
    {
        int tables = root.DescendantNodes().OfType<InitializerExpressionSyntax>()
            .Where(node => node.Parent is not InitializerExpressionSyntax).Sum(Lines);
        if (length - tables > LongestFile)
        {
            wrong.Add($"{name}: {length - tables} lines without tables, at most {LongestFile}");
        }

        string[] types = [.. root.DescendantNodes().OfType<MemberDeclarationSyntax>()
            .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            .Where(node => node.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax)
            .Where(node => node.Modifiers.Any(SyntaxKind.PublicKeyword))
            .Select(node => (node as BaseTypeDeclarationSyntax)?.Identifier.Text ?? "delegate")];
        if (types.Length > 1)
        {
            wrong.Add($"{name}: several public types: {string.Join(", ", types)}");
        }
    }

    private static void CheckMethods(string name, SyntaxNode root, List<string> wrong)
    {
        foreach (BaseMethodDeclarationSyntax method in root.DescendantNodes().OfType<BaseMethodDeclarationSyntax>())
        {
            int length = Lines(method);
            if (length > LongestMethod)
            {
                string label = (method as MethodDeclarationSyntax)?.Identifier.Text ?? "constructor";
                wrong.Add($"{name} {label}: {length} lines, at most {LongestMethod}");
            }
        }
    }

    // Without comments before it.
    private static int Lines(SyntaxNode node)
    {
        FileLinePositionSpan span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }
}
