import { isRefusedForGood, isServerAway } from '../../src/platform/mail/mail-failures.ts';
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
