import { record, redo, startHistory, undo } from '../../dashboard/src/screens/trees/model/history.ts';
import { describeChange, diffTrees, mergeTrees } from '../../dashboard/src/screens/trees/model/tree-diff.ts';
import {
  addBranch,
  addNode,
  changeBranch,
  changeNode,
  type Draft,
  emptyDraft,
  makeKey,
  nodeOfField,
  raiseBranch,
  removeBranch,
  removeNode,
  setRoot,
  type TreeDocument,
  toDraft,
  toInput,
} from '../../dashboard/src/screens/trees/model/tree-draft.ts';
import { parseTreeFile, toFileName, toTreeFile } from '../../dashboard/src/screens/trees/model/tree-json.ts';
import { toMermaid } from '../../dashboard/src/screens/trees/model/tree-mermaid.ts';
import { orderSteps } from '../../dashboard/src/screens/trees/model/tree-outline.ts';
import { expect, test } from '../harness/test.ts';

const printer: TreeDocument = {
  rootKey: 'on',
  nodes: [
    {
      key: 'on',
      kind: 'QUESTION',
      title: 'Is it on?',
      body: null,
      branches: [
        { label: 'Yes', to: 'paper' },
        { label: 'No', to: 'switch' },
      ],
    },
    { key: 'switch', kind: 'SOLUTION', title: 'Switch it on', body: 'At the back.', branches: [] },
    {
      key: 'paper',
      kind: 'ACTION',
      title: 'Fill in paper',
      body: null,
      branches: [{ label: 'Does not help', to: 'senior' }],
    },
    { key: 'senior', kind: 'ESCALATION', title: 'Print senior', body: null, branches: [] },
  ],
};
const draft: Draft = { ...emptyDraft, title: 'Printer', tags: 'print, paper', document: printer };

test('the first step of a tree is where it starts, and a key is made from the title', () => {
  const first = addNode({ rootKey: '', nodes: [] }, { kind: 'QUESTION', title: 'Läuft der Dienst?' });
  const second = addNode(first.document, { kind: 'SOLUTION', title: '再起動' });

  expect([first.key, first.document.rootKey]).toEqual(['la-uft-der-dienst', 'la-uft-der-dienst']);
  expect([second.key, second.document.rootKey]).toEqual(['step', 'la-uft-der-dienst']);
});

test('a new key is none that a step has, or that a branch still leads to', () => {
  const without = removeNode(printer, 'paper');

  expect(makeKey(without, 'Paper')).toBe('paper-2');
  expect(makeKey(printer, 'On')).toBe('on-2');
});

test('branches are added, changed, moved up and removed in their step alone', () => {
  const added = addBranch(printer, 'on', { label: 'Unsure', to: 'senior' });
  const raised = raiseBranch(added, 'on', 2);
  const changed = changeBranch(raised, 'on', 0, { to: 'senior' });
  const removed = removeBranch(changed, 'on', 1);

  expect(raised.nodes[0]?.branches.map(({ label }) => label)).toEqual(['Yes', 'Unsure', 'No']);
  expect(removed.nodes[0]?.branches).toEqual([
    { label: 'Yes', to: 'senior' },
    { label: 'No', to: 'switch' },
  ]);
  expect(removed.nodes.slice(1)).toEqual(printer.nodes.slice(1));
  expect(raiseBranch(printer, 'on', 0)).toEqual(printer);
});

test('when a step is deleted, the answers that led there keep their words', () => {
  const without = removeNode(printer, 'paper');

  expect(without.nodes.map(({ key }) => key)).toEqual(['on', 'switch', 'senior']);
  expect(without.nodes[0]?.branches[0]).toEqual({ label: 'Yes', to: 'paper' });
  expect(removeNode(printer, 'on').rootKey).toBe('');
});

test('a field that the API names leads to its step', () => {
  expect(nodeOfField(printer, 'input.document.nodes.2.branches.0.label')?.key).toBe('paper');
  expect(nodeOfField(printer, 'input.title')).toBe(null);
  expect(nodeOfField(printer, null)).toBe(null);
});

test('what was typed becomes what the API takes, and back', () => {
  const input = toInput({ ...draft, tags: ' print ,, paper ', description: '  ' });

  expect(input).toMatchObject({ tags: ['print', 'paper'], description: null, category: null });
  expect(toDraft({ ...input, document: printer })).toEqual({ ...draft, tags: 'print, paper' });
});

test('a word that was typed is undone at once, and what is done after an undo cannot be redone', () => {
  const typed = ['P', 'Pr', 'Pri'].reduce(
    (history, title, at) => record(history, title, 'title', 1_000 + at * 100),
    startHistory(''),
  );
  const later = record(typed, 'Pri!', 'title', 60_000);

  expect(undo(typed).present).toBe('');
  expect(undo(later).present).toBe('Pri');
  expect(redo(undo(later)).present).toBe('Pri!');
  expect(redo(record(undo(later), 'Other', null, 61_000)).present).toBe('Other');
  expect(record(later, later.present, null, 0)).toBe(later);
});

test('a comparison names what is new, gone and different, and shows both in one', () => {
  const added = addNode(removeNode(printer, 'switch'), { kind: 'SOLUTION', title: 'Plug it in' });
  const after = setRoot(changeNode(added.document, 'paper', { title: 'Load paper', body: 'A4' }), 'paper');

  const changes = diffTrees(printer, after);

  expect(changes.map(describeChange)).toEqual([
    'Changed: “Load paper”: title “Fill in paper” → “Load paper”; text is new: “A4”; it is the first step now',
    'New: “Plug it in”',
    'Removed: “Switch it on”',
  ]);
  expect(mergeTrees(printer, after).nodes.map(({ key }) => key)).toEqual([
    'on',
    'paper',
    'senior',
    'plug-it-in',
    'switch',
  ]);
  expect(diffTrees(printer, printer)).toEqual([]);
  expect(diffTrees(printer, raiseBranch(printer, 'on', 1))[0]?.parts).toEqual(['order of the answers']);
});

test('a comparison says how an answer was and is, and where two long texts part', () => {
  const body = `${'Look at the display. '.repeat(6)}It is dark.`;
  const before = changeNode(printer, 'paper', { body });
  const renamed = changeBranch(before, 'on', 0, { label: 'It is' });
  const moved = changeBranch(renamed, 'on', 1, { to: 'senior' });
  const after = changeNode(moved, 'paper', { body: body.replace('dark', 'lit') });

  expect(diffTrees(before, after).flatMap(({ parts }) => parts)).toEqual([
    'answer “Yes” → “It is”',
    'answer “No” leads to “Print senior” instead of “Switch it on”',
    'text “…the display. It is dark.” → “…the display. It is lit.”',
  ]);
});

test('an exported tree comes back as it was', () => {
  expect(parseTreeFile(toTreeFile(draft), 'printer.json')).toEqual({ draft, problems: null });
  expect(toFileName('Drucker: druckt nicht / A4', 'json')).toBe('drucker-druckt-nicht-a4.json');
  expect(toFileName('///', 'mmd')).toBe('tree.mmd');
});

test('a bare document takes its title from the file', () => {
  const { draft: read } = parseTreeFile(JSON.stringify(printer), 'printer.json');

  expect(read).toMatchObject({ title: 'printer', document: printer });
});

test('a file that is no tree says what is wrong, and where', () => {
  const broken = {
    title: 7,
    tags: 'print',
    document: { nodes: [{ key: 'a', kind: 'MAYBE', branches: [{ label: 'Yes' }] }] },
  };

  expect(parseTreeFile('{"title":', 'x.json').problems?.[0]).toMatch(/^This is not JSON: /);
  expect(parseTreeFile('[]', 'x.json').problems).toEqual(['The file must hold one object: a tree.']);
  expect(parseTreeFile(JSON.stringify(broken), 'x.json').problems?.toSorted()).toEqual([
    'document.nodes.0.branches.0.to: is missing.',
    'document.nodes.0.kind: must be one of QUESTION, ACTION, SOLUTION, ESCALATION.',
    'document.nodes.0.title: is missing.',
    'document.rootKey: is missing.',
    'tags: must be a list of texts.',
    'title: must be a text.',
  ]);
});

test('a tree becomes a flowchart, and no text of it becomes a part of the language', () => {
  const text = toMermaid(changeNode(printer, 'on', { title: 'Is "it" <on> #1?' }));

  expect(text.split('\n')).toEqual([
    'flowchart TD',
    '  start((Start)) --> s1',
    '  s1{"Is #34;it#34; #60;on#62; #35;1?"}',
    '  s1 -->|"Yes"| s3',
    '  s1 -->|"No"| s2',
    '  s2(["Switch it on"])',
    '  s3["Fill in paper"]',
    '  s3 -->|"Does not help"| s4',
    '  s4[["Print senior"]]',
    '',
  ]);
});

test('the outline follows the first answer to its end, and lists each step once', () => {
  const looped = addBranch(printer, 'paper', { label: 'Look again', to: 'on' });
  const { document } = addNode(looped, { kind: 'SOLUTION', title: 'Nobody leads here' });

  expect(orderSteps(document).map(({ key }) => key)).toEqual([
    'on',
    'paper',
    'senior',
    'switch',
    'nobody-leads-here',
  ]);
});
