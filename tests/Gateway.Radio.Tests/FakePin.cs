using Gateway.Core;

namespace Gateway.Radio.Tests;

/// <summary>An input whose level a fake chip drives; rising edges are latched.</summary>
internal sealed class FakePin : IInterruptPin
{
    private bool _level;
    private bool _edge;

    /// <summary>Edges are lost when true: the wire or the callback is slower than the pulse.</summary>
    public bool LosesEdges { get; set; }

    public bool Level
    {
        get => _level;
        set
        {
            _edge |= value && !_level && !LosesEdges;
            _level = value;
        }
    }

    public bool HasEdge => _edge;

    public bool Read() => _level;

    public bool TakeEdge()
    {
        bool edge = _edge;
        _edge = false;
        return edge;
    }
}
