namespace Gateway.Cost;

/// <summary>The straight line through points, by least squares.</summary>
internal sealed class Line
{
    private double _count;
    private double _x;
    private double _y;
    private double _xx;
    private double _xy;

    public double Slope => ((_count * _xy) - (_x * _y)) / ((_count * _xx) - (_x * _x));

    public double Intercept => (_y - (Slope * _x)) / _count;

    public void Add(double x, double y)
    {
        _count++;
        _x += x;
        _y += y;
        _xx += x * x;
        _xy += x * y;
    }
}
