/**
 * A key that tells a repeated request from a new one: for `idempotencyKey`, made once for an opened form.
 * A page that came without TLS has no `randomUUID`.
 */
export function newKey(): string {
  const { randomUUID }: Partial<Crypto> = crypto;
  if (randomUUID !== undefined) return randomUUID.call(crypto);
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
