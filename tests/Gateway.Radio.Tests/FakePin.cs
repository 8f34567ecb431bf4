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

    /// <summary>The pin rises at so many looks from now on; 0: by itself only.</summary>
    public int RisesAtRead { get; set; }

    public bool Read()
    {
        if (RisesAtRead > 0 && --RisesAtRead == 0)
        {
            Level = true;
        }

        return _level;
    }

    public bool TakeEdge()
    {
        bool edge = _edge;
        _edge = false;
        return edge;
    }
}
