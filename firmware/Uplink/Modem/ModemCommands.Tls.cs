using Gateway.Core;

namespace Gateway.Uplink.Modem
{
    /// <summary>Certificate files and TLS settings.</summary>
    internal sealed partial class ModemCommands
    {
        /// <summary>Names the files by what is in them, so that a changed one is a new one.</summary>
        public void NameFiles()
        {
            TlsFiles tls = Request.Tls;
            AuthorityFile = FileName("gw-ca-", tls.Authority);
            CertificateFile = FileName("gw-cert-", tls.Certificate);
            PrivateKeyFile = FileName("gw-key-", tls.PrivateKey);
        }

        private static string FileName(string start, byte[] content)
        {
            return content == null
                ? null
                : start + Crc32.Compute(content, 0, content.Length).ToString("X8") + ".pem";
        }

        private void WriteTls(AtOutput text, ModemStep step)
        {
            TlsFiles tls = Request.Tls;
            switch (step)
            {
                case ModemStep.CertificateList:
                    text.Add("AT+CCERTLIST");
                    break;
                case ModemStep.Authority:
                    AddDownload(text, AuthorityFile, tls.Authority);
                    break;
                case ModemStep.Certificate:
                    AddDownload(text, CertificateFile, tls.Certificate);
                    break;
                case ModemStep.PrivateKey:
                    AddDownload(text, PrivateKeyFile, tls.PrivateKey);
                    break;
                case ModemStep.TlsVersion:
                    // 3 = TLS 1.2.
                    text.Add("AT+CSSLCFG=\"sslversion\",0,3");
                    break;
                case ModemStep.TlsMode:
                    // 1 = the broker is checked, 2 = both are. 0, nobody, is never used.
                    text.Add(tls.Certificate == null
                        ? "AT+CSSLCFG=\"authmode\",0,1"
                        : "AT+CSSLCFG=\"authmode\",0,2");
                    break;
                case ModemStep.TlsAuthority:
                    AddFile(text, "\"cacert\",0,", AuthorityFile);
                    break;
                case ModemStep.TlsCertificate:
                    AddFile(text, "\"clientcert\",0,", CertificateFile);
                    break;
                case ModemStep.TlsPrivateKey:
                    AddFile(text, "\"clientkey\",0,", PrivateKeyFile);
                    break;
                case ModemStep.TlsTime:
                    // An expired certificate is refused: the modem's clock counts.
                    text.Add("AT+CSSLCFG=\"ignorelocaltime\",0,0");
                    break;
                default:
                    text.Add("AT+CSSLCFG=\"enableSNI\",0,1");
                    break;
            }
        }

        private static void AddDownload(AtOutput text, string file, byte[] content)
        {
            text.Add("AT+CCERTDOWN=");
            text.AddQuoted(file);
            text.Add(",");
            text.Add(content.Length);
        }

        private static void AddFile(AtOutput text, string setting, string file)
        {
            text.Add("AT+CSSLCFG=");
            text.Add(setting);
            text.AddQuoted(file);
        }
    }
}
