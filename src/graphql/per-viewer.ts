/**
 * Marks a field whose value depends on who is asking, beyond their account and what their role may do:
 * `extensions: perViewer`. Live streams whose document has one are not shared with other people.
 */
export const perViewer = { perViewer: true } as const;

/** Whether a field of the schema carries the mark. */
export function isPerViewer(
  field: { readonly extensions: { readonly perViewer?: unknown } } | null | undefined,
): boolean {
  return field?.extensions.perViewer === true;
}
