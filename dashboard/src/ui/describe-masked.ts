/** How many secrets were covered, in words. */
export function describeMasked(count: number): string {
  return count === 1
    ? 'One place that looked like a secret was covered.'
    : `${count} places that looked like secrets were covered.`;
}
