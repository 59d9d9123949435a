import {
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import type { ApiError } from '../api/answer.ts';

interface Common {
  readonly label: string;
  readonly hint?: string;
  /** What the API said about this field. */
  readonly problem?: string | null;
}

function Field({
  label,
  hint,
  problem,
  children,
}: Common & {
  readonly children: (ids: { readonly id: string; readonly described: string | undefined }) => ReactNode;
}) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, described: described === '' ? undefined : described })}
      {hint && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} className="field-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

/** What an error says of one field; null when it is about another one, or about none. */
export function problemOf(error: ApiError | null, field: string): string | null {
  return error?.field === field || error?.field === `input.${field}` ? error.message : null;
}

export type TextFieldProps = Common &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'id'> & { readonly ref?: Ref<HTMLInputElement> };

export function TextField({ label, hint, problem, ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} problem={problem}>
      {({ id, described }) => (
        <input {...rest} id={id} aria-describedby={described} aria-invalid={problem ? true : undefined} />
      )}
    </Field>
  );
}

export type TextAreaProps = Common & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id'>;

export function TextArea({ label, hint, problem, ...rest }: TextAreaProps) {
  return (
    <Field label={label} hint={hint} problem={problem}>
      {({ id, described }) => (
        <textarea {...rest} id={id} aria-describedby={described} aria-invalid={problem ? true : undefined} />
      )}
    </Field>
  );
}

export type SelectFieldProps<Value extends string> = Common &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id' | 'onChange' | 'value'> & {
    readonly value: Value;
    readonly options: readonly { readonly value: Value; readonly label: string }[];
    onPick(value: Value): void;
  };

export function SelectField<Value extends string>({
  label,
  hint,
  problem,
  options,
  onPick,
  ...rest
}: SelectFieldProps<Value>) {
  return (
    <Field label={label} hint={hint} problem={problem}>
      {({ id, described }) => (
        <select
          {...rest}
          id={id}
          aria-describedby={described}
          onChange={({ target }) => {
            const picked = options.find(({ value }) => value === target.value);
            if (picked) onPick(picked.value);
          }}
        >
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function CheckField({
  label,
  hint,
  ...rest
}: Common & Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'type'>) {
  const id = useId();
  return (
    <div className="check">
      <input {...rest} id={id} type="checkbox" aria-describedby={hint ? `${id}-hint` : undefined} />
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}
