import type { Plugin } from 'graphql-yoga';

/** Media types of a request's body; the second is an older name of the first. */
const bodyTypes = ['application/json', 'application/graphql+json'];

/** Refuses bodies that are not JSON. A form is one that any page may send without asking the browser's leave. */
export function useJsonBodies(): Plugin {
  return {
    onRequestParse({ request, fetchAPI, endResponse }) {
      if (request.method !== 'POST') return;
      const [type = ''] = (request.headers.get('content-type') ?? '').split(';');
      if (bodyTypes.includes(type.trim().toLowerCase())) return;
      endResponse(
        new fetchAPI.Response(JSON.stringify({ errors: [{ message: 'Send application/json.' }] }), {
          status: 415,
          headers: { 'content-type': 'application/json; charset=utf-8' },
        }),
      );
    },
  };
}
