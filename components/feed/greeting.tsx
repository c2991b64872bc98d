/** "Good evening, Maya": by the clock of the house that runs the server. */
export function Greeting({ name }: { readonly name: string }) {
  const hour = new Date().getHours();
  const time =
    hour < 5 ? 'Still up' : hour < 12 ? 'Good morning' : hour < 18 ? 'Good afternoon' : 'Good evening';
  return (
    <>
      {time}, {name.split(' ')[0]}
    </>
  );
}
