using System.Collections;
using System.Threading.Tasks;

namespace Sample
{
    public class StateMachine
    {
        public IEnumerator Each() // ! state-machine
        {
            yield return "one";
        }

        public async void Later() // ! state-machine
        {
            await Task.Delay(1);
        }
    }
}
