import './choice-field.css';
import { useId } from 'react';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** What it means to take this one. */
  readonly hint?: string;
  readonly isDisabled?: boolean;
}

/** One of a few, all of them shown with what they mean. */
export function ChoiceField<Value extends string>({
  label,
  choices,
  value,
  problem,
  onPick,
}: {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value;
  readonly problem?: string | null;
  onPick(value: Value): void;
}) {
  const name = useId();
  return (
    <fieldset className="choices">
      <legend>{label}</legend>
      {choices.map(choice => (
        <label key={choice.value} className={choice.isDisabled ? 'choice choice-off' : 'choice'}>
          <input
            type="radio"
            name={name}
            checked={choice.value === value}
            disabled={choice.isDisabled}
            onChange={() => onPick(choice.value)}
          />
          <span className="choice-text">
            <span className="choice-label">{choice.label}</span>
            {choice.hint && <span className="choice-hint">{choice.hint}</span>}
          </span>
        </label>
      ))}
      {problem && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
