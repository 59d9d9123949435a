import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * One request may arrive several times: Ctrl-C reaches every process of the terminal, and npm and the supervisor pass
 * on what they get. Only a request after this time is a second one.
 */
const sameRequestMs = 1_000;
const lookMs = 1_000;

/**
 * Listens for requests to stop: SIGTERM and SIGINT.
 * @param onFirst at the first request, with its signal
 * @param onAgain at each later one: whoever asks again does not want to wait
 */
export function listenForStop(onFirst: (signal: NodeJS.Signals) => void, onAgain: () => void): void {
  let firstMs: number | null = null;
  const onSignal = (signal: NodeJS.Signals) => {
    const nowMs = performance.now();
    if (firstMs === null) {
      firstMs = nowMs;
      onFirst(signal);
    } else if (nowMs - firstMs >= sameRequestMs) onAgain();
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

/**
 * Calls back once when the npm that runs this process as a script has ended, at once when it had ended before. npm
 * passes a signal on to the shell that it put in between, and such a shell ends without passing it further; of a npm
 * that is killed nobody hears at all. Does nothing when no npm runs it: then whoever started it may end first, as
 * shells do. On Windows only the end of the shell is noticed.
 */
export function whenNpmEnds(onEnd: () => void): void {
  const script = process.env.npm_lifecycle_script;
  if (script === undefined) return;
  const parent = process.ppid;
  const { args, parent: grandparent } = readProcess(parent);
  // Some shells become the command that they are to run; then the parent is npm itself.
  const npm = args.includes(script) ? grandparent : null;
  if (hasTakenOver(npm ?? parent)) {
    onEnd();
    return;
  }
  const timer = setInterval(() => {
    if (process.ppid === parent && isAlive(parent) && (npm === null || isStillParent(npm, parent))) return;
    clearInterval(timer);
    onEnd();
  }, lookMs);
  timer.unref();
}

/**
 * Whether a process is our ancestor only because npm has ended: what a process leaves behind goes to process 1, or to
 * a service manager. In a container, npm can be process 1 itself. What cannot be read counts as npm.
 */
function hasTakenOver(pid: number): boolean {
  if (pid === 1) return !isPackageManager(readProcess(pid).args);
  // A process has the session of whoever started it, unless it leads one of its own.
  const [own, other] = [readSessionOnLinux(process.pid), readSessionOnLinux(pid)];
  return own !== null && other !== null && own !== other && own !== process.pid;
}

/**
 * Whether a command line is that of npm or of another program that runs the scripts of a package.json: by its name, or
 * by that of the file that Node.js runs. `sh -c "npm start"` is none.
 * @param args separated by spaces; empty, when they cannot be read: true
 */
export function isPackageManager(args: string): boolean {
  return args.trim() === '' || /^(?:\S*\/)?(?:node(?:js)? .*)?\b(?:npm|pnpm|yarn|bun)\b/.test(args);
}

interface ProcessFacts {
  /** The command line; arguments are separated by spaces. */
  readonly args: string;
  /** Null: the system does not tell. */
  readonly parent: number | null;
}

function readProcess(pid: number): ProcessFacts {
  try {
    const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return { args, parent: readParentOnLinux(pid) };
  } catch {
    return readProcessByPs(pid);
  }
}

/** For macOS and other systems without /proc. */
function readProcessByPs(pid: number): ProcessFacts {
  try {
    const output = execFileSync('ps', ['-o', 'ppid=,args=', '-p', `${pid}`], {
      encoding: 'utf8',
      timeout: 5_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [, parent, args = ''] = /^\s*(\d+)\s+(.*)/.exec(output) ?? [];
    return { args, parent: parent === undefined ? null : Number(parent) };
  } catch {
    return { args: '', parent: null };
  }
}

function readParentOnLinux(pid: number): number | null {
  return readStatOnLinux(pid, 1);
}

function readSessionOnLinux(pid: number): number | null {
  try {
    return readStatOnLinux(pid, 3);
  } catch {
    return null;
  }
}

/** @param index among the fields behind the name of the program, from 0 */
function readStatOnLinux(pid: number, index: number): number | null {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name is in brackets, and may hold spaces.
  const value = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[index]);
  return Number.isInteger(value) ? value : null;
}

/** A process whose parent has ended gets another one, also while nobody has taken note of that end yet. */
function isStillParent(parent: number, child: number): boolean {
  try {
    return readParentOnLinux(child) === parent;
  } catch {
    return isAlive(parent);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process, but there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
