using System.Text;
using Gateway.Core;

namespace Gateway.Config
{
    /// <content>The configuration in use as a document, part by part.</content>
    public sealed partial class ConfigChange
    {
        private string Export()
        {
            GatewayConfig config = new GatewayConfig();
            byte[] document = _store.Load();
            string error = null;
            if (document != null && !ConfigReader.TryRead(document, document.Length, config, out error))
            {
                return error;
            }

            // The defaults are written out as well.
            JsonWriter json = new JsonWriter(new byte[_maxBytes + ConfigExport.DefaultBytes]);
            ConfigExport.Write(config, json);
            if (json.Overflow)
            {
                return "the configuration is too long";
            }

            byte[] bytes = json.ToArray();
            string text = Encoding.UTF8.GetString(bytes, 0, bytes.Length);
            ExportLength = text.Length;
            WritePart(text);
            return null;
        }

        private void WritePart(string text)
        {
            int from = _exportOffset < text.Length ? _exportOffset : text.Length;
            JsonWriter part = new JsonWriter(new byte[_exportBytes]);
            int count = text.Length - from < _exportBytes ? text.Length - from : _exportBytes;
            part.String(text.Substring(from, count));
            while (part.Overflow)
            {
                count -= (count / 4) + 1;
                part.Reset();
                part.String(text.Substring(from, count));
            }

            ExportNext = from + count;
            ExportText = part.ToArray();
        }
    }
}
