import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a model was asked. */
export interface ModelRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: {
    readonly model: string;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
    readonly response_format: { readonly type: string; readonly json_schema: { readonly schema: object } };
  };
}

/** How a test has it answer one request. */
export type Reply = (response: ServerResponse, request: ModelRequest) => void | Promise<void>;

export interface ModelServer extends AsyncDisposable {
  /** As ASSESSMENT_URL. */
  readonly url: string;
  readonly requests: readonly ModelRequest[];
  /** The replies to come, each for one request; the last one for all after it. */
  reply(...replies: readonly Reply[]): void;
}

/** A server that speaks OpenAI's protocol, with a model that says what a test wants. */
export async function openModelServer(): Promise<ModelServer> {
  const requests: ModelRequest[] = [];
  let replies: Reply[] = [says({})];
  const answer = async (incoming: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const request = {
      path: incoming.url ?? '',
      headers: incoming.headers,
      body: JSON.parse(Buffer.concat(chunks).toString('utf8')),
    };
    requests.push(request);
    const next = replies.length > 1 ? replies.shift() : replies[0];
    await next?.(response, request);
  };
  // A client that hangs up in the middle of its request is part of what is tested.
  const server = createServer((incoming, response) => void answer(incoming, response).catch(() => {}));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    reply: (...next) => {
      replies = [...next];
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise(done => server.close(done));
    },
  };
}

/** An answer of the wanted shape. */
export const goodAnswer = {
  likelyCause: 'The DHCP scope is exhausted.',
  suggestedSteps: ['Look at the leases', 'Shorten the lease time'],
  confidence: 0.82,
};

/** A completion whose text is this value as JSON, or this text. */
export function says(content: object | string): Reply {
  return response => {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    const completion = {
      ...{ id: 'chatcmpl-1', object: 'chat.completion', created: 1_700_000_000, model: 'small' },
      choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 10, completion_tokens: 10, total_tokens: 20 },
    };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(completion));
  };
}

/** Any other response. */
export function sends(status: number, body: string, headers: Record<string, string> = {}): Reply {
  return response =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}

/** Takes the request and says nothing. */
export const hangs: Reply = () => {};
