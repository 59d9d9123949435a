/** Which fields of a result somebody will look at. A reader may leave all others unread. */
export interface Selection {
  has(field: string): boolean;
  /** What is looked at below a field. */
  below(field: string): Selection;
}

/** For readers that cannot know: all there is. */
export const everything: Selection = { has: () => true, below: () => everything };

/** For readers that look at some fields, and at all that is below them. */
export function only(...fields: readonly string[]): Selection {
  return { has: field => fields.includes(field), below: () => everything };
}
