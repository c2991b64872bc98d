/** Finds a real Chromium. There is no download: it comes from the environment, the system or npm. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { LaunchOptions } from '@playwright/test';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const CHROME_PLACES = [
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * What to start the tests' browser with. CHROMIUM_PATH names one, or says `npm` for the one from npm. Throws when there is none: tests that do not run must not look green.
 */
export function findBrowser(): LaunchOptions {
  const given = process.env.CHROMIUM_PATH;
  if (given === 'npm') return chromiumFromNpm();
  if (given && !existsSync(given))
    throw new Error(`CHROMIUM_PATH names ${given}, and there is nothing there.`);
  if (given) return { executablePath: given, args };
  if (existsSync('/usr/bin/chromium')) return { executablePath: '/usr/bin/chromium', args };
  if (process.platform === 'linux' && process.arch === 'x64') return chromiumFromNpm();
  if (CHROME_PLACES.some((place) => existsSync(place))) return { channel: 'chrome', args };
  throw new Error(
    'No browser was found, so the end-to-end tests cannot run. Install Chromium (apt-get install chromium) or Chrome, ' +
      'or set CHROMIUM_PATH to one.',
  );
}

/** @sparticuz/chromium carries Chromium, its libraries and fonts as archives; they are unpacked once. */
function chromiumFromNpm(): LaunchOptions {
  const folder = path.join(os.tmpdir(), `matinee-chromium-${versionOfPackage()}`);
  if (!existsSync(folder)) unpackTo(folder);
  const libraries = [path.join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: path.join(folder, 'fonts') };
  const env = { ...process.env, LD_LIBRARY_PATH: libraries, ...fonts } as Record<string, string>;
  return { executablePath: path.join(folder, 'chromium'), args: [...args, '--headless=shell'], env };
}

function versionOfPackage(): string {
  const file = path.join(import.meta.dirname, '../node_modules/@sparticuz/chromium/package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** The package unpacks into the temp folder, and its libraries only where it takes the machine for a Lambda. */
function unpackTo(folder: string): void {
  const unfinished = mkdtempSync(`${folder}-`);
  const code = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())";
  const env = { ...process.env, TMPDIR: unfinished, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' };
  execFileSync(process.execPath, ['-e', code], { env, cwd: import.meta.dirname, stdio: 'inherit' });
  const fonts = path.join(unfinished, 'fonts/fonts.conf');
  writeFileSync(fonts, readFileSync(fonts, 'utf8').replaceAll('/tmp/fonts', path.join(folder, 'fonts')));
  if (existsSync(folder)) rmSync(unfinished, { recursive: true });
  else renameSync(unfinished, folder);
}
