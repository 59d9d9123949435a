import { TextField, type TextFieldProps } from './field.tsx';

/** The API takes no shorter one. */
const charsMin = 10;

/** Where somebody makes up a password; password managers offer one. */
export function NewPasswordField(
  props: Omit<TextFieldProps, 'type' | 'autoComplete' | 'minLength' | 'hint'>,
) {
  return (
    <TextField
      {...props}
      type="password"
      autoComplete="new-password"
      required
      minLength={charsMin}
      hint="At least ten characters. A sentence is easy to remember."
    />
  );
}
