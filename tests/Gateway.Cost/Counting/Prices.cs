// The prices, in IL-op equivalents: one instruction of nanoFramework's interpreter is 1. README.md says where each
// comes from. What a method of the class library costs that is managed code there is counted from its public source.
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Gateway.Cost;

/// <summary>What an instruction costs on the board.</summary>
internal static class Prices
{
    /// <summary>A managed call and its return, beside the instruction.</summary>
    public const int ManagedCall = 15;

    /// <summary>A call into native code, beside the instruction.</summary>
    public const int NativeCall = 28;

    /// <summary>A new object or array, garbage collection included.</summary>
    public const int Allocation = 40;

    /// <summary>Throw and catch: the middle of what was seen.</summary>
    public const int Throw = 3000;

    /// <summary>Access to a static field.</summary>
    public const int StaticField = 11;

    private const int Hashtable = 150;

    // Array.Copy of 256 bytes: 60.
    private const int CopiedElementsPerOp = 8;

    private static readonly Dictionary<string, int> Library = new()
    {
        // Interpreted in nanoFramework: call, instructions of the body, calls inside.
        ["System.Object::.ctor()"] = ManagedCall + 1,
        ["System.Action::Invoke()"] = ManagedCall,
        ["System.SpanByte::.ctor(System.Byte[],System.Int32,System.Int32)"] = ManagedCall + 31,
        ["System.SpanByte::.ctor(System.Byte[])"] = ManagedCall + 16,
        ["System.SpanByte::op_Implicit(System.Byte[])"] = ManagedCall + 3 + ManagedCall + 16,
        ["System.SpanByte::get_Length()"] = ManagedCall + 3,
        ["System.Device.Spi.SpiDevice::TransferFullDuplex(System.SpanByte,System.SpanByte)"] =
            ManagedCall + 6 + NativeCall,
        ["System.Device.Gpio.PinValueChangedEventArgs::get_ChangeType()"] = ManagedCall + 3,
        ["System.Device.Gpio.PinValue::get_High()"] = ManagedCall + 3 + ManagedCall + 4,
        ["System.Device.Gpio.PinValue::get_Low()"] = ManagedCall + 3 + ManagedCall + 4,
        ["System.Device.Gpio.PinValue::op_Equality(System.Device.Gpio.PinValue,System.Device.Gpio.PinValue)"] =
            ManagedCall + 4 + ManagedCall + 6,
        ["System.Device.Gpio.PinValue::op_Explicit(System.Device.Gpio.PinValue)"] = ManagedCall + 3,
        ["System.Collections.Hashtable::get_Item(System.Object)"] = Hashtable,
        ["System.Collections.Hashtable::set_Item(System.Object,System.Object)"] = Hashtable,
        ["System.Collections.Hashtable::Add(System.Object,System.Object)"] = Hashtable,
        ["System.Collections.Hashtable::Contains(System.Object)"] = Hashtable,
        ["System.Collections.Hashtable::Remove(System.Object)"] = Hashtable,
    };

    /// <summary>Beside <see cref="NativeCall"/>, for Array.Copy and Array.Clear.</summary>
    public static int CopyOps(int count) => count / CopiedElementsPerOp;

    /// <summary>Whether the last argument of the call says how much is copied.</summary>
    public static bool IsCopy(Instruction instruction) =>
        instruction.Operand is MethodReference { Name: "Copy" or "Clear", DeclaringType.FullName: "System.Array" };

    /// <summary>Ops of an instruction; its call included, the work of a callee in the firmware not.</summary>
    public static int Of(Instruction instruction, Func<TypeReference, bool> isFirmware)
    {
        switch (instruction.OpCode.Code)
        {
            case Code.Call:
            case Code.Callvirt:
                return 1 + Call((MethodReference)instruction.Operand, isFirmware);
            case Code.Newobj:
                var constructor = (MethodReference)instruction.Operand;
                return 1 + Call(constructor, isFirmware) + (constructor.DeclaringType.IsValueType ? 0 : Allocation);
            case Code.Newarr:
            case Code.Box:
                return 1 + Allocation;
            case Code.Throw:
            case Code.Rethrow:
                return Throw;
            case Code.Ldsfld:
            case Code.Ldsflda:
            case Code.Stsfld:
                return StaticField;
            default:
                return 1;
        }
    }

    private static int Call(MethodReference method, Func<TypeReference, bool> isFirmware)
    {
        if (isFirmware(method.DeclaringType))
        {
            return ManagedCall;
        }

        var name = method.FullName[(method.FullName.IndexOf(' ') + 1)..];
        return Library.TryGetValue(name, out var ops) ? ops : NativeCall;
    }
}
