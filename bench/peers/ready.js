/** Listens on a free port of loopback, says so as the product does, and ends when it is told to. */
export function announce(server) {
  server.listen({ port: Number(process.env.PORT), host: '127.0.0.1', backlog: 4096 }, () => {
    const url = `http://127.0.0.1:${server.address().port}`;
    process.stdout.write(`${JSON.stringify({ msg: 'ready', url })}\n`);
  });
  process.on('SIGTERM', () => process.exit(0));
}

/**
 * A handler that sends the events it is given, one after the other: each in a turn of the event loop of its own, as
 * if each came from a mutation.
 */
export function createPublisher(send) {
  let sending = Promise.resolve();
  return async (req, res) => {
    const { events } = await readJson(req);
    sending = sending.then(async () => {
      for (const event of events) {
        send(event);
        await new Promise(resolve => setImmediate(resolve));
      }
    });
    res.end();
  };
}

/** The body of a request as JSON. */
async function readJson(req) {
  const chunks = await req.toArray();
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
