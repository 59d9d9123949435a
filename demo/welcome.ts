import { join } from 'node:path';
import { roles } from '../src/kernel/viewer.ts';
import { demoAccountName } from './company.ts';
import { type Colleague, demoPassword } from './staff.ts';

const streamDocument =
  'subscription { escalationEvents { __typename ... on StreamReady { cursor } ... on EscalationCreated { at actor { name } handoff { priority snapshot { ticketRef problem } } } ... on EscalationClaimed { at actor { name } handoff { snapshot { ticketRef } } } ... on EscalationResolved { at actor { name } handoff { snapshot { ticketRef } } } } }';

export interface WelcomeFacts {
  readonly url: string;
  readonly folder: string;
  readonly staff: readonly Colleague[];
  /** Whose token the stream is shown with. */
  readonly watcher: Colleague;
}

/** What somebody needs to join in. */
export function describeWelcome({ url, folder, staff, watcher }: WelcomeFacts): string {
  const signIns = roles.map(role => {
    const email = staff.find(person => person.role === role)?.email ?? 'nobody';
    return `  ${role.padEnd(10)}${email.padEnd(34)}${demoPassword}`;
  });
  return `
${demoAccountName} is at work at ${url}

Dashboard   ${url}
GraphiQL    ${url}/graphql
Mails       ${join(folder, 'mail')}
Sign in
${signIns.join('\n')}

The stream, in another terminal:

${describeCurl(url, watcher.accessToken())}

Ctrl-C ends it and removes all of it.

`;
}

/** A command for any POSIX shell that shows the live stream. */
function describeCurl(url: string, accessToken: string): string {
  return [
    `curl -N ${url}/graphql/stream`,
    `-H 'accept: text/event-stream'`,
    `-H 'content-type: application/json'`,
    `-H 'authorization: Bearer ${accessToken}'`,
    `-d '${JSON.stringify({ query: streamDocument })}'`,
  ].join(' ');
}
