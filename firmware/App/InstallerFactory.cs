using System.Text;
using Gateway.Core;
using Gateway.Installer;

namespace Gateway.App
{
    /// <summary>Makes the installer's page where there is a code and memory for it.</summary>
    internal static class InstallerFactory
    {
        /// <summary>Makes it.</summary>
        /// <returns>Null where nobody could get in.</returns>
        public static InstallerStage Create(
            IBoard board, ConcentratorSetup setup, Concentrator parts, WallClock clock)
        {
            InstallerSetup installer = setup.Installer;
            bool hasRoom = setup.Size.PageBytes > 0;
            if (installer.Code == null || installer.Minutes == 0 || !hasRoom)
            {
                return null;
            }

            IPageServer server = board.OpenPage(Encoding.UTF8.GetBytes(installer.Code));
            InstallerFacts facts = new InstallerFacts(board, setup, parts, clock);
            InstallerAccess access = new InstallerAccess(installer.Code, installer.Minutes, parts.Events);
            return new InstallerStage(facts, access, server, null, setup.Size.PageBytes);
        }
    }
}
