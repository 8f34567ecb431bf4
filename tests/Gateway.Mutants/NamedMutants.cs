// The faults that driver writers make, each by name, on either chip. A driver that is rewritten may move the place: then
// the mutant is not found, which is an error, never a pass.
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Gateway.Mutants;

/// <summary>Six mistakes on each chip.</summary>
internal static class NamedMutants
{
    private const int Sfrx = 0x3A;
    private const int Snop = 0x3D;

    /// <summary>The named mutants of a target; none for what is no driver.</summary>
    public static List<Mutant> Find(ModuleDefinition module, Target target)
    {
        var find = new Finder(module, target);
        return target.Name switch
        {
            "cc1101" => Cc1101(find),
            "sx1276" => Sx1276(find),
            _ => [],
        };
    }

    private static List<Mutant> Cc1101(Finder find) =>
    [
        find.Element("wrong sync word", "Cc1101Profile", "T1C1", 0x05, 0x3D, 0x3C),
        find.Element("swapped threshold", "Cc1101Profile", "SetCommon", 0x03, 4, 8),
        find.Element("missing strobe", "Cc1101Bus", ".ctor", 5, Sfrx, Snop),
        find.Element("wrong bandwidth", "Cc1101Profile", "T1C1", 0x10, 0x5C, 0xCC),
        find.Less("off-by-one in length", "Cc1101Bus", "SetWakeAndLength", "pktLen"),
        find.Literals("last-byte errata ignored", "Cc1101FrameReceiver", "TakeChunk", 1, 0),
    ];

    private static List<Mutant> Sx1276(Finder find) =>
    [
        find.Literals("wrong sync word", "Sx1276Profile", "Find", 0x3D, 0x3C),
        find.Literals("swapped threshold", "Sx1276Profile", "Find", 18, 24),
        find.NoCall("missing strobe", "Sx1276FrameReceiver", "Rearm", "Restart"),
        find.Literals("wrong bandwidth", "Sx1276Profile", "Bandwidth", 16, 8), // all filters half as wide
        find.Less("off-by-one in length", "Sx1276Bus", "ReadFifo", "count"),
        find.Argument("last-byte errata ignored", "Sx1276FrameReceiver", "Look", "TakeFirst", 1, 0),
    ];

    private sealed class Finder(ModuleDefinition module, Target target)
    {
        /// <summary>The value that is stored at an index of an array.</summary>
        public Mutant Element(string name, string type, string method, int index, int value, int other) =>
            Make(name, type, method, $"[0x{index:X2}] 0x{value:X2} -> 0x{other:X2}",
                at => IsLiteral(at, value) && IsLiteral(at.Previous, index) && at.Next.OpCode == OpCodes.Stelem_I1,
                (_, at) => at.Operand = other);

        /// <summary>A literal, wherever it stands in a method.</summary>
        public Mutant Literals(string name, string type, string method, int value, int other) =>
            Make(name, type, method, $"{value} -> {other}", at => IsLiteral(at, value),
                (_, at) => at.Operand = other, many: true);

        /// <summary>The literal that is taken from the first argument of a call.</summary>
        public Mutant Argument(string name, string type, string method, string callee, int value, int other) =>
            Make(name, type, method, $"{callee}: {value} -> {other}",
                at => IsLiteral(at, value) && at.Next.OpCode == OpCodes.Sub && Follows(at, callee),
                (_, at) => at.Operand = other);

        /// <summary>A parameter is one less than it was given.</summary>
        public Mutant Less(string name, string type, string method, string parameter) =>
            Make(name, type, method, $"{parameter} - 1",
                at => at.OpCode == OpCodes.Ldarg && ((ParameterDefinition)at.Operand).Name == parameter,
                (body, at) =>
                {
                    ILProcessor il = body.GetILProcessor();
                    il.InsertAfter(at, il.Create(OpCodes.Sub));
                    il.InsertAfter(at, il.Create(OpCodes.Ldc_I4_1));
                });

        /// <summary>A call is left out.</summary>
        public Mutant NoCall(string name, string type, string method, string callee) =>
            Make(name, type, method, $"no {callee}",
                at => Calls(at, callee),
                (body, at) =>
                {
                    var called = (MethodReference)at.Operand;
                    Mutator.Remove(
                        body, at, Mutator.Consumed(called), called.ReturnType.FullName != "System.Void");
                },
                many: true);

        private static bool IsLiteral(Instruction? at, int value) =>
            at?.OpCode == OpCodes.Ldc_I4 && (int)at.Operand == value;

        private static bool Calls(Instruction at, string callee) =>
            at.Operand is MethodReference called && called.Name == callee;

        private static bool Follows(Instruction at, string callee) =>
            Calls(at.Next.Next, callee) || Calls(at.Next.Next.Next, callee);

        private Mutant Make(
            string name, string type, string method, string change, Func<Instruction, bool> matches,
            Action<MethodBody, Instruction> apply, bool many = false)
        {
            MethodDefinition[] methods = [.. Mutator.Methods(module, target)
                .Where(m => m.DeclaringType.Name == type && m.Name == method)];
            var places = new List<(MethodBody Body, Instruction At)>();
            foreach (MethodBody body in methods.Select(m => m.Body))
            {
                body.SimplifyMacros();
                places.AddRange(body.Instructions.Where(matches).Select(at => (body, at)));
            }

            if (places.Count == 0 || (places.Count > 1 && !many))
            {
                throw new InvalidOperationException(
                    $"{target.Name}, {name}: {places.Count} places in {type}.{method} for \"{change}\"; " +
                    "the driver has changed, and NamedMutants.cs has to follow");
            }

            return new Mutant(
                $"{target.Name}:{name}", Mutator.Place(places[0].Body.Method, places[0].At), change,
                () => places.ForEach(place => apply(place.Body, place.At)));
        }
    }
}
