import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { claimDataFolder } from './data-folder.ts';
import { explainStartError } from './explain-error.ts';
import { addressOf, holdPort } from './front-door.ts';
import { showProgress } from './progress.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'matinee-launcher-unit-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the claim on a data folder', () => {
  const file = () => path.join(folder, 'matinee.pid');

  it('is written, and gone after the release', async () => {
    const release = await claimDataFolder(folder);
    expect(readFileSync(file(), 'utf8')).toBe(String(process.pid));
    release();
    expect(() => readFileSync(file())).toThrow('ENOENT');
  });

  it('of a process that is gone, or that is no launcher, is taken over', async () => {
    for (const stale of ['999999', '1', 'nonsense', '']) {
      writeFileSync(file(), stale);
      (await claimDataFolder(folder))();
    }
  });

  it('is left alone by a release that comes too late', async () => {
    const release = await claimDataFolder(folder);
    writeFileSync(file(), '4242');
    release();
    expect(readFileSync(file(), 'utf8')).toBe('4242');
  });
});

describe('the front door', () => {
  it('holds the port, asks early visitors to wait, and serves once it is open', async () => {
    const door = await holdPort('127.0.0.1', 0);
    const address = `http://127.0.0.1:${door.port}`;
    const early = await fetch(address);
    expect([early.status, early.headers.get('retry-after')]).toEqual([503, '2']);
    await expect(holdPort('127.0.0.1', door.port)).rejects.toThrow(`Port ${door.port} is taken`);
    door.open((_, response) => response.end('open'));
    expect(await (await fetch(address)).text()).toBe('open');
    await door.close();
    await expect(fetch(address)).rejects.toThrow();
  });

  it('lets a request under way end before it closes', async () => {
    const door = await holdPort('127.0.0.1', 0);
    door.open((_, response) => void sleep(200).then(() => response.end('done')));
    const answer = fetch(`http://127.0.0.1:${door.port}`).then((response) => response.text());
    await sleep(50);
    const cutOff = vi.spyOn(door.server, 'closeAllConnections');
    await door.close();
    expect(cutOff).not.toHaveBeenCalled();
    expect(await answer).toBe('done');
  });

  it('names an address that a browser can open', () => {
    expect([
      addressOf('0.0.0.0', 3000),
      addressOf('127.0.0.1', 80),
      addressOf('::1', 3000),
      addressOf('10.0.0.2', 3000),
    ]).toEqual(['http://localhost:3000', 'http://localhost:80', 'http://[::1]:3000', 'http://10.0.0.2:3000']);
  });
});

describe('what is said', () => {
  it('is a way out for every error of the operating system that a start can meet', () => {
    const error = (code: string) => Object.assign(new Error(code), { code, path: '/data' });
    expect(explainStartError(error('ENOSPC'))).toMatch(/disk is full.*DATA_DIR/);
    expect(explainStartError(error('EACCES'))).toMatch(/\/data may not be written/);
    expect(explainStartError(error('EROFS'))).toMatch(/cannot be written to/);
    expect(explainStartError(new Error('in words already'))).toBe('in words already');
  });

  it('is nothing about a step that is done within a second, and two lines about a longer one', async () => {
    const lines = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    await showProgress('Quick', () => sleep(10));
    expect(lines).not.toHaveBeenCalled();
    await showProgress('Slow', () => sleep(1100));
    expect(lines.mock.calls.flat()).toEqual(['  … Slow', expect.stringMatching(/^ {2}✓ Slow: 1\.\d s$/)]);
    lines.mockRestore();
  });
});
