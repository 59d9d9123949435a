/** A sentence of the API in the words of the form, which calls the branches of a step its answers. */
export function describeProblem(message: string): string {
  // What somebody wrote is quoted, and stays as it is.
  const parts = message.split(/("[^"]*")/);
  return parts.map((part, at) => (at % 2 === 1 ? part : inFormWords(part))).join('');
}

function inFormWords(text: string): string {
  return text
    .replace(/\b([Aa]) branch\b/g, '$1n answer')
    .replace(/\bbranches\b/g, 'answers')
    .replace(/\bbranch\b/g, 'answer');
}
