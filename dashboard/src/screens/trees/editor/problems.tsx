import type { LoadedTree } from '../documents.ts';

/** What is wrong with the draft, or odd about it; each leads to its step. */
export function Problems({
  diagnostics,
  onSelect,
}: {
  readonly diagnostics: LoadedTree['diagnostics'];
  onSelect(key: string): void;
}) {
  const errors = diagnostics.filter(({ severity }) => severity === 'ERROR').length;
  const warnings = diagnostics.length - errors;
  const count = [
    ...(errors > 0 ? [errors === 1 ? '1 problem' : `${errors} problems`] : []),
    ...(warnings > 0 ? [warnings === 1 ? '1 hint' : `${warnings} hints`] : []),
  ].join(', ');
  return (
    <section className="problems" aria-labelledby="problems-title">
      <div role="status">
        <h2 id="problems-title">{count === '' ? 'No problems' : count}</h2>
      </div>
      <ul>
        {diagnostics.map(({ severity, code, nodeKey, message }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may be the same to the letter
          <li key={`${at} ${code}`} className={`problem problem-${severity.toLowerCase()}`}>
            <span className={`chip chip-${severity === 'ERROR' ? 'danger' : 'warning'}`}>
              {severity === 'ERROR' ? 'Problem' : 'Hint'}
            </span>
            {nodeKey === null ? (
              <span>{message}</span>
            ) : (
              <button type="button" className="link-button" onClick={() => onSelect(nodeKey)}>
                {message}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
