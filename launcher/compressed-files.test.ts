import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compressFiles, serveCompressed } from './compressed-files.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'matinee-static-'));
const server = createServer(
  serveCompressed(path.join(folder, 'static'), (_, response) => response.end('next')),
);

beforeAll(async () => {
  mkdirSync(path.join(folder, 'static/chunks'), { recursive: true });
  writeFileSync(path.join(folder, 'static/chunks/app.js'), 'let ticket = 1;');
  writeFileSync(path.join(folder, 'secret.js.br'), 'secret');
  await compressFiles(path.join(folder, 'static'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

function ask(place: string, encoding = 'gzip, br'): Promise<{ body: Buffer; encoding: string | undefined }> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', path: place, headers: { 'accept-encoding': encoding } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () =>
        resolve({ body: Buffer.concat(parts), encoding: response.headers['content-encoding'] }),
      );
    }).on('error', reject);
  });
}

it('sends scripts by Brotli to whoever reads it', async () => {
  const { body, encoding } = await ask('/_next/static/chunks/app.js');
  expect(encoding).toBe('br');
  expect(brotliDecompressSync(body).toString()).toBe('let ticket = 1;');
});

it.each([
  ['an old browser', '/_next/static/chunks/app.js', 'gzip'],
  ['a page', '/titles/heat-1995', 'br'],
  ['a file without a twin', '/_next/static/chunks/other.js', 'br'],
  ['a way out of the folder', '/_next/static/../secret.js', 'br'],
])('leaves %s to Next', async (_, place, accepted) => {
  expect((await ask(place, accepted)).body.toString()).toBe('next');
});
