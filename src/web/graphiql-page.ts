import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setPageHeaders } from './response-headers.ts';
import { createStoredFile, type StoredFile, sendStoredFile } from './stored-file.ts';

/** GraphiQL's page, made when it is first asked for and held in memory. */
export interface GraphiQLPage {
  /** Whether a request is that of a person in a browser, who wants a page and not JSON. */
  isAskedFor(req: IncomingMessage): boolean;
  serve(req: IncomingMessage, res: ServerResponse): Promise<void>;
}

interface Rendered {
  readonly file: StoredFile;
  readonly policy: string;
}

/** @param render makes the page, with everything that it needs inside it */
export function createGraphiQLPage(render: () => Promise<string>): GraphiQLPage {
  let rendered: Promise<Rendered> | null = null;

  async function renderOnce(): Promise<Rendered> {
    try {
      const html = await render();
      return { file: createStoredFile(Buffer.from(html), true), policy: policyOf(html) };
    } catch (error) {
      // It is tried anew for the next who asks.
      rendered = null;
      throw error;
    }
  }

  return {
    isAskedFor: ({ method, headers }) =>
      (method === 'GET' || method === 'HEAD') && /\btext\/html\b/i.test(headers.accept ?? ''),
    async serve(req, res) {
      rendered ??= renderOnce();
      const { file, policy } = await rendered;
      setPageHeaders(res, policy);
      res.setHeader('content-type', 'text/html; charset=utf-8');
      res.setHeader('cache-control', 'no-cache');
      res.setHeader('vary', 'accept, accept-encoding');
      await sendStoredFile(req, res, file);
    },
  };
}

/**
 * What the page may do: run the script that we sent in it and no other, and speak to us. Its editor writes styles as it
 * goes, and starts its workers from memory.
 */
function policyOf(html: string): string {
  const hashes = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    `script-src ${hashes.join(' ')}`,
    "style-src 'unsafe-inline'",
    "img-src 'self' data:",
    'font-src data:',
    "connect-src 'self'",
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
