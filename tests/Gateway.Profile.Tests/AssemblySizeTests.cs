// An assembly that is too big cannot become part of a board's image. hardware-docs/flashing.md has the figures.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Gateway.Profile.Tests.Checker;
using Gateway.Profile.Tests.Hardware;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Gateway.Profile.Tests;

[TestClass]
public sealed class AssemblySizeTests
{
    // Beyond this share of a limit the table says so: time to divide, before it has to be done in a hurry.
    private const int WarnPercent = 80;

    // CLR_RT_TypeSystem::c_MaxAssemblies of nanoframework/nf-interpreter, the class library's included.
    private const int MaxAssemblies = 64;

    [TestMethod]
    public void Firmware_EachAssembly_FitsIntoTheBoardsTables()
    {
        string[] wrong = [.. Images().SelectMany(pair => pair.Image.Excess().Select(why => pair.Name + ": " + why))];

        Assert.IsEmpty(wrong, string.Join('\n', wrong));
    }

    [TestMethod]
    public void Firmware_AllOfABoard_IsWithinTheNumberOfAssemblies()
    {
        foreach (NanoProject program in NanoProject.All.Where(project => project.IsProgram))
        {
            int count = program.Closure().Length + program.References().Count();
            Assert.IsLessThanOrEqualTo(MaxAssemblies, count, program.Name);
        }
    }

    [TestMethod]
    public void FlashingPage_SizesOfAssemblies_AreTheMeasuredOnes()
    {
        StringBuilder table = new();
        table.Append("| assembly | byte code | names and texts | signatures, constants | types | methods | fields | references ");
        table.Append("| RAM | |\n|---|---|---|---|---|---|---|---|---|---|\n");
        Dictionary<string, NanoImage> images = Images().ToDictionary(pair => pair.Name, pair => pair.Image);
        foreach ((string name, NanoImage image) in images)
        {
            int most = Math.Max(image.CodeBytes, Math.Max(image.StringBytes, image.SignatureBytes));
            string state = most * 100L > NanoImage.MaxBytes * (long)WarnPercent ? "**divide**" : "";
            table.Append(CultureInfo.InvariantCulture, $"| `{name}` | {Up(image.CodeBytes, 1000)} | ");
            table.Append(CultureInfo.InvariantCulture, $"{Up(image.StringBytes, 1000)} | ");
            table.Append(CultureInfo.InvariantCulture, $"{Up(image.SignatureBytes, 1000)} | {Up(image.Types, 10)} | ");
            table.Append(CultureInfo.InvariantCulture, $"{Up(image.Methods, 50)} | {Up(image.Fields, 50)} | ");
            table.Append(CultureInfo.InvariantCulture, $"{Up(image.References, 50)} | {Up(image.RamBytes, 500)} | ");
            table.Append(state).Append(state.Length == 0 ? "|\n" : " |\n");
        }

        foreach (NanoProject program in NanoProject.All.Where(project => project.IsProgram))
        {
            NanoImage[] parts = [.. program.Closure().Select(project => images[project.DesktopAssembly])];
            table.Append(CultureInfo.InvariantCulture, $"\nAll of `{program.DesktopAssembly}`'s program: ");
            table.Append(CultureInfo.InvariantCulture, $"{Up(parts.Sum(part => part.CodeBytes), 5000)} bytes of byte code, ");
            table.Append(CultureInfo.InvariantCulture, $"{Up(parts.Sum(part => part.RamBytes), 1000)} of RAM; ");
            table.Append(CultureInfo.InvariantCulture, $"{Up(parts.Sum(part => part.DivisionRamBytes), 1000)} of these are ");
            table.Append("references from one assembly to another, which a single one would not have.\n");
        }

        GeneratedText.IsBlock("flashing.md", "assemblies", table.ToString());
    }

    [TestMethod]
    public void NanoImage_ExactlyFull_Fits()
    {
        using ModuleDefinition module = Sample(code: NanoImage.MaxBytes, textBytes: 0);

        Assert.AreEqual(NanoImage.MaxBytes, new NanoImage(module).CodeBytes);
        Assert.IsEmpty(new NanoImage(module).Excess());
    }

    [TestMethod]
    [DataRow(65536, 0, "65536 bytes of byte code")]
    [DataRow(10, 65536, "bytes of names and texts")]
    public void NanoImage_OneByteMore_IsRefused(int code, int textBytes, string why)
    {
        using ModuleDefinition module = Sample(code, textBytes);

        StringAssert.Contains(new NanoImage(module).Excess().Single(), why);
    }

    [TestMethod]
    public void NanoImage_TextTwice_CountsOnce()
    {
        using ModuleDefinition without = Sample(100, 0);
        using ModuleDefinition with = Sample(100, 50);

        // The text is in the body twice; each of its letters takes two bytes, and an end follows.
        Assert.AreEqual(50 + 1, new NanoImage(with).StringBytes - new NanoImage(without).StringBytes);
    }

    private static List<(string Name, NanoImage Image)> Images()
    {
        List<(string, NanoImage)> images = [];
        foreach (string name in Firmware.AssemblyNames)
        {
            using ModuleDefinition module = Firmware.Read(name);
            images.Add((name, new NanoImage(module)));
        }

        return images;
    }

    // Rounded up, so that the page does not change with every line of code.
    private static string Up(int value, int step) =>
        ((value + step - 1) / step * step).ToString("N0", CultureInfo.InvariantCulture);

    private static ModuleDefinition Sample(int code, int textBytes)
    {
        using AssemblyDefinition assembly = AssemblyDefinition.CreateAssembly(
            new AssemblyNameDefinition("Sample", new Version(1, 0)), "Sample", ModuleKind.Dll);
        ModuleDefinition module = assembly.MainModule;
        TypeDefinition type = new("Gateway", "Sample", TypeAttributes.Public, module.TypeSystem.Object);
        MethodDefinition method = new("Work", MethodAttributes.Public | MethodAttributes.Static, module.TypeSystem.Void);
        ILProcessor il = method.Body.GetILProcessor();
        for (int i = 0; i < 2 && textBytes > 0; i++)
        {
            il.Emit(OpCodes.Ldstr, new string('é', textBytes / 2));
            il.Emit(OpCodes.Pop);
            code -= 6;
        }

        for (int i = 1; i < code; i++)
        {
            il.Emit(OpCodes.Nop);
        }

        il.Emit(OpCodes.Ret);
        type.Methods.Add(method);
        module.Types.Add(type);
        MemoryStream file = new();
        assembly.Write(file);
        file.Position = 0;
        return ModuleDefinition.ReadModule(file);
    }
}
