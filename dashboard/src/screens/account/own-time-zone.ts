/** Where this browser is; UTC when it does not say. */
export function ownTimeZone(): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  // The server refuses what does not begin like a name, such as `+02:00`.
  return /^[A-Za-z]/.test(timeZone ?? '') && timeZone !== 'Etc/Unknown' ? timeZone : 'UTC';
}
