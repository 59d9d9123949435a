/** Deep enough to reach our own code from below a database driver. */
const stackFramesMax = 40;

/**
 * What the log may say of a defect. An error of the database carries the statement with its values and the row that
 * failed, which are people's notes and clients' names: only what the failure was and where it happened is kept.
 */
export function describeDefect(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error, message: 'Something that is not an Error.' };
  const { name, code, table, column, constraint } = error as Error & Record<string, unknown>;
  const message = error.message.split('\n - detail:')[0]?.replace(/: ".*"$/s, ': …') ?? '';
  const frames = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line));
  return {
    type: error.constructor.name,
    message,
    code,
    table,
    column,
    constraint,
    stack: [`${name}: ${message}`, ...frames.slice(0, stackFramesMax)].join('\n'),
    cause: error.cause instanceof Error ? describeDefect(error.cause) : undefined,
  };
}
