namespace Gateway.Uplink.Modem
{
    /// <summary>What the modem's information lines said last.</summary>
    internal sealed class ModemFacts
    {
        public const int NotRegistered = 0;
        public const int Home = 1;
        public const int Denied = 3;
        public const int Roaming = 5;

        // 3GPP TS 27.007, 9.2.1.
        public const int SimNotInserted = 10;
        public const int SimFailure = 13;
        public const int SimBusy = 14;
        public const int SimWrong = 15;

        private const int UnknownSignal = 99;

        /// <summary>+CPIN: READY.</summary>
        public bool IsSimReady { get; private set; }

        /// <summary>+CPIN: SIM PIN.</summary>
        public bool IsPinWanted { get; private set; }

        /// <summary>+CPIN: SIM PUK.</summary>
        public bool IsPukWanted { get; private set; }

        /// <summary>Attempts left for the PIN; −1 = not told.</summary>
        public int PinRetries { get; private set; }

        /// <summary>State of +CEREG; −1 = not told.</summary>
        public int Registration { get; private set; }

        /// <summary>Received power; 0 = not known.</summary>
        public int RssiDbm { get; private set; }

        /// <summary>Milliseconds since 1970-01-01 UTC; 0 = the modem's clock is not set.</summary>
        public long ClockUnixMs { get; private set; }

        /// <summary>Whether the certificate files are there.</summary>
        public bool HasAuthority { get; private set; }

        /// <summary>Own certificate.</summary>
        public bool HasCertificate { get; private set; }

        /// <summary>Private key.</summary>
        public bool HasPrivateKey { get; private set; }

        /// <summary>A question will be asked: its last answer no longer counts.</summary>
        public void Forget(ModemStep step)
        {
            if (step == ModemStep.SimState)
            {
                IsSimReady = false;
                IsPinWanted = false;
                IsPukWanted = false;
            }
            else if (step == ModemStep.PinRetries)
            {
                PinRetries = -1;
            }
            else if (step == ModemStep.Registration)
            {
                Registration = -1;
            }
            else if (step == ModemStep.Clock)
            {
                ClockUnixMs = 0;
            }
            else if (step == ModemStep.CertificateList)
            {
                HasAuthority = false;
                HasCertificate = false;
                HasPrivateKey = false;
            }
        }

        /// <summary>Takes a line.</summary>
        /// <returns>false when it tells nothing.</returns>
        public bool Take(byte[] line, int length, ModemCommands names)
        {
            if (AtText.Starts(line, length, "+CPIN: "))
            {
                IsSimReady = AtText.At(line, length, 7, "READY");
                IsPinWanted = AtText.At(line, length, 7, "SIM PIN");
                IsPukWanted = AtText.At(line, length, 7, "SIM PUK");
            }
            else if (AtText.Starts(line, length, "+SPIC: "))
            {
                PinRetries = AtText.Field(line, length, 0);
            }
            else if (AtText.Starts(line, length, "+CEREG: "))
            {
                // With one field it is a report, with two the answer.
                Registration = AtText.Field(line, length, AtText.FieldCount(line, length) > 1 ? 1 : 0);
            }
            else if (AtText.Starts(line, length, "+CSQ: "))
            {
                TakeSignal(AtText.Field(line, length, 0));
            }
            else if (AtText.Starts(line, length, "+CCLK: \""))
            {
                ClockUnixMs = ModemClock.UnixMs(line, length, 8);
            }
            else if (AtText.Starts(line, length, "+CCERTLIST: \""))
            {
                HasAuthority |= IsFile(line, length, names.AuthorityFile);
                HasCertificate |= IsFile(line, length, names.CertificateFile);
                HasPrivateKey |= IsFile(line, length, names.PrivateKeyFile);
            }
            else
            {
                return false;
            }

            return true;
        }

        private static bool IsFile(byte[] line, int length, string name)
        {
            return name != null && AtText.At(line, length, 13, name);
        }

        private void TakeSignal(int steps)
        {
            // 3GPP TS 27.007, 8.5: 0 = -113 dBm or less, 31 = -51 dBm or more.
            RssiDbm = steps < 0 || steps >= UnknownSignal ? 0 : (2 * (steps > 31 ? 31 : steps)) - 113;
        }
    }
}
