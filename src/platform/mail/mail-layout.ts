/** What a mail says, before it has a form. Any text may hold line breaks; none may hold markup. */
export interface MailContent {
  readonly title: string;
  readonly intro: string;
  /** Short answers to short questions, such as the client and the ticket. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** Longer parts under a heading of their own; each line is one item, such as one step of the path. */
  readonly sections: readonly { readonly title: string; readonly lines: readonly MailLine[] }[];
  /** The one thing to do next. The address must be http or https. */
  readonly action?: { readonly label: string; readonly url: string };
  /** Why the reader gets this mail. */
  readonly footer: string;
}

/** An item of a section; one with an address leads there. The address must be http or https. */
export type MailLine = string | { readonly text: string; readonly url: string };

/**
 * Both parts of a mail from one description: plain text, and HTML that says the same.
 *
 * The HTML is made for mail clients: a table 600 px wide, every style inline, no script and nothing to load from
 * elsewhere, so that opening it tells nobody. Colours follow the reader's dark mode where the client allows a style
 * sheet, and stay readable where it does not.
 * @throws TypeError when the address of the action, or of a line, is not http or https
 */
export function renderMail(content: MailContent): { text: string; html: string } {
  const action = content.action && { ...content.action, url: normalizeWebUrl(content.action.url) };
  return { text: renderText({ ...content, action }), html: renderHtml({ ...content, action }) };
}

/** Text as it may stand in HTML, between tags and inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, char => entities[char as keyof typeof entities]);
}

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' } as const;

function renderText(content: MailContent): string {
  const facts = content.facts.map(({ label, value }) => `${clean(label)}: ${indentRest(value, '    ')}`);
  const sections = filledSections(content).map(({ title, lines }) =>
    [clean(title), ...lines.map(line => `  ${indentRest(textOf(line), '    ')}`)].join('\n'),
  );
  const action = content.action && `${clean(content.action.label)}:\n${content.action.url}`;
  const blocks = [clean(content.title), clean(content.intro), facts.join('\n'), ...sections, action];
  const body = blocks.filter(block => block !== undefined && block !== '').join('\n\n');
  // "-- " and a line break is how readers know a signature: what follows is set apart and not quoted in a reply.
  return content.footer === '' ? `${body}\n` : `${body}\n\n-- \n${clean(content.footer)}\n`;
}

/** The address as browsers write it: what a lenient parser would drop, such as line breaks, is gone. */
function normalizeWebUrl(address: string): string {
  const url = URL.parse(address);
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url.href;
  throw new TypeError("The address of a mail's action must start with http:// or https://.");
}

/** Inline styles, by what they dress. The class of the same name is what the dark sheet below can reach. */
const styles = {
  page: 'margin:0;padding:0;background-color:#f3f4f6;color:#1f2937;',
  frame: 'width:100%;background-color:#f3f4f6;',
  card: 'width:100%;max-width:600px;background-color:#ffffff;border-radius:8px;',
  cell: 'padding:28px 28px 24px;font-family:system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;color:#1f2937;text-align:left;',
  title: 'margin:0 0 12px;font-size:22px;line-height:1.3;font-weight:700;color:#111827;',
  text: 'margin:0 0 16px;',
  facts: 'width:100%;margin:0 0 16px;border-collapse:collapse;',
  label:
    'padding:4px 16px 4px 0;font-size:14px;font-weight:400;color:#4b5563;text-align:left;vertical-align:top;white-space:nowrap;',
  value:
    'width:100%;padding:4px 0;font-size:16px;text-align:left;vertical-align:top;overflow-wrap:anywhere;word-break:break-word;',
  heading: 'margin:24px 0 8px;font-size:16px;line-height:1.4;font-weight:700;color:#111827;',
  list: 'margin:0 0 16px;padding:0;list-style:none;',
  item: 'margin:0 0 8px;overflow-wrap:anywhere;word-break:break-word;',
  action: 'margin:24px 0 8px;',
  button:
    'display:inline-block;padding:12px 20px;border-radius:6px;background-color:#1d4ed8;color:#ffffff;font-weight:700;text-decoration:none;',
  small: 'margin:0 0 16px;font-size:13px;color:#4b5563;overflow-wrap:anywhere;word-break:break-all;',
  footer: 'margin:24px 0 0;padding:16px 0 0;border-top:1px solid #d1d5db;font-size:13px;color:#4b5563;',
} as const;

const darkSheet = `@media (prefers-color-scheme: dark) {
.page, .frame { background-color: #111827 !important; }
.card { background-color: #1f2937 !important; }
.page, .cell { color: #e5e7eb !important; }
.title, .heading { color: #f9fafb !important; }
.label, .small, .small a, .footer { color: #cbd5e1 !important; }
.footer { border-top-color: #4b5563 !important; }
}`;

function renderHtml(content: MailContent): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(clean(content.title)).replaceAll('\n', ' ')}</title>
<style>
${darkSheet}
</style>
</head>
<body ${dress('page')}>
<table role="presentation" cellpadding="0" cellspacing="0" border="0" ${dress('frame')}>
<tr><td align="center" style="padding:24px 12px;">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" ${dress('card')}>
<tr><td ${dress('cell')}>
${renderBody(content)}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

function renderBody(content: MailContent): string {
  const { action } = content;
  const facts = content.facts.map(
    ({ label, value }) =>
      `<tr><th scope="row" ${dress('label')}>${htmlLines(label)}</th><td ${dress('value')}>${htmlLines(value)}</td></tr>`,
  );
  const sections = filledSections(content).map(({ title, lines }) => {
    const items = lines.map(line => `<li ${dress('item')}>${htmlLine(line)}</li>`).join('\n');
    return `<h2 ${dress('heading')}>${htmlLines(title)}</h2>\n<ul role="list" ${dress('list')}>\n${items}\n</ul>`;
  });
  const url = escapeHtml(action?.url ?? '');
  const blocks = [
    `<h1 ${dress('title')}>${htmlLines(content.title)}</h1>`,
    content.intro && `<p ${dress('text')}>${htmlLines(content.intro)}</p>`,
    facts.length > 0 && `<table ${dress('facts')}>\n${facts.join('\n')}\n</table>`,
    ...sections,
    action &&
      `<p ${dress('action')}><a href="${url}" ${dress('button')}>${htmlLines(action.label)}</a></p>
<p ${dress('small')}>Or open this address: <a href="${url}" style="color:inherit;">${url}</a></p>`,
    content.footer && `<p ${dress('footer')}>${htmlLines(content.footer)}</p>`,
  ];
  return blocks.filter(block => typeof block === 'string' && block !== '').join('\n');
}

/** A line as plain text; its address stands below it, in a line of its own. */
function textOf(line: MailLine): string {
  return typeof line === 'string' ? line : `${line.text}\n${normalizeWebUrl(line.url)}`;
}

function htmlLine(line: MailLine): string {
  if (typeof line === 'string') return htmlLines(line);
  const url = escapeHtml(normalizeWebUrl(line.url));
  return `${htmlLines(line.text)}<br><a href="${url}" style="color:inherit;">${url}</a>`;
}

function dress(part: keyof typeof styles): string {
  return `class="${part}" style="${styles[part]}"`;
}

/** Line breaks and indents survive: both carry meaning in what engineers paste, such as the output of a command. */
function htmlLines(text: string): string {
  return escapeHtml(clean(text))
    .replaceAll('\t', '    ')
    .replace(/^ +| {2,}/gm, spaces => '&nbsp;'.repeat(spaces.length - 1).concat(' '))
    .replaceAll('\n', '<br>');
}

/** Lines after the first one are set in, so that a long value cannot pass for the next item. */
function indentRest(text: string, indent: string): string {
  return clean(text).replaceAll('\n', `\n${indent}`);
}

function filledSections(content: MailContent): MailContent['sections'] {
  return content.sections.filter(section => section.lines.length > 0);
}

/**
 * Well-formed text without the control characters that mail and HTML forbid, and without those that turn the direction of
 * what follows; lines end with a line feed.
 */
function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/\s+$/, '');
}
