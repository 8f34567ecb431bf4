using System.Text;
using Gateway.Core;
using Gateway.Installer;

namespace Gateway.App
{
    /// <summary>Makes the installer's page where there is a code and memory for it, and the console where the
    /// configuration has one.</summary>
    internal static class InstallerFactory
    {
        /// <summary>Makes it.</summary>
        /// <returns>Null where nobody could get in.</returns>
        public static InstallerStage Create(
            IBoard board, ConcentratorSetup setup, Concentrator parts, WallClock clock)
        {
            InstallerSetup installer = setup.Installer;
            bool hasPage = setup.Size.PageBytes > 0;
            bool hasConsole = installer.ConsolePort >= 0;
            if (installer.Code == null || installer.Minutes == 0 || !(hasPage || hasConsole))
            {
                return null;
            }

            IPageServer server = hasPage ? board.OpenPage(Encoding.UTF8.GetBytes(installer.Code)) : null;
            ISerialPort console = hasConsole ? board.OpenSerial(installer.ConsolePort) : null;
            InstallerFacts facts = new InstallerFacts(board, setup, parts, clock);
            InstallerAccess access = new InstallerAccess(installer.Code, installer.Minutes, parts.Events);
            return new InstallerStage(facts, access, server, console, setup.Size.PageBytes);
        }
    }
}
