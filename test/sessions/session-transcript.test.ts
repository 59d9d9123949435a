import { openHarness } from '../harness/harness.ts';
import { publishTree } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import {
  addNote,
  answerStep,
  completeSession,
  loadTranscript,
  startSession,
  undoStep,
} from './session-operations.ts';

test('a session is exported in four formats, with everything that was tried', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const treeId = await publishTree(ada, 'No route');
  const { id: sessionId } = await startSession(ada, {
    treeId,
    clientName: 'Contoso',
    ticketRef: 'T-4711',
  });
  await answerStep(ada, { sessionId, nodeKey: 'ping', branch: 'Yes', note: 'Under 2 ms' });
  await addNote(ada, { sessionId, text: 'Written by mistake' });
  await undoStep(ada, sessionId);
  await addNote(ada, { sessionId, text: 'Spooler was stopped' });
  await completeSession(ada, sessionId, { summary: 'Started the spooler.' });

  const [markdown, text, html, json] = await Promise.all(
    (['MARKDOWN', 'TEXT', 'HTML', 'JSON'] as const).map(format => loadTranscript(ada, sessionId, format)),
  );

  for (const transcript of [markdown, text, html, json]) {
    for (const word of [
      'Outlook cannot connect',
      'Contoso',
      'Ada',
      'No route',
      'Does the server answer a ping?',
    ]) {
      expect(transcript).toContain(word);
    }
    expect(transcript).toMatch(/Started the spooler\..*Under 2 ms.*Spooler was stopped/s);
    expect(transcript).not.toContain('Written by mistake');
  }
  expect(markdown).toMatch(/^# Outlook cannot connect\n/);
  expect(text).toMatch(/^Outlook cannot connect\n/);
  expect(html).toMatch(/^<!DOCTYPE html>/);
  expect(JSON.parse(json ?? '')).toMatchObject({
    ticketRef: 'T-4711',
    treeTitle: 'No route',
    treeVersionNumber: 1,
    engineerName: 'Ada',
    status: 'COMPLETED',
    outcome: 'RESOLVED',
    steps: [
      { index: 0, kind: 'ANSWER', branch: 'Yes', note: 'Under 2 ms', actorName: 'Ada' },
      { index: 1, kind: 'NOTE', note: 'Spooler was stopped' },
    ],
  });
});

test('a transcript is Markdown unless told, and there is one of a session in which nothing happened', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const { id } = await startSession(h.as(acme.ada));

  const { data } = await h
    .as(acme.ada)
    .send<{ session: { transcript: string } }>('query ($id: ID!) { session(id: $id) { transcript } }', {
      id,
    });

  expect(data?.session.transcript).toBe(await loadTranscript(h.as(acme.ada), id, 'MARKDOWN'));
  expect(data?.session.transcript).toMatch(/^# Outlook cannot connect\n.*## No steps\n$/s);
});

test('whatever people write stays text in every format', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const script = '<script>alert(1)</script>';
  const { id: sessionId } = await startSession(ada, {
    problem: `${script}\n# Heading\n[click](javascript:alert(1))`,
    clientName: '"><img src=x onerror=alert(1)>',
    ticketRef: '](http://evil.example)',
  });
  const note = `1. **Forged step** → Yes\n</li></ol>${script}\n![](http://evil.example/pixel)\n\u202eabc`;
  await addNote(ada, { sessionId, text: note });

  const html = await loadTranscript(ada, sessionId, 'HTML');
  const markdown = await loadTranscript(ada, sessionId, 'MARKDOWN');
  const json = JSON.parse(await loadTranscript(ada, sessionId, 'JSON'));

  expect(html).not.toContain('<script');
  expect(html).not.toContain('<img');
  expect(html.match(/<li>/g)).toHaveLength(1);
  expect(markdown).not.toContain('<script');
  expect(markdown).not.toMatch(/^# Heading/m);
  expect(markdown).not.toMatch(/(?<!\\)\]\((?:http|javascript)/);
  expect(markdown.match(/^\d+\. /gm)).toEqual(['1. ']);
  expect(json.steps).toHaveLength(1);
  expect(json.steps[0].note).toBe(note);
});
