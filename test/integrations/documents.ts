import type { ConnectTicketSystemInput } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import type { Client } from '../harness/client.ts';
import type { Harness } from '../harness/harness.ts';
import { waitFor } from '../harness/wait.ts';
import type { ConnectWiseServer } from './connectwise-server.ts';

/** Operations and steps that the tests of ticket systems share. */

export const ReadTicketSystem = graphql(`
  query IntegrationsTicketSystem {
    ticketSystem {
      id kind baseUrl companyId postOnEscalation postOnReturn postOnCompletion externalNotes state lastError
      failingSince lastSuccessAt createdAt updatedAt
    }
  }
`);

export const Connect = graphql(`
  mutation IntegrationsConnect($input: ConnectTicketSystemInput!) {
    connectTicketSystem(input: $input) { id baseUrl companyId state externalNotes postOnReturn }
  }
`);

export const Update = graphql(`
  mutation IntegrationsUpdate($input: UpdateTicketSystemInput!) {
    updateTicketSystem(input: $input) { id baseUrl companyId state lastError externalNotes postOnEscalation }
  }
`);

export const Disconnect = graphql(`
  mutation IntegrationsDisconnect { disconnectTicketSystem }
`);

export const TestConnection = graphql(`
  mutation IntegrationsTest { testTicketSystem { ok message } }
`);

export const Preview = graphql(`
  query IntegrationsPreview($id: ID!, $kind: TicketNoteKind, $external: Boolean) {
    previewTicketNote(id: $id, kind: $kind, external: $external) { text maskedCount isInternal isConnected ticketRef }
  }
`);

export const NotesOfHandoff = graphql(`
  query IntegrationsNotesOfHandoff($id: ID!) {
    handoff(id: $id) {
      ticketNotes {
        id kind state skipReason isInternal ticketNumber attempts lastError externalNoteId maskedCount createdAt sentAt
      }
    }
  }
`);

export const NotesOfSession = graphql(`
  query IntegrationsNotesOfSession($id: ID!) {
    session(id: $id) {
      ticketNotes {
        id kind state skipReason isInternal ticketNumber attempts lastError externalNoteId maskedCount createdAt sentAt
      }
    }
  }
`);

export const Post = graphql(`
  mutation IntegrationsPost($input: PostTicketNoteInput!) {
    postTicketNote(input: $input) { id kind state isInternal ticketNumber }
  }
`);

export const Retry = graphql(`
  mutation IntegrationsRetry($input: RetryTicketNoteInput!) {
    retryTicketNote(input: $input) { id state attempts lastError skipReason ticketNumber }
  }
`);

/** Connects an account with the server. */
export async function connect(
  client: Client,
  server: ConnectWiseServer,
  input: Partial<ConnectTicketSystemInput> = {},
): Promise<string> {
  const { connectTicketSystem } = await client.run(Connect, {
    input: { kind: 'CONNECTWISE', baseUrl: server.baseUrl, ...server.credentials, ...input },
  });
  return connectTicketSystem.id;
}

export async function notesOfHandoff(client: Client, id: string) {
  return (await client.run(NotesOfHandoff, { id })).handoff?.ticketNotes ?? [];
}

export async function notesOfSession(client: Client, id: string) {
  return (await client.run(NotesOfSession, { id })).session?.ticketNotes ?? [];
}

/** Moves the clock to the next tries and waits until they are done. */
export async function passTries(h: Harness, seconds: number): Promise<void> {
  await h.passTime(seconds);
  h.app.jobs.wake('ticket-note-retry');
  await h.settled();
}

/** Waits until a note of the session is in this state. */
export async function waitForNote(client: Client, sessionId: string, state: string) {
  return await waitFor(`a note that is ${state}`, async () =>
    (await notesOfSession(client, sessionId)).find(note => note.state === state),
  );
}
