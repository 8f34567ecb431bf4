using System.Reflection;

// Linked into every library of the board's program. The desktop build writes these itself; nanoFramework's
// project system does not.
[assembly: AssemblyProduct("Gateway")]
[assembly: AssemblyVersion("0.1.0.0")]
