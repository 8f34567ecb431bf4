// A slave without parity hears no selection that has parity, so it stays selected. A request whose parity
// bits are all 1, as those of 10 5B FD 58 16, it does hear, and talks into the reply of the one selected now.
// So before anything goes to 253 at other settings, SND_NKE to 253 at its own ends its selection (MBDOC48).

using Gateway.Link.MBus;

namespace Gateway.Wired.MBus
{
    /// <content>Slaves that would stay selected.</content>
    public sealed partial class MBusMaster
    {
        private const int ShortAddressAt = 2;
        private const int LongAddressAt = 5;

        private int _selectedIndex = -1;
        private int _deselections;
        private int _deselectedFor = -1;
        private bool _hasNoParity;

        private bool MustDeselect
        {
            get { return _selectedIndex != _settingsIndex && IsToSelected; }
        }

        private bool IsToSelected
        {
            get
            {
                return _request[_request[0] == MBusFrame.ShortStart ? ShortAddressAt : LongAddressAt]
                    == MBusSlaves.SelectedAddress;
            }
        }

        private void NoteSelection()
        {
            if (Result != MBusResult.Silent && IsToSelected)
            {
                _selectedIndex = _settingsIndex;
                _deselections = 0;
            }
        }

        private LineVerb Deselect(SerialExchange exchange)
        {
            _deselectedFor = _settingsIndex;
            SetLine(_selectedIndex);
            exchange.RequestCount =
                MBusEncoder.WriteShort(exchange.Request, MBusCField.SndNke, MBusSlaves.SelectedAddress);
            _timing.FirstByteUs = _standardUs;
            exchange.Prepare(_speeds.Get(_settingsIndex), _timing, this);
            Requests++;
            return LineVerb.Send;
        }

        private void EndDeselection(SerialExchange exchange)
        {
            bool isDone = exchange.Result == ExchangeResult.Ok || ++_deselections > Options.Repeats;
            _selectedIndex = isDone ? -1 : _selectedIndex;
            SetLine(_deselectedFor);
            _deselectedFor = -1;
        }
    }
}
