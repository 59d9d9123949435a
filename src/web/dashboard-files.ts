import { globSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { setPageHeaders } from './response-headers.ts';
import { createStoredFile, type StoredFile, sendStoredFile } from './stored-file.ts';

/** The built dashboard, held in memory. */
export interface DashboardFiles {
  /** Answers a GET or HEAD; false when the path is none of the dashboard's, and no person asked for it. */
  serve(req: IncomingMessage, res: ServerResponse, path: string): boolean;
}

interface File extends StoredFile {
  readonly type: string;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.png': 'image/png',
};

/** Where the page finds its way by itself: everything a link, a mail or a bookmark may lead to. */
const pagePath =
  /^\/(?:(?:handoffs|sessions|work|trees|account|sign-in|register|forgot-password|reset-password|accept-invitation|verify-email)(?:\/[\w-]{0,80}){0,3})?$/;

/** Nothing from elsewhere, nothing inline, and in nobody else's frame. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Reads the dashboard that was built into a folder. Without one its pages say how to build it.
 * @param folder such as `dashboard/dist`
 */
export function openDashboardFiles(folder: string): DashboardFiles {
  const files = new Map(
    globSync('**/*.*', { cwd: folder }).map((path): [string, File] => {
      const body = readFileSync(join(folder, path));
      const type = types[extname(path)] ?? 'application/octet-stream';
      return [`/${path.replaceAll('\\', '/')}`, { ...createStoredFile(body, type !== 'image/png'), type }];
    }),
  );
  return {
    serve(req, res, path) {
      const isPage = pagePath.test(path);
      const file = files.get(isPage ? '/index.html' : path);
      if (file !== undefined) void sendFile(req, res, file, path.startsWith('/assets/'));
      else if (isPage) sendNotBuilt(res);
      else return sendNothingHere(req, res, files.get('/index.html'));
      return true;
    },
  };
}

/** Somebody has mistyped an address: the page says so. Programs get what they get for any other path. */
function sendNothingHere(req: IncomingMessage, res: ServerResponse, page: File | undefined): boolean {
  if (page === undefined || !/\btext\/html\b/i.test(req.headers.accept ?? '')) return false;
  void sendFile(req, res, page, false, 404);
  return true;
}

async function sendFile(
  req: IncomingMessage,
  res: ServerResponse,
  file: File,
  isHashed: boolean,
  status = 200,
): Promise<void> {
  // What has its content's hash in its name never changes; the page that names it is asked for anew.
  res.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
  res.setHeader('vary', status === 404 ? 'accept, accept-encoding' : 'accept-encoding');
  if (file.type.startsWith('text/html')) setPageHeaders(res, contentSecurityPolicy);
  res.setHeader('content-type', file.type);
  await sendStoredFile(req, res, file, status);
}

function sendNotBuilt(res: ServerResponse): void {
  const body = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>ResolutionFlow</title>
<h1>The dashboard has not been built</h1>
<p>Run <code>npm run build</code> and start again. The API is at <a href="/graphql">/graphql</a>.</p>
</html>
`;
  setPageHeaders(res, contentSecurityPolicy);
  res.writeHead(503, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(body);
}
