import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { explainListenError } from './explain-error.ts';

/** Holds the port from the first moment on, and asks early visitors to wait until `open` is called. */
export type FrontDoor = {
  readonly server: Server;
  readonly port: number;
  open(handler: RequestListener): void;
  close(): Promise<void>;
};

export async function holdPort(host: string, wanted: number): Promise<FrontDoor> {
  let handler: RequestListener = (_, response) => askToWait(response);
  const server = createServer((request, response) => handler(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explainListenError(error, host, wanted)));
    server.listen(wanted, host, resolve);
  });
  const address = server.address();
  return {
    server,
    port: typeof address === 'object' && address ? address.port : wanted,
    open(next) {
      handler = next;
    },
    close: () => close(server),
  };
}

function askToWait(response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'text/html; charset=utf-8', 'retry-after': '2', refresh: '2' });
  response.end(WAITING);
}

const WAITING = `<!doctype html><html lang="en"><title>Matinee</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<style>
  body { margin: 0; min-height: 90vh; display: grid; place-content: center; text-align: center; }
  body { font: 1.25rem Georgia, serif; background: #f6efe4; color: #231b17; }
  @media (prefers-color-scheme: dark) { body { background: #141012; color: #f3eadd; } }
</style>
<p>Matinee is starting. One moment.`;

/** Requests under way get three seconds to end; a connection that waits for the next one is in the way at once. */
function close(server: Server): Promise<void> {
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const late = setTimeout(() => server.closeAllConnections(), 3000);
  return new Promise((resolve) => {
    server.close(() => {
      clearInterval(idle);
      clearTimeout(late);
      resolve();
    });
  });
}

/** The address to open in a browser. */
export function addressOf(host: string, port: number): string {
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere || host === '127.0.0.1' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
