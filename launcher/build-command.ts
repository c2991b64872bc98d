/** The build as a check: always made anew, and kept for the next `npm start`. */
import { buildPages } from './build.ts';

await buildPages(new AbortController().signal).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
