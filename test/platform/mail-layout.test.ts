import { escapeHtml, type MailContent, renderMail } from '../../src/platform/mail/mail-layout.ts';
import { expect, test } from '../harness/test.ts';

const escalation: MailContent = {
  title: 'Ada needs a senior',
  intro: 'Ada Lovelace escalated a session of Contoso Ltd.',
  facts: [
    { label: 'Client', value: 'Contoso Ltd' },
    { label: 'Ticket', value: 'T-1042' },
  ],
  sections: [{ title: 'Already tried', lines: ['1. Pinged the server: no answer', '2. Changed the cable'] }],
  action: { label: 'Open the escalation', url: 'https://desk.example.com/handoffs/handoff_01?from=mail&x=1' },
  footer: 'You get this mail because you handle escalations at Acme.',
};

test('both parts of a mail say the same', () => {
  const { text, html } = renderMail(escalation);

  const words = [
    'Ada needs a senior',
    'Contoso Ltd',
    'Ticket',
    'T-1042',
    'Already tried',
    'Changed the cable',
  ];
  for (const word of [...words, 'Open the escalation', escalation.footer]) {
    expect(text).toContain(word);
    expect(html).toContain(word);
  }
});

test('the plain text reads from top to bottom: title, facts, sections, action, footer', () => {
  const { text } = renderMail(escalation);

  expect(text).toBe(`Ada needs a senior

Ada Lovelace escalated a session of Contoso Ltd.

Client: Contoso Ltd
Ticket: T-1042

Already tried
  1. Pinged the server: no answer
  2. Changed the cable

Open the escalation:
https://desk.example.com/handoffs/handoff_01?from=mail&x=1

-- 
You get this mail because you handle escalations at Acme.
`);
});

test('what people wrote is text in the HTML, never markup', () => {
  const attack = `<img src=x onerror="alert('1')"> & </td></title>`;
  const { html } = renderMail({
    ...escalation,
    title: attack,
    intro: attack,
    facts: [{ label: attack, value: attack }],
    sections: [{ title: attack, lines: [attack] }],
    action: { label: attack, url: `https://desk.example.com/?q="><script>alert(1)</script>` },
    footer: attack,
  });

  expect(html).not.toMatch(/<img|<script|onerror="/);
  expect(html.match(/&lt;img src=x onerror=&quot;alert\(&#39;1&#39;\)&quot;&gt; &amp;/g)).toHaveLength(9);
});

test('the five characters that mean something in HTML are escaped, all others stay', () => {
  expect(escapeHtml(`a & b < c > d " e ' f é 漢 🚒`)).toBe(
    'a &amp; b &lt; c &gt; d &quot; e &#39; f é 漢 🚒',
  );
});

test('the lines and indents of a pasted output are kept in both parts', () => {
  const output = 'C:\\> ping dc01\r\n  Request timed out.\n\tLost = 4';
  const { text, html } = renderMail({ ...escalation, facts: [{ label: 'Notes', value: output }] });

  expect(text).toContain('Notes: C:\\> ping dc01\n      Request timed out.\n    \tLost = 4');
  expect(html).toContain('C:\\&gt; ping dc01<br>&nbsp; Request timed out.<br>&nbsp;&nbsp;&nbsp; Lost = 4');
});

test('a second line cannot pass for a fact or an item of its own in the plain text', () => {
  const forged = 'Contoso\nTicket: T-9999';
  const { text } = renderMail({
    ...escalation,
    facts: [{ label: 'Client', value: forged }],
    sections: [{ title: 'Already tried', lines: [forged] }],
  });

  expect(text).not.toMatch(/^Ticket: T-9999$/m);
  expect(text).not.toMatch(/^ {2}Ticket: T-9999$/m);
});

test('control characters, turns of direction and broken Unicode do not reach either part', () => {
  const { text, html } = renderMail({ ...escalation, intro: 'a\u0000b\u0007c \ud800 d\u202e\u2067e' });

  expect(text).toContain('abc \ufffd de');
  expect(html).toContain('abc \ufffd de');
});

test('opening a mail loads nothing from elsewhere', () => {
  const { html } = renderMail(escalation);

  expect(html).not.toMatch(
    /<(img|script|link|iframe|object|svg|video|audio|form)\b|url\(|@import|\ssrc=|background=/i,
  );
  const addresses = [...html.matchAll(/https?:\/\/[^"<\s]+/g)].map(match => new URL(match[0]).origin);
  expect(new Set(addresses)).toEqual(new Set(['https://desk.example.com']));
});

test('assistive technology gets a language, headings, row headers and lists, and no layout tables', () => {
  const { html } = renderMail(escalation);

  expect(html).toContain('<html lang="en">');
  expect(html.match(/<h1\b/g)).toHaveLength(1);
  expect(html.match(/<h2\b/g)).toHaveLength(1);
  expect(html.match(/<th scope="row"/g)).toHaveLength(2);
  expect(html.match(/<li\b/g)).toHaveLength(2);
  expect(html.match(/<table\b(?![^>]*role="presentation")/g)).toHaveLength(1);
});

test('every part that carries text is styled inline and knows the dark mode', () => {
  const { html } = renderMail(escalation);

  expect(html).toContain('<meta name="color-scheme" content="light dark">');
  expect(html).toContain('@media (prefers-color-scheme: dark)');
  expect(html.match(/<(h1|h2|p|th|li|a|ul)\b(?![^>]*style=")/g)).toBeNull();
});

test('parts without content leave no trace', () => {
  const { text, html } = renderMail({
    title: 'Only this',
    intro: '',
    facts: [],
    sections: [{ title: 'Nothing here', lines: [] }],
    footer: '',
  });

  expect(text).toBe('Only this\n');
  expect(html).not.toMatch(/Nothing here|<a\b|<ul\b|<h2\b|<p\b/);
});

test('an action that does not lead to a web page is refused', () => {
  for (const url of ['javascript:alert(1)', 'data:text/html,hi', 'file:///etc/passwd', 'not an address']) {
    expect(() => renderMail({ ...escalation, action: { label: 'Open', url } })).toThrow(
      /must start with http/,
    );
  }
});
