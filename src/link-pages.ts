import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/**
 * Where the links in mails lead. A GET shows a page and changes nothing: mail scanners open every link. The token
 * stays in the address bar and in the form; the server that serves the page never looks at it.
 */
interface LinkPage {
  readonly title: string;
  readonly intro: string;
  readonly button: string;
  readonly asksName: boolean;
  /** The mutation behind the button; its input is made of the form's fields and the token. */
  readonly mutation: string;
  readonly done: string;
}

const pages: Readonly<Record<string, LinkPage>> = {
  '/accept-invitation': {
    title: 'Join your team',
    intro: 'Choose how your colleagues see you, and a password of at least ten characters.',
    button: 'Join',
    asksName: true,
    mutation:
      'mutation ($input: AcceptInvitationInput!) { done: acceptInvitation(input: $input) { user { email } } }',
    done: 'Welcome. You can sign in now with the address the invitation was sent to.',
  },
  '/reset-password': {
    title: 'Set a new password',
    intro: 'At least ten characters. Every other sign-in of yours ends.',
    button: 'Set password',
    asksName: false,
    mutation:
      'mutation ($input: ResetPasswordInput!) { done: resetPassword(input: $input) { user { email } } }',
    done: 'Your password is set. You can sign in with it now.',
  },
};

/** Sends the page that a link in a mail leads to; false when the path is none of them. */
export function serveLinkPage(res: ServerResponse, path: string): boolean {
  const page = pages[path];
  if (page !== undefined) {
    sendPage(res, page);
    return true;
  }
  const [, handoffId] = /^\/handoffs\/(handoff_[0-9a-z]{26})$/.exec(path) ?? [];
  if (handoffId === undefined) return false;
  const query = `{\n  handoff(id: "${handoffId}") {\n    state priority engineerNotes createdAt createdBy { name } claimedBy { name }\n    snapshot { problem clientName ticketRef currentNode { title } steps { kind nodeTitle branch note actorName } }\n  }\n}\n`;
  res
    .writeHead(302, { location: `/graphql?query=${encodeURIComponent(query)}`, 'cache-control': 'no-store' })
    .end();
  return true;
}

const style = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { margin: 0; min-height: 100vh; display: grid; place-items: center }
main { width: min(24rem, 100vw - 3rem) } h1 { font-size: 1.4rem; margin: 0 0 .5rem }
label { display: block; margin: 1rem 0 } input { width: 100%; box-sizing: border-box; font: inherit; padding: .5rem .6rem }
button { font: inherit; padding: .5rem 1.2rem } [role=status] { min-height: 1.5em; margin-top: 1rem }`;

function scriptOf(page: LinkPage): string {
  return `const form = document.querySelector('form'), status = document.querySelector('[role=status]');
form.addEventListener('submit', async event => {
  event.preventDefault();
  const button = form.querySelector('button');
  button.disabled = true;
  status.textContent = '';
  const input = { token: new URLSearchParams(location.search).get('token') ?? '', ...Object.fromEntries(new FormData(form)) };
  try {
    const response = await fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: ${JSON.stringify(page.mutation)}, variables: { input } }) });
    const { errors } = await response.json();
    if (errors) throw new Error(errors[0].message);
    form.remove();
    status.textContent = ${JSON.stringify(page.done)};
  } catch (error) {
    status.textContent = error.message;
    button.disabled = false;
  }
});`;
}

function sendPage(res: ServerResponse, page: LinkPage): void {
  const script = scriptOf(page);
  const digest = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const name = '<label>Your name<input name="name" autocomplete="name" required maxlength="100"></label>';
  res.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'content-security-policy': `default-src 'none'; connect-src 'self'; form-action 'none'; base-uri 'none'; style-src ${digest(style)}; script-src ${digest(script)}`,
  });
  res.end(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${page.title} · ResolutionFlow</title><style>${style}</style></head>
<body><main><h1>${page.title}</h1><p>${page.intro}</p>
<form>${page.asksName ? name : ''}
<label>Password<input name="password" type="password" autocomplete="new-password" required minlength="10" maxlength="200"></label>
<button>${page.button}</button></form><p role="status"></p></main><script>${script}</script></body></html>
`);
}
