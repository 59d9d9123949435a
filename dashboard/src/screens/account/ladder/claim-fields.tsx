import type { ApiError } from '../../../api/answer.ts';
import { CheckField, problemOf, TextField } from '../../../ui/field.tsx';
import { type Draft, minutesMax } from './ladder-draft.ts';

interface ClaimProps {
  readonly draft: Draft;
  readonly error: ApiError | null;
  set(part: Partial<Draft>): void;
}

/** What happens to a claim that nothing is done with. */
export function ClaimFields({ draft, error, set }: ClaimProps) {
  const { claimReminderMinutes: reminder, claimReleaseMinutes: release } = draft;
  return (
    <section className="card ladder-part" aria-labelledby="claim-title">
      <h3 id="claim-title">When somebody takes it and does nothing</h3>
      <CheckField
        label="Remind them by mail"
        checked={reminder !== null}
        onChange={({ target }) => set({ claimReminderMinutes: target.checked ? '30' : null })}
      />
      {reminder !== null && (
        <>
          <Minutes
            label="After so many minutes without a sign of work"
            value={reminder}
            problem={problemOf(error, 'claimReminderMinutes')}
            onType={value => set({ claimReminderMinutes: value })}
          />
          <CheckField
            label="Put it back into the queue"
            checked={release !== null}
            onChange={({ target }) => set({ claimReleaseMinutes: target.checked ? '15' : null })}
          />
        </>
      )}
      {reminder !== null && release !== null && (
        <Minutes
          label="So many minutes after the reminder"
          value={release}
          problem={problemOf(error, 'claimReleaseMinutes')}
          onType={value => set({ claimReleaseMinutes: value })}
        />
      )}
    </section>
  );
}

interface MinutesProps {
  readonly label: string;
  readonly value: string;
  readonly problem: string | null;
  onType(value: string): void;
}

function Minutes({ label, value, problem, onType }: MinutesProps) {
  return (
    <div className="claim-minutes">
      <TextField
        label={label}
        type="number"
        inputMode="numeric"
        required
        min={1}
        max={minutesMax}
        step={1}
        value={value}
        problem={problem}
        onChange={({ target }) => onType(target.value)}
      />
    </div>
  );
}
