/** What to do about each way a start can fail that the operating system reports. */
const advice: Readonly<Record<string, (error: NodeJS.ErrnoException) => string>> = {
  ENOSPC: () => 'The disk is full. Free some space, or set DATA_DIR to a folder on another disk.',
  EDQUOT: () =>
    'Your share of the disk is used up. Free some space, or set DATA_DIR to a folder on another disk.',
  EROFS: ({ path }) =>
    `${path ?? 'The folder'} is on a disk that cannot be written to. Set DATA_DIR to another folder.`,
  EACCES: ({ path }) =>
    `${path ?? 'A folder'} may not be written to by this user. Set DATA_DIR to a folder of yours.`,
  EPERM: ({ path }) =>
    `${path ?? 'A folder'} may not be changed by this user. Set DATA_DIR to a folder of yours.`,
  ENOTDIR: ({ path }) =>
    `${path ?? 'The data folder'} leads through a file that is no folder. Correct DATA_DIR.`,
  EEXIST: ({ path }) => `${path ?? 'The data folder'} is a file where a folder is needed. Correct DATA_DIR.`,
};

/** The words for whoever started it. */
export function explainStartError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return advice[code]?.(error) ?? error.message;
}

export function explainListenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} is taken by another program. Stop it, or choose another: PORT=${port === 65535 ? 3001 : port + 1} npm start`,
    EACCES: `Port ${port} may not be used by this user. Choose one above 1024: PORT=3000 npm start`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Set HOST to 127.0.0.1 or 0.0.0.0.`,
    ENOTFOUND: `This machine does not know the name ${host}. Set HOST to 127.0.0.1 or 0.0.0.0.`,
  };
  return new Error(reasons[error.code ?? ''] ?? error.message, { cause: error });
}
