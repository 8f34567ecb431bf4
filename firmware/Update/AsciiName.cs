namespace Gateway.Update
{
    /// <summary>Texts in the files of an update.</summary>
    internal static class AsciiName
    {
        /// <summary>An ASCII text of at most <see cref="UpdateManifest.MaxNameChars"/>
        /// characters.</summary>
        public static string GetText(byte[] bytes, int at, int count)
        {
            int used = count > UpdateManifest.MaxNameChars ? UpdateManifest.MaxNameChars : count;
            char[] text = new char[used];
            for (int i = 0; i < used; i++)
            {
                text[i] = (char)bytes[at + i];
            }

            return new string(text);
        }

        public static void PutText(byte[] bytes, int at, string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                bytes[at + i] = (byte)text[i];
            }
        }
    }
}
