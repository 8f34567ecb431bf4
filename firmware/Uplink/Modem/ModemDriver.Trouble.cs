namespace Gateway.Uplink.Modem
{
    /// <summary>What goes wrong, and what it is called.</summary>
    public sealed partial class ModemDriver
    {
        private const int HeartbeatTries = 3;

        // Result codes of the MQTT commands (SIMCom manual, MQTT(S), "summary of result codes").
        private const int SocketConnectFailed = 3;
        private const int NoConnection = 11;
        private const int InvalidParameter = 12;
        private const int ConnectFailed = 15;
        private const int TimedOutCode = 17;
        private const int ClientUsed = 19;
        private const int NetworkOpened = 23;
        private const int DnsError = 25;
        private const int RefusedFirst = 26;
        private const int RefusedIdentifier = 28;
        private const int RefusedServer = 29;
        private const int RefusedPassword = 30;
        private const int RefusedAuthorization = 31;
        private const int HandshakeFailed = 32;
        private const int NoCertificate = 33;
        private const int SslSessionFailed = 34;

        private static ModemTrouble TroubleOf(int code)
        {
            switch (code)
            {
                case SocketConnectFailed:
                case ConnectFailed:
                    return ModemTrouble.BrokerUnreachable;
                case NoConnection:
                    return ModemTrouble.ConnectionLost;
                case InvalidParameter:
                    return ModemTrouble.BadSettings;
                case TimedOutCode:
                    return ModemTrouble.BrokerTimedOut;
                case DnsError:
                    return ModemTrouble.NameNotResolved;
                case RefusedIdentifier:
                case RefusedPassword:
                case RefusedAuthorization:
                    return ModemTrouble.BrokerRefusedLogin;
                case HandshakeFailed:
                case SslSessionFailed:
                    return ModemTrouble.CertificateRefused;
                case NoCertificate:
                    return ModemTrouble.CertificateMissing;
                default:
                    return code >= RefusedFirst && code <= RefusedServer
                        ? ModemTrouble.BrokerRefused
                        : ModemTrouble.BrokerUnreachable;
            }
        }

        private void End(ModemStep step, AtOutcome outcome)
        {
            bool isSpeaking = step != ModemStep.Flush && step != ModemStep.Sync;
            bool isCleanup = step >= ModemStep.Disconnect && step <= ModemStep.Stop;
            if (outcome == AtOutcome.TimedOut && _channel.MayAwaitData)
            {
                // It may wait for the rest of a topic or a payload: nothing else would be understood.
                LoseOrFail(ModemTrouble.ConnectionLost);
                Resync(true);
            }
            else if (State == ModemState.Closing && isSpeaking && !isCleanup)
            {
                BeginCleanup(false);
            }
            else if (outcome == AtOutcome.Done || (isCleanup && outcome == AtOutcome.Failed))
            {
                Done(step);
            }
            else if (outcome == AtOutcome.Failed)
            {
                Failed(step, _channel.Code);
            }
            else
            {
                Silent(step);
            }
        }

        private void Failed(ModemStep step, int code)
        {
            switch (step)
            {
                case ModemStep.Sync:
                    // Half a line of an earlier life stood in its way.
                    Silent(step);
                    break;
                case ModemStep.SimState:
                    FailedSim(code);
                    break;
                case ModemStep.PinEntry:
                    _isPinRefused = true;
                    Restart(ModemTrouble.SimPinWrong);
                    break;
                case ModemStep.PinRetries:
                    RetryOrRestart(step, SetupTries, ModemTrouble.SimFailed);
                    break;
                case ModemStep.ClockUpdates:
                case ModemStep.Signal:
                case ModemStep.Clock:
                    // Good to have; a modem that cannot tell can still send.
                    Done(step);
                    break;
                default:
                    if (step >= ModemStep.Start)
                    {
                        FailedMqtt(step, code);
                    }
                    else if (step >= ModemStep.CertificateList)
                    {
                        FailedTls(step);
                    }
                    else
                    {
                        RetryOrRestart(step, SetupTries, ModemTrouble.Garbled);
                    }

                    break;
            }
        }

        private void FailedSim(int code)
        {
            if (code == ModemFacts.SimBusy || code < 0)
            {
                RetryOrRestart(ModemStep.SimState, SimTries, ModemTrouble.SimFailed, SecondUs);
            }
            else
            {
                Restart(code == ModemFacts.SimNotInserted ? ModemTrouble.SimMissing : ModemTrouble.SimFailed);
            }
        }

        private void FailedTls(ModemStep step)
        {
            bool isFile = step <= ModemStep.PrivateKey;
            if (!Retry(step, SetupTries, SecondUs))
            {
                FailAttempt(isFile ? ModemTrouble.CertificateMissing : ModemTrouble.TlsNotSupported);
            }
        }

        private void FailedMqtt(ModemStep step, int code)
        {
            if (step == ModemStep.Start && code == NetworkOpened)
            {
                Done(step);
            }
            else if (step == ModemStep.Acquire && code == ClientUsed && Retry(step, 2, 0))
            {
                _isDirty = true;
                BeginCleanup(true);
            }
            else if (step >= ModemStep.Topic)
            {
                EndPublish(false);
            }
            else
            {
                FailAttempt(step == ModemStep.Start ? ModemTrouble.NoDataService : TroubleOf(code));
            }
        }

        private void Silent(ModemStep step)
        {
            bool isHeartbeat = step >= ModemStep.Registration && step <= ModemStep.Clock;
            if (step == ModemStep.Sync)
            {
                SilentSync();
            }
            else if (step == ModemStep.Flush)
            {
                Restart(ModemTrouble.NoAnswer);
            }
            else if (State == ModemState.Online && isHeartbeat && Retry(step, HeartbeatTries, SecondUs))
            {
                return;
            }
            else if (step == ModemStep.Publish)
            {
                EndPublish(false);
            }
            else if (step == ModemStep.Connect && _channel.Code < 0 && _isAttemptRunning)
            {
                FailAttempt(ModemTrouble.BrokerTimedOut);
            }
            else if (step == ModemStep.Start && _isAttemptRunning)
            {
                FailAttempt(ModemTrouble.NoDataService);
            }
            else
            {
                LoseOrFail(ModemTrouble.ConnectionLost);
                Resync(false);
            }
        }
    }
}
