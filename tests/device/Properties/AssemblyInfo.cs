using System.Reflection;

// The desktop build writes these itself; nanoFramework's project system does not.
[assembly: AssemblyTitle("NFUnitTest")]
[assembly: AssemblyProduct("Gateway")]
[assembly: AssemblyVersion("0.1.0.0")]
