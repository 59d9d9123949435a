import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { findFreePort } from '../test/harness/ports.ts';

/** What the scripts that look at the dashboard share: a product of their own, a company in it, and a browser. */

const root = join(import.meta.dirname, '..');
const startMsMax = 60_000;
export const password = 'lantern by the river';

/** Somebody of the company. */
export interface Colleague {
  readonly email: string;
  readonly token: string;
}

export interface ScriptDesk extends AsyncDisposable {
  readonly url: string;
  readonly browser: Browser;
  readonly owner: Colleague;
  readonly engineer: Colleague;
}

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string }[];
}

/** Sends an operation. @throws what the API refused */
export async function ask<Data>(
  url: string,
  token: string | null,
  query: string,
  input: object,
): Promise<Data> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables: { input } }),
  });
  const { data, errors }: Answer<Data> = await response.json();
  if (!data) throw new Error(errors?.[0]?.message ?? `HTTP ${response.status}`);
  return data;
}

/** Starts the product on an empty folder, founds a company of two, and starts the browser. */
export async function openScriptDesk(): Promise<ScriptDesk> {
  const folder = await mkdtemp(join(tmpdir(), 'resolutionflow-look-'));
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { ...process.env, PORT: String(port), DATA_DIR: folder, RATE_LIMITS: 'off', LOG_LEVEL: 'warn' };
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  // First: where there is none, nothing is left running.
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const program = spawn(process.execPath, ['src/main.ts'], { cwd: root, env, stdio: 'inherit' });
  const close = async () => {
    await browser.close();
    program.kill('SIGTERM');
    if (program.exitCode === null) await once(program, 'exit');
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await waitUntilReady(url);
    const [owner, engineer] = await foundCompany(url);
    return { url, browser, owner, engineer, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function waitUntilReady(url: string): Promise<void> {
  const until = performance.now() + startMsMax;
  for (;;) {
    const answer = await fetch(`${url}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    if (performance.now() > until) throw new Error('the product did not start');
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

async function foundCompany(url: string): Promise<[Colleague, Colleague]> {
  interface SignedIn {
    readonly done: { readonly accessToken: string };
  }
  const email = 'olivia@northwind.example';
  const register = `mutation ($input: RegisterInput!) { done: register(input: $input) { accessToken } }`;
  const registered = await ask<SignedIn>(url, null, register, {
    ...{ accountName: 'Northwind IT Services', name: 'Olivia Brandt', email, password },
  });
  const owner = { email, token: registered.done.accessToken };
  const invite = `mutation ($input: InviteUserInput!) { inviteUser(input: $input) { acceptUrl } }`;
  const colleague = 'priya@northwind.example';
  const { inviteUser } = await ask<{ inviteUser: { acceptUrl: string } }>(url, owner.token, invite, {
    ...{ email: colleague, role: 'ENGINEER' },
  });
  const accept = `mutation ($input: AcceptInvitationInput!) { done: acceptInvitation(input: $input) { accessToken } }`;
  const token = new URL(inviteUser.acceptUrl).searchParams.get('token');
  const accepted = await ask<SignedIn>(url, null, accept, { token, name: 'Priya Raman', password });
  return [owner, { email: colleague, token: accepted.done.accessToken }];
}
