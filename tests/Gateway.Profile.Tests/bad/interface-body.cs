// reference: desktop
namespace Sample
{
    public interface IPort
    {
        void Open();

        int Limit() // ! interface-body
        {
            return 3;
        }
    }
}
