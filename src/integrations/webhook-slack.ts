import type { EscalationPayload } from './webhook-payload.ts';
import { summarize } from './webhook-summary.ts';

/** Slack's own bounds are 3 000 characters a section, 2 000 a field and 150 a header; a message should be short anyway. */
const bounds = { header: 150, field: 500, notes: 2_500, text: 300 } as const;

/**
 * A message as Slack's incoming webhooks take it: a text for notifications, and blocks. What people wrote is text in
 * it, and mentions nobody.
 */
export function renderSlackMessage(payload: EscalationPayload): object {
  const { handoff, reason } = payload.data;
  const { title, facts } = summarize(payload);
  const fields = facts.map(({ label, value }) => ({
    type: 'mrkdwn',
    text: `*${label}*\n${escapeSlack(value, bounds.field)}`,
  }));
  const section = (label: string, text: string) => ({
    type: 'section',
    text: { type: 'mrkdwn', text: `*${label}*\n${escapeSlack(text, bounds.notes)}` },
  });
  return {
    text: escapeSlack(`${title}: ${handoff.problem}`, bounds.text),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: escapeSlack(title, bounds.header), emoji: false } },
      { type: 'section', fields },
      ...(reason === null ? [] : [section('Reason', reason)]),
      ...(handoff.engineerNotes === '' ? [] : [section('Notes', handoff.engineerNotes)]),
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            text: { type: 'plain_text', text: 'Open the escalation', emoji: false },
            url: handoff.url,
          },
        ],
      },
    ],
  };
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Text without Slack's control characters, in at most so many UTF-16 units. Without `<` there is no `<!channel>`, no
 * `<@U…>` and no link with another face; cut off, no half of an entity stays behind.
 */
export function escapeSlack(text: string, lengthMax: number): string {
  let escaped = '';
  // The last place at which there is still room for the mark.
  let cut = '';
  for (const char of text) {
    const piece = entities[char] ?? char;
    if (escaped.length + piece.length > lengthMax) return `${cut}…`;
    escaped += piece;
    if (escaped.length < lengthMax) cut = escaped;
  }
  return escaped;
}
