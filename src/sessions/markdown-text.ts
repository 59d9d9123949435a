/** Each line stays a line: two spaces at its end are the line break that every dialect knows. */
export function markdownQuote(lines: readonly string[]): string {
  const quoted = lines.map((line, index) =>
    line === '' ? '>' : `> ${escapeMarkdownLine(line)}${lines[index + 1] ? '  ' : ''}`,
  );
  return quoted.join('\n');
}

/** A line of its own, where some characters mean something only because they come first, such as `1.` and `-`. */
export function escapeMarkdownLine(line: string): string {
  const text = line.trimStart();
  const indent = line.slice(0, line.length - text.length).replaceAll('\t', '    ');
  const escaped = escapeMarkdown(text)
    .replace(/^([-+=:>])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2');
  // Four spaces at the front would make the line code. No-break spaces look the same and mean nothing.
  return `${'\u00a0'.repeat(indent.length)}${escaped}`;
}

/**
 * Text that means nothing to Markdown. `<` and `&` become references and not backslashed: older dialects know no
 * `\<` and would let the tag through. Addresses stay readable and do not turn into links by themselves.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_{}[\]~|#$^@]|:(?=\/\/)|(?<=www)\./giu, '\\$&');
}
