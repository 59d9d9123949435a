import { shortenLine } from '../sessions/transcript.ts';
import type { EscalationPayload } from './webhook-payload.ts';
import { summarize } from './webhook-summary.ts';

/** Teams takes messages of at most 28 kB; with four bytes a character these stay below. */
const bounds = { title: 200, fact: 300, notes: 2_000 } as const;

/**
 * A message as webhooks of Teams' workflows take it: an Adaptive Card in an attachment. What people wrote stands in
 * text runs, which know neither Markdown nor mentions.
 * @param plain the whole message in place of an escalation
 */
export function renderTeamsMessage(payload: EscalationPayload | null, plain = ''): object {
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    ...(payload === null ? { body: [textBlock([{ text: plain }])] } : composeCard(payload)),
  };
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }],
  };
}

function composeCard(payload: EscalationPayload): object {
  const { handoff, reason } = payload.data;
  const { title, facts } = summarize(payload);
  return {
    body: [
      textBlock([{ text: shortenLine(title, bounds.title), weight: 'Bolder', size: 'Large' }]),
      ...facts.map(({ label, value }) =>
        textBlock([{ text: `${label}: `, weight: 'Bolder' }, { text: shortenLine(value, bounds.fact) }]),
      ),
      ...longText('Reason', reason ?? ''),
      ...longText('Notes', handoff.engineerNotes),
    ],
    actions: [{ type: 'Action.OpenUrl', title: 'Open the escalation', url: handoff.url }],
  };
}

interface Run {
  readonly text: string;
  readonly weight?: 'Bolder';
  readonly size?: 'Large';
}

function textBlock(runs: readonly Run[]): object {
  return { type: 'RichTextBlock', inlines: runs.map(run => ({ type: 'TextRun', ...run })) };
}

function longText(label: string, text: string): object[] {
  if (text === '') return [];
  const chars = [...text];
  const shown = chars.length <= bounds.notes ? text : `${chars.slice(0, bounds.notes - 1).join('')}…`;
  return [textBlock([{ text: label, weight: 'Bolder' }]), textBlock([{ text: shown }])];
}
