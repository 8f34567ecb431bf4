using System.Reflection;

// The desktop build writes these itself (see Gateway.Board.Stm32.csproj); nanoFramework's project system does
// not.
[assembly: AssemblyTitle("Gateway firmware for STM32 boards")]
[assembly: AssemblyProduct("Gateway")]
[assembly: AssemblyVersion("0.1.0.0")]
