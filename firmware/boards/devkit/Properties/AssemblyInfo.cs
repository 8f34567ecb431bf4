using System.Reflection;

// The desktop build writes these itself (see Gateway.Board.Devkit.csproj); nanoFramework's project
// system does not.
[assembly: AssemblyTitle("Gateway firmware for ESP32-WROVER development boards")]
[assembly: AssemblyProduct("Gateway")]
[assembly: AssemblyVersion("0.1.0.0")]
