using System;

namespace Gateway.Linux;

/// <summary>linux.json cannot be used: file, path and reason.</summary>
public sealed class SettingsException(string message) : Exception(message);
