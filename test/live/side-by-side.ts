type Body = () => Promise<void>;
type Define = (title: string, body: Body) => void;

/**
 * For tests that spend their time waiting for the pace of the product, seconds each: they begin together and wait at
 * the same time, and what came of each is told under its own title. They must not disturb each other.
 * @param define what a test of them needs; they are skipped together
 */
export function openSideBySide(define: Define): Define {
  const bodies: Body[] = [];
  let outcomes: Promise<PromiseSettledResult<void>[]> | null = null;
  return (title, body) => {
    const index = bodies.push(body) - 1;
    define(title, async () => {
      outcomes ??= Promise.allSettled(bodies.map(begin => begin()));
      const outcome = (await outcomes)[index];
      if (outcome?.status === 'rejected') throw outcome.reason;
    });
  };
}
