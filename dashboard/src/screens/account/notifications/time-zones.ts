/** The names to choose from; `others` are in it whatever the browser knows. */
export function timeZones(...others: readonly string[]): readonly string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ...others])].sort((a, b) =>
    a.localeCompare(b),
  );
}
