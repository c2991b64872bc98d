/** Runs one step of the start; a step that takes longer than a second says so, and says when it is done. */
export async function showProgress<T>(label: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  let seconds = 0;
  const timer = setInterval(() => {
    seconds += 1;
    if (seconds === 1) console.log(`  … ${label}`);
    else if (seconds % 10 === 0) console.log(`  … ${label}: ${seconds} s so far`);
  }, 1000);
  try {
    const result = await work();
    const taken = (performance.now() - begun) / 1000;
    if (taken >= 1) console.log(`  ✓ ${label}: ${taken.toFixed(1)} s`);
    return result;
  } finally {
    clearInterval(timer);
  }
}
