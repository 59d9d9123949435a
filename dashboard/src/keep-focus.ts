/** A screen that is still loading gets its heading within this time, or the person has gone on by themselves. */
const waitMsMax = 5_000;
/** Screens and sheets that know better where it goes put it there first. */
const restMs = 50;

const headings = 'h1, h2, h3';

/**
 * Whoever goes by the keyboard stays where they were when what had the focus goes away or is turned off, as a button
 * does once it was pressed: the focus moves to the heading of the innermost part that is left, or to that of the new screen. Without, it
 * falls to the top of the page, and nobody is told. Returns how to end it.
 */
export function keepFocus(screen: HTMLElement): () => void {
  /** What has the focus, and what that is in, from the inside. */
  let trail: readonly HTMLElement[] = [];
  let lostAtMs: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const hasFocus = () => document.activeElement !== null && document.activeElement !== document.body;
  const isGone = () => trail[0] !== undefined && (!trail[0].isConnected || trail[0].matches(':disabled'));

  function restore(): void {
    if (!isGone() || hasFocus()) {
      lostAtMs = null;
      return;
    }
    lostAtMs ??= performance.now();
    if (performance.now() - lostAtMs > waitMsMax) {
      trail = [];
      return;
    }
    const left = trail.filter(part => part.isConnected);
    const heading = left.map(part => part.querySelector<HTMLElement>(headings)).find(Boolean);
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: left[0] !== screen });
  }
  const follow = ({ target }: FocusEvent) => {
    lostAtMs = null;
    const parts: HTMLElement[] = [];
    for (let part = target; part instanceof HTMLElement && screen.contains(part); part = part.parentElement)
      parts.push(part);
    trail = parts;
  };
  const observer = new MutationObserver(() => {
    if (!isGone()) return;
    clearTimeout(timer);
    timer = setTimeout(restore, restMs);
  });
  observer.observe(screen, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  document.addEventListener('focusin', follow);
  return () => {
    observer.disconnect();
    clearTimeout(timer);
    document.removeEventListener('focusin', follow);
  };
}
