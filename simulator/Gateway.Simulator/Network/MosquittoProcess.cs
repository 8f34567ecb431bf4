// Debian's mosquitto as a child process on a loopback port: for demos and tests against a real broker.
// Anonymous unless a user is given, in the clear unless certificates are, nothing on disk but its own temporary folder.
using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;

namespace Gateway.Simulator.Network;

/// <summary>A broker that is started, killed and started again.</summary>
public sealed class MosquittoProcess : IDisposable
{
    /// <summary>What to tell a user who has no mosquitto.</summary>
    public const string InstallHint = "mosquitto is not installed; on Debian: sudo apt-get install mosquitto";

    private const int ReadyTimeoutMs = 20_000;
    private const int ExitTimeoutMs = 5_000;

    private readonly string _folder;
    private readonly StringBuilder _log = new();
    private readonly PosixSignalRegistration _hangUp;
    private Process _process;
    private ManualResetEventSlim _isReady;

    private MosquittoProcess(int port, MosquittoAccess access, MosquittoTls tls)
    {
        Port = port;
        _folder = Directory.CreateTempSubdirectory("gateway-mosquitto-").FullName;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;

        // A terminal that is closed ends this process without ProcessExit: the broker would keep its port.
        _hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, _ => Kill());
        var lines = access == null ? "allow_anonymous true" : "allow_anonymous false" + Restrict(access);
        lines += tls?.WriteTo(_folder);

        // "user": started by root, mosquitto would become a user that cannot read this folder.
        File.WriteAllText(ConfigPath, string.Create(CultureInfo.InvariantCulture,
            $"listener {port} 127.0.0.1\n{lines}\nuser {Environment.UserName}\npersistence false\n") +
            "set_tcp_nodelay true\nlog_dest stderr\nlog_type error\nlog_type warning\nlog_type notice\n" +
            "log_type information\nmax_queued_messages 100000\n");
    }

    /// <summary>Whether a mosquitto is installed.</summary>
    public static bool IsAvailable => FindProgram("mosquitto") != null;

    /// <summary>TCP port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Process id; 0 while it does not run.</summary>
    public int ProcessId => _process is { HasExited: false } ? _process.Id : 0;

    /// <summary>What the broker has written so far.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    private string ConfigPath => Path.Combine(_folder, "mosquitto.conf");

    /// <summary>Starts a broker and waits until it accepts connections.</summary>
    /// <param name="port">1..65535, or 0 for a free one.</param>
    /// <param name="userName">The only user, or null for anonymous access.</param>
    /// <param name="password">The user's password.</param>
    /// <param name="tls">Its certificates; then the port speaks TLS only.</param>
    /// <exception cref="MosquittoStartException">Not installed, port in use or no start, as the message says.
    /// </exception>
    public static MosquittoProcess Start(
        int port = 0, string userName = null, string password = null, MosquittoTls tls = null) =>
        Start(userName == null ? null : new MosquittoAccess([(userName, password)], null), tls, port);

    /// <summary>Starts a broker for some users, and waits until it accepts connections.</summary>
    /// <param name="access">Who may do what; null for anonymous access.</param>
    /// <param name="tls">Its certificates; then the port speaks TLS only.</param>
    /// <param name="port">1..65535, or 0 for a free one.</param>
    /// <exception cref="MosquittoStartException">Not installed, port in use or no start, as the message says.
    /// </exception>
    public static MosquittoProcess Start(MosquittoAccess access, MosquittoTls tls = null, int port = 0)
    {
        if (!IsAvailable)
        {
            throw new MosquittoStartException(InstallHint);
        }

        // A free port can be taken by somebody else before mosquitto has it.
        for (var attempt = 1; ; attempt++)
        {
            var broker = new MosquittoProcess(port != 0 ? port : FindFreePort(), access, tls);
            try
            {
                broker.Restart();
                return broker;
            }
            catch (MosquittoStartException) when (port == 0 && attempt < 5)
            {
                broker.Dispose();
            }
            catch
            {
                broker.Dispose();
                throw;
            }
        }
    }

    /// <summary>Starts the broker again on the same port, after <see cref="Kill"/>.</summary>
    /// <exception cref="MosquittoStartException">It does not start.</exception>
    public void Restart()
    {
        Kill();
        // Without this a leftover of somebody else on the port would pass for ours.
        if (IsListening())
        {
            throw new MosquittoStartException($"port {Port} is in use");
        }

        _isReady = new ManualResetEventSlim();
        _process = new Process
        {
            StartInfo = StartOf(FindProgram("mosquitto"), "-c", ConfigPath),
            EnableRaisingEvents = true,
        };
        var ready = _isReady;
        _process.ErrorDataReceived += (_, e) => OnLine(e.Data, ready);
        _process.OutputDataReceived += (_, e) => OnLine(e.Data, ready);
        _process.Exited += (_, _) => ready.Set();
        try
        {
            _process.Start();
        }
        catch (Win32Exception e)
        {
            throw new MosquittoStartException("mosquitto does not start: " + e.Message, e);
        }

        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        if (!_isReady.Wait(ReadyTimeoutMs) || _process.HasExited || !IsListening())
        {
            Kill();
            throw new MosquittoStartException(Log.Contains("in use", StringComparison.Ordinal)
                ? $"port {Port} is in use"
                : $"mosquitto does not start on port {Port}: {Log}");
        }
    }

    /// <summary>In a session of its own where that can be had: Ctrl-C at the terminal is meant for us, and the broker
    /// has to outlive it for as long as the queues drain. setsid executes the program in its own process.</summary>
    private static ProcessStartInfo StartOf(string program, params string[] arguments)
    {
        var setsid = FindProgram("setsid");
        return new ProcessStartInfo(setsid ?? program, setsid == null ? arguments : [program, .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
    }

    /// <summary>
    /// Kills the broker (SIGKILL: no good-bye, no wills) and waits for its end. Idempotent.
    /// </summary>
    public void Kill()
    {
        var process = _process;
        _process = null;
        if (process == null)
        {
            return;
        }

        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }

        process.WaitForExit(ExitTimeoutMs);
        process.Dispose();
    }

    /// <summary>Kills the broker and removes its files.</summary>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        _hangUp.Dispose();
        Kill();
        try
        {
            Directory.Delete(_folder, true);
        }
        catch (DirectoryNotFoundException)
        {
            // Disposed before.
        }
    }

    /// <summary>A TCP port of 127.0.0.1 that is free at this moment.</summary>
    public static int FindFreePort()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
    }

    private static string FindProgram(string name)
    {
        // Debian keeps daemons in /usr/sbin, which is not in every user's PATH.
        var folders = (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/usr/local/sbin").Split(':');
        return Array.Find(Array.ConvertAll(folders, folder => Path.Combine(folder, name)), File.Exists);
    }

    private string Restrict(MosquittoAccess access)
    {
        var file = Path.Combine(_folder, "passwords");
        foreach (var (user, password) in access.Users)
        {
            WritePassword(file, user, password);
        }

        if (access.Rules == null)
        {
            return "\npassword_file " + file;
        }

        var rules = Path.Combine(_folder, "rules");
        File.WriteAllText(rules, access.Rules);
        return "\npassword_file " + file + "\nacl_file " + rules;
    }

    private static void WritePassword(string file, string userName, string password)
    {
        var program = FindProgram("mosquitto_passwd") ?? throw new MosquittoStartException(InstallHint);
        string[] arguments = File.Exists(file) ? ["-b", file, userName, password] : ["-b", "-c", file, userName, password];
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        });
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new MosquittoStartException("mosquitto_passwd: " + error);
        }
    }

    private bool IsListening()
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void OnLine(string line, ManualResetEventSlim ready)
    {
        if (line == null)
        {
            return;
        }

        lock (_log)
        {
            _log.AppendLine(line);
        }

        // "mosquitto version 2.0.11 running": its listeners are open.
        if (line.EndsWith(" running", StringComparison.Ordinal))
        {
            ready.Set();
        }
    }

    private void OnProcessExit(object sender, EventArgs e) => Kill();
}
