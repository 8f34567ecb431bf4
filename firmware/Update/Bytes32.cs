namespace Gateway.Update
{
    /// <summary>Numbers and texts in the files of an update; least significant byte first.</summary>
    internal static class Bytes32
    {
        public static uint Get(byte[] bytes, int at)
        {
            return bytes[at] | ((uint)bytes[at + 1] << 8) | ((uint)bytes[at + 2] << 16)
                | ((uint)bytes[at + 3] << 24);
        }

        public static void Put(byte[] bytes, int at, uint value)
        {
            bytes[at] = (byte)value;
            bytes[at + 1] = (byte)(value >> 8);
            bytes[at + 2] = (byte)(value >> 16);
            bytes[at + 3] = (byte)(value >> 24);
        }

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
