import type { ApiError } from '../../../api/answer.ts';
import { Button } from '../../../ui/button.tsx';
import { problemOf } from '../../../ui/field.tsx';
import {
  addRung,
  audiences,
  columns,
  type Draft,
  type DraftRung,
  minutesMax,
  rungsMax,
} from './ladder-draft.ts';

interface RungsProps {
  readonly draft: Draft;
  readonly error: ApiError | null;
  set(part: Partial<Draft>): void;
}

/** The rungs with their minutes for each priority. */
export function RungsTable({ draft, error, set }: RungsProps) {
  const { rungs } = draft;
  const setRung = (key: number, part: Partial<DraftRung>) =>
    set({ rungs: rungs.map(rung => (rung.key === key ? { ...rung, ...part } : rung)) });
  return (
    <section className="card ladder-part" aria-labelledby="rungs-title">
      <h3 id="rungs-title">Steps</h3>
      <p className="soft small">
        Minutes since the escalation was made, for further steps since the step before, by priority.
      </p>
      {rungs.length === 0 ? (
        <p>The ladder is off.</p>
      ) : (
        <ul className="rungs" aria-label="Steps">
          {rungs.map((rung, index) => (
            <Rung
              key={rung.key}
              rung={rung}
              index={index}
              error={error}
              set={part => setRung(rung.key, part)}
              onRemove={() => set({ rungs: rungs.filter(({ key }) => key !== rung.key) })}
            />
          ))}
        </ul>
      )}
      {rungs.length < rungsMax && (
        <div>
          <Button onClick={() => set({ rungs: addRung(draft) })}>Add a step</Button>
        </div>
      )}
    </section>
  );
}

interface RungProps {
  readonly rung: DraftRung;
  readonly index: number;
  readonly error: ApiError | null;
  set(part: Partial<DraftRung>): void;
  onRemove(): void;
}

function Rung({ rung, index, error, set, onRemove }: RungProps) {
  const step = `Step ${index + 1}`;
  return (
    <li className="rung">
      <span className="rung-name">{step}</span>
      {columns.map(({ field, label }) => (
        <label key={field} className="rung-field">
          <span className="soft small">
            {label}
            <span className="only-heard">{` of ${step}, in minutes`}</span>
          </span>
          <input
            type="number"
            inputMode="numeric"
            min={1}
            max={minutesMax}
            step={1}
            required
            value={rung[field]}
            aria-invalid={problemOf(error, `rungs.${index}.${field}`) !== null || undefined}
            onChange={({ target }) => set({ [field]: target.value })}
          />
        </label>
      ))}
      <label className="rung-field rung-audience">
        <span className="soft small">
          Tell
          <span className="only-heard">{` in ${step}`}</span>
        </span>
        <select
          value={rung.audience}
          onChange={({ target }) => {
            const picked = audiences.find(({ value }) => value === target.value);
            if (picked) set({ audience: picked.value });
          }}
        >
          {audiences.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <Button kind="quiet" aria-label={`Remove ${step}`} onClick={onRemove}>
        Remove
      </Button>
    </li>
  );
}
