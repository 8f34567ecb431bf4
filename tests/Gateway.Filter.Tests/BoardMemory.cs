// What an object graph would take on a board, by the cost model of the interpreter: object 12 bytes and 12 a
// field, arrays of primitives their elements, arrays of references 12 an element, arrays of structs 60 an
// element, strings their characters; everything rounded up to heap blocks of 12 bytes with one for the
// header. Follows the objects of the firmware only: what a port leads to (desktop devices) is named in
// Outside, not counted.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text;

namespace Gateway.Testing;

/// <summary>Adds up a board's RAM over a really constructed object graph.</summary>
public sealed class BoardMemory
{
    private const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.DeclaredOnly;

    private const int BlockBytes = 12;
    private const int StructElementBytes = 60;

    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, (int Count, long Bytes)> _byType = [];
    private readonly HashSet<Assembly> _followed;
    private readonly Queue<(object Value, string Holder)> _queue = new();

    private BoardMemory(Assembly[] followed) => _followed = [.. followed];

    /// <summary>Bytes altogether.</summary>
    public long TotalBytes { get; private set; }

    /// <summary>Names of the types that were met and not counted.</summary>
    public SortedSet<string> Outside { get; } = [];

    /// <summary>The assembly of a type and those of the firmware that it refers to, directly or not.</summary>
    public static Assembly[] Firmware(Type type)
    {
        List<Assembly> all = [type.Assembly];
        for (var i = 0; i < all.Count; i++)
        {
            all.AddRange(all[i].GetReferencedAssemblies().Where(IsFirmware).Select(Assembly.Load).Except(all));
        }

        return [.. all];
    }

    /// <summary>Measures what <paramref name="root"/> reaches within the firmware that its assembly knows.</summary>
    public static BoardMemory Measure(object root) => Measure([root], Firmware(root.GetType()));

    /// <summary>Measures what the roots reach within the assemblies, each object once.</summary>
    public static BoardMemory Measure(object[] roots, params Assembly[] followed)
    {
        var memory = new BoardMemory(followed);
        foreach (var root in roots)
        {
            memory.Visit(root, "");
        }

        while (memory._queue.TryDequeue(out var next))
        {
            memory.Follow(next.Value, next.Holder);
        }

        return memory;
    }

    /// <summary>Measures what the static fields of assemblies reach.</summary>
    public static BoardMemory MeasureStatics(params Assembly[] assemblies)
    {
        var roots = from assembly in assemblies
                    from type in assembly.GetTypes()
                    where !type.ContainsGenericParameters && !IsCompilerData(type)
                    from field in type.GetFields(Statics)
                    where !field.IsLiteral && !field.FieldType.IsValueType
                    let value = field.GetValue(null)
                    where value != null
                    select value;
        return Measure(roots.ToArray(), assemblies);
    }

    /// <summary>Takes back what the firmware makes when it is first asked for: other tests of the same process may have
    /// asked for what a board at this work never does.</summary>
    public static void ForgetLazyStatics(params Assembly[] assemblies)
    {
        var fields = from assembly in assemblies
                     from type in assembly.GetTypes()
                     where !type.ContainsGenericParameters && !IsCompilerData(type)
                     from field in type.GetFields(Statics)
                     where !field.IsLiteral && !field.IsInitOnly && !field.FieldType.IsValueType
                     select field;
        foreach (var field in fields)
        {
            field.SetValue(null, null);
        }
    }

    /// <summary>One line a type, largest first; arrays by the field that holds them.</summary>
    public string Table()
    {
        var text = new StringBuilder();
        foreach (var (name, (count, bytes)) in _byType.OrderByDescending(pair => pair.Value.Bytes))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{bytes,10:N0} bytes  {count,6:N0} × {name}");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"{TotalBytes,10:N0} bytes  altogether");
        return text.ToString();
    }

    // The stand-ins and what they use are the world around a board.
    private static bool IsFirmware(AssemblyName name) => name.Name!.StartsWith("Gateway.", StringComparison.Ordinal)
        && name.Name is not ("Gateway.Standins" or "Gateway.Mqtt" or "Gateway.Simulator");

    private static bool IsCompilerData(Type type) => type.Name.StartsWith('<');

    private static long Blocks(long bytes) => (bytes + BlockBytes - 1) / BlockBytes * BlockBytes;

    private void Visit(object value, string holder)
    {
        if (value != null && _seen.Add(value))
        {
            _queue.Enqueue((value, holder));
        }
    }

    private void Follow(object value, string holder)
    {
        var type = value.GetType();
        switch (value)
        {
            case string text:
                Count(type.FullName!, BlockBytes + Blocks(Encoding.UTF8.GetByteCount(text) + 1));
                break;
            case Array array:
                FollowArray(array, type.GetElementType()!, holder);
                break;
            case Delegate handler:
                Count(nameof(Delegate), 3 * BlockBytes);
                Visit(handler.Target, holder);
                break;
            default:
                if (_followed.Contains(type.Assembly))
                {
                    Count(type.FullName!, FollowFields(value, type));
                }
                else
                {
                    Outside.Add(type.FullName!);
                }

                break;
        }
    }

    private void FollowArray(Array array, Type element, string holder)
    {
        var name = $"{element.Name}[] of {holder}";
        if (element.IsPrimitive || element.IsEnum)
        {
            var size = element == typeof(bool) ? 1 : element == typeof(char) ? 2
                : RuntimeSize(element.IsEnum ? Enum.GetUnderlyingType(element) : element);
            Count(name, BlockBytes + Blocks((long)size * array.Length));
            return;
        }

        var elementBytes = element.IsValueType ? StructElementBytes : BlockBytes;
        Count(name, BlockBytes + ((long)array.Length * elementBytes));
        foreach (var item in array)
        {
            if (element.IsValueType)
            {
                FollowFields(item, element);
            }
            else
            {
                Visit(item, holder);
            }
        }
    }

    // Bytes of the object itself: header and fields; a struct field is an object of its own.
    private long FollowFields(object value, Type type)
    {
        long bytes = BlockBytes;
        for (var level = type; level != null && level != typeof(object); level = level.BaseType)
        {
            foreach (var field in level.GetFields(BindingFlags.Instance | BindingFlags.Public
                | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                bytes += BlockBytes;
                if (field.FieldType.IsPrimitive || field.FieldType.IsEnum || field.FieldType.IsPointer)
                {
                    continue;
                }

                var content = field.GetValue(value);
                if (field.FieldType.IsValueType)
                {
                    bytes += FollowFields(content, field.FieldType);
                }
                else
                {
                    Visit(content, $"{level.Name}.{field.Name}");
                }
            }
        }

        return bytes;
    }

    private void Count(string name, long bytes)
    {
        _byType.TryGetValue(name, out var sum);
        _byType[name] = (sum.Count + 1, sum.Bytes + bytes);
        TotalBytes += bytes;
    }

    private static int RuntimeSize(Type primitive) =>
        primitive == typeof(byte) || primitive == typeof(sbyte) ? 1
        : primitive == typeof(short) || primitive == typeof(ushort) ? 2
        : primitive == typeof(int) || primitive == typeof(uint) || primitive == typeof(float) ? 4 : 8;
}
