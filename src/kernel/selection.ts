/** Which fields of a result somebody will look at. A reader may leave all others unread. */
export interface Selection {
  has(field: string): boolean;
  /** What is looked at below a field. */
  below(field: string): Selection;
}

/** For readers that cannot know: all there is. */
export const everything: Selection = { has: () => true, below: () => everything };
