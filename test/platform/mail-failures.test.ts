import { createLog } from '../../src/platform/log.ts';
import {
  describeMailFailure,
  isRefusedForGood,
  isServerAway,
} from '../../src/platform/mail/mail-failures.ts';
import { openMailer } from '../../src/platform/mail/mailer.ts';
import { findFreePort } from '../harness/ports.ts';
import { expect, test } from '../harness/test.ts';

const failure = (facts: object) => Object.assign(new Error('of nodemailer'), facts);

for (const [what, facts, expected] of [
  [
    'a mailbox that is not there',
    { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550, permanent: true },
    'GOOD',
  ],
  [
    'a mailbox that is full',
    { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 452, permanent: false },
    'LATER',
  ],
  [
    'a text that is not wanted',
    { code: 'EMESSAGE', command: 'DATA', responseCode: 554, permanent: true },
    'GOOD',
  ],
  ['a server that closes meanwhile', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 421 }, 'AWAY'],
  [
    'a login that is refused',
    { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535, permanent: true },
    'AWAY',
  ],
  [
    'a greeting that is none',
    { code: 'EPROTOCOL', command: 'CONN', responseCode: 554, permanent: true },
    'AWAY',
  ],
  [
    'a sender that is refused',
    { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 553, permanent: true },
    'AWAY',
  ],
  ['no connection', { code: 'ESOCKET', command: 'CONN' }, 'AWAY'],
  ['no answer', { code: 'ETIMEDOUT', command: 'CONN' }, 'AWAY'],
  ['an address that is none', { code: 'EENVELOPE', command: 'API' }, 'LATER'],
  ['a mail that cannot be composed', {}, 'LATER'],
] as const) {
  test(`${what}: ${expected}`, () => {
    const said = failure(facts);

    expect([isRefusedForGood(said), isServerAway(said)]).toEqual([expected === 'GOOD', expected === 'AWAY']);
  });
}

test('what a mail server has answered is told, and where it is and what it runs on is not', async () => {
  const smtpUrl = `smtp://127.0.0.1:${await findFreePort()}`;
  const log = createLog('silent');
  const mailer = openMailer({ smtpUrl, mailFrom: 'desk@acme.example', dataDir: '/nowhere', log });
  const refused = await mailer
    .send({
      ...{ to: { name: 'Ada', address: 'ada@acme.example' }, subject: 'Help', text: '', html: '' },
      messageId: '<one@test>',
    })
    .catch((error: Error) => error);
  await mailer.close();

  const told = [
    refused instanceof Error ? refused : failure({}),
    failure({ code: 'ETIMEDOUT', command: 'CONN' }),
    Object.assign(new Error("ENOSPC: no space left, open '/srv/data/mail/x.eml'"), {
      ...{ code: 'ENOSPC', path: '/srv/data/mail/x.eml' },
    }),
    Object.assign(new Error('Connection pool to 10.0.0.5 was closed.'), { code: 'ECONNECTION' }),
    Object.assign(new Error('All rejected: 550 no such mailbox'), { code: 'EENVELOPE', responseCode: 550 }),
    Object.assign(new Error('No recipients defined'), { code: 'EENVELOPE', command: 'API' }),
    new Error("The recipient's address cannot be sent to."),
  ].map(describeMailFailure);

  expect(told).toEqual([
    'The mail server could not be reached.',
    'The mail server did not answer in time.',
    'The mail could not be written to its folder.',
    'The mail server could not be reached.',
    'All rejected: 550 no such mailbox',
    'No recipients defined',
    "The recipient's address cannot be sent to.",
  ]);
});
