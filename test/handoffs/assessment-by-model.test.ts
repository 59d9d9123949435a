import { graphql } from '../generated/index.ts';
import { openHarness } from '../harness/harness.ts';
import { escalate, publishTree, startSession } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { Answer, Complete } from './documents.ts';
import { goodAnswer, openModelServer, type Reply, says, sends } from './model-server.ts';

const Events = graphql(`
  subscription AssessmentByModelEvents {
    escalationEvents {
      __typename
      ... on AssessmentReady {
        handoff {
          assessment {
            status source likelyCause suggestedSteps confidence confidenceTier basis modelStatus model maskedCount
          }
        }
      }
    }
  }
`);

/** The product with a model, and an escalation whose experience says 1 of 1. */
async function openStory(...replies: Reply[]) {
  const server = await openModelServer();
  server.reply(...replies);
  const h = await openHarness({
    ASSESSMENT_URL: server.url,
    ASSESSMENT_MODEL: 'small',
    ASSESSMENT_API_KEY: 'key-1',
  });
  h.mailbox.ignoreAll();
  const { ada, grace } = await h.anAccount({ engineers: ['ada', 'grace'] });
  const treeId = await publishTree(h.as(ada));
  const before = await startSession(h.as(ada), { treeId });
  for (const [nodeKey, branch] of [
    ['ping', 'Yes'],
    ['restart', 'It works'],
  ] as const)
    await h.as(ada).run(Answer, { input: { sessionId: before, nodeKey, branch } });
  await h.as(ada).run(Complete, { input: { sessionId: before, outcome: 'RESOLVED' } });
  const stream = await h.as(grace).subscribe(Events);
  const sessionId = await startSession(h.as(ada), { treeId });
  const engineerNotes = 'The password is: hunter2hunter2';
  const next = async () => {
    const { escalationEvents } = await stream.next();
    return escalationEvents.__typename === 'AssessmentReady' ? escalationEvents.handoff.assessment : null;
  };
  return {
    h,
    server,
    next,
    escalate: () => escalate(h.as(ada), { sessionId, engineerNotes }),
    async [Symbol.asyncDispose]() {
      await stream[Symbol.asyncDispose]();
      await h[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

const byExperience = {
  status: 'READY',
  source: 'EXPERIENCE',
  likelyCause: 'Solved',
  suggestedSteps: ['Does the server answer a ping? → Yes', 'Restart the service → It works', 'Solved'],
  confidence: 0.2065,
  confidenceTier: 'DISCOVERY',
  basis: '1 of 1',
};

test('experience speaks at once while the model hangs, and the model when it answers', async () => {
  const held = Promise.withResolvers<void>();
  const late: Reply = async (response, request) => {
    await held.promise;
    await says(goodAnswer)(response, request);
  };
  await using story = await openStory(late);

  const { state } = await story.escalate();
  const first = await story.next();
  held.resolve();
  const second = await story.next();

  expect(state).toBe('OPEN');
  expect(first).toEqual({ ...byExperience, modelStatus: 'PENDING', model: null, maskedCount: 0 });
  expect(second).toEqual({
    ...{ status: 'READY', source: 'MODEL', ...goodAnswer, confidenceTier: 'GUIDED', basis: '1 of 1' },
    ...{ modelStatus: 'ANSWERED', model: 'small', maskedCount: 1 },
  });
  const [request] = story.server.requests;
  expect(request?.headers.authorization).toBe('Bearer key-1');
  expect(request?.body.messages.at(-1)?.content).toContain('••••••');
  expect(JSON.stringify(request?.body)).not.toContain('hunter2');
});

test('what experience says stands when the model fails, and one line of the log says so', async () => {
  await using story = await openStory(sends(404, '{"error":{"message":"no such model"}}'));

  await story.escalate();
  await story.next();
  const second = await story.next();

  expect(second).toEqual({ ...byExperience, modelStatus: 'FAILED', model: 'small', maskedCount: 1 });
  const lines = story.h.logBook.lines.filter(({ msg }) => msg.startsWith('the model did not assess'));
  expect(lines).toHaveLength(1);
  expect(JSON.stringify(lines)).not.toMatch(/hunter2|key-1|no such model/);
  await waitFor('the figure to say so', async () =>
    (await story.h.app.metrics.registry.metrics()).includes('assessments_total{result="model_failed"} 1'),
  );
});
