import { hasGuards } from './router.tsx';

/** When the page has reloaded itself. */
const reloadedKey = 'resolutionflow.reloaded';
/** While replicas of two builds answer, a page would otherwise reload itself again and again. */
const pauseMs = 60_000;

/** The page as the server has it now; null when it does not answer. */
async function fetchPage(): Promise<string | null> {
  try {
    const response = await fetch('/', { cache: 'no-store', signal: AbortSignal.timeout(10_000) });
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

function isOfThisBuild(page: string): boolean {
  const entry = document.querySelector('script[type="module"][src]')?.getAttribute('src');
  return !entry || page.includes(entry);
}

function mayReload(): boolean {
  const lastMs = Number(sessionStorage.getItem(reloadedKey) ?? 0);
  if (hasGuards() || Date.now() - lastMs < pauseMs) return false;
  sessionStorage.setItem(reloadedKey, String(Date.now()));
  return true;
}

/**
 * Reloads the page after a part of it was not there, if that helps: the server has another build, or somebody has asked
 * to try again and the server answers (some browsers remember for the life of a page what they could not load).
 */
export async function reloadIfUseful(isAsked: boolean): Promise<void> {
  const page = await fetchPage();
  if (page === null) return;
  if (isAsked || (!isOfThisBuild(page) && mayReload())) location.reload();
}
