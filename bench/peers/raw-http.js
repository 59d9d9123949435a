/**
 * The floor: Node's own HTTP server, streams as bare responses, each event one prepared buffer that is written to each
 * response. No GraphQL, no sign-in, nothing is checked, nothing can be caught up with.
 */
import { createServer } from 'node:http';
import { announce, createPublisher } from './ready.js';

const responsesOf = new Map();

const encode = data => Buffer.from(`event: next\ndata: ${JSON.stringify({ data })}\n\n`);

function send(accountId, bytes) {
  for (const response of responsesOf.get(accountId) ?? []) response.write(bytes);
}

/** Each event by itself, in its turn. */
const publish = createPublisher(({ accountId, data }) => send(accountId, encode(data)));

/** All events of an account in one write: what could be done at best if they were known to come together. */
const publishTogether = createPublisher(({ accountId, all }) =>
  send(accountId, Buffer.concat(all.map(encode))),
);

function openStream(req, res) {
  const [, accountId = ''] = (req.headers.authorization ?? '').split(' ');
  const responses = responsesOf.get(accountId) ?? new Set();
  responsesOf.set(accountId, responses.add(res));
  res.on('close', () => responses.delete(res));
  req.resume();
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  res.flushHeaders();
}

announce(
  createServer((req, res) => {
    if (req.url === '/publish') void publish(req, res);
    else if (req.url === '/publish-together') void publishTogether(req, res);
    else openStream(req, res);
  }),
);
