/** Scripts and styles by Brotli, compressed once after the build: Next itself compresses by gzip, on every request. */
import { createReadStream, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);
const PREFIX = '/_next/static/';
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'application/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
};

/** Writes `name.br` beside every script and style of the folder. */
export async function compressFiles(folder: string): Promise<void> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((each) => path.extname(each) in TYPES)) {
    const text = readFileSync(path.join(folder, name));
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
    writeFileSync(path.join(folder, `${name}.br`), await compress(text, { params }));
  }
}

/** Answers for files that have a compressed twin when the browser can read it; everything else goes on to `next`. */
export function serveCompressed(folder: string, next: RequestListener): RequestListener {
  const root = path.resolve(folder);
  return (request, response) => {
    const file = twinOf(root, request.url ?? '');
    const readsBrotli = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''));
    if (!file || !readsBrotli || (request.method !== 'GET' && request.method !== 'HEAD'))
      return next(request, response);
    response.writeHead(200, {
      'content-type': TYPES[path.extname(file.slice(0, -3))],
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding',
    });
    if (request.method === 'HEAD') response.end();
    else
      createReadStream(file)
        .on('error', () => response.destroy())
        .pipe(response);
  };
}

function twinOf(root: string, url: string): string | undefined {
  const [place = ''] = url.split('?');
  if (!place.startsWith(PREFIX) || !(path.extname(place) in TYPES)) return undefined;
  const file = path.join(root, `${place.slice(PREFIX.length)}.br`);
  return file.startsWith(root + path.sep) && existsSync(file) ? file : undefined;
}
