import './me.css';
import { type FormEvent, useState } from 'react';
import { useMe } from '../../../api/me.tsx';
import { signInBy, signOut } from '../../../api/tokens.ts';
import { useAction, useChange } from '../../../api/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmSheet } from '../../../ui/confirm-sheet.tsx';
import { problemOf, TextField } from '../../../ui/field.tsx';
import { NewPasswordField } from '../../../ui/new-password-field.tsx';
import { Notice } from '../../../ui/states.tsx';
import { toast } from '../../../ui/toast.tsx';
import { otherProblem } from '../other-problem.ts';
import { roleWords } from '../people/roles.ts';
import { meLogoutEverybody, meLogoutEverywhere } from './documents.ts';

/** Who one is, one's password, and the way out. */
export default function MeScreen() {
  const { name, email, role, account } = useMe();
  return (
    <div className="me">
      <section className="card me-part" aria-labelledby="me-title">
        <h2 id="me-title">{name}</h2>
        <dl className="facts">
          <dt>E-mail</dt>
          <dd>{email}</dd>
          <dt>Role</dt>
          <dd>{`${roleWords[role].label} at ${account.name}`}</dd>
          <dt>You may</dt>
          <dd>{roleWords[role].hint}</dd>
        </dl>
      </section>
      <section className="card me-part" aria-labelledby="password-title">
        <h2 id="password-title">Change your password</h2>
        <PasswordForm />
      </section>
      <SignOuts />
    </div>
  );
}

const noPasswords = { currentPassword: '', newPassword: '' };

function PasswordForm() {
  const { email } = useMe();
  const [typed, setTyped] = useState(noPasswords);
  const action = useAction(async () => {
    await signInBy('changePassword', typed);
    setTyped(noPasswords);
    toast('Your password is changed.');
  });
  const other = otherProblem(action.error, ['currentPassword', 'newPassword']);
  return (
    <form
      className="form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void action.run();
      }}
    >
      {/* For password managers, which want to know whose it is. */}
      <input className="only-heard" name="username" autoComplete="username" value={email} readOnly hidden />
      <TextField
        label="Present password"
        type="password"
        autoComplete="current-password"
        required
        value={typed.currentPassword}
        problem={problemOf(action.error, 'currentPassword')}
        onChange={({ target }) => setTyped({ ...typed, currentPassword: target.value })}
      />
      <NewPasswordField
        label="New password"
        value={typed.newPassword}
        problem={problemOf(action.error, 'newPassword')}
        onChange={({ target }) => setTyped({ ...typed, newPassword: target.value })}
      />
      {other && <Notice tone="danger">{other}</Notice>}
      <p className="soft small">All your other sign-ins end; you stay signed in here.</p>
      <div>
        <Button type="submit" kind="primary" isBusy={action.isBusy}>
          Change password
        </Button>
      </div>
    </form>
  );
}

function SignOuts() {
  const { role } = useMe();
  const [asked, setAsked] = useState<'me' | 'all' | null>(null);
  const change = useChange();
  const everywhere = useAction(async () => {
    await change(meLogoutEverywhere, {});
    await signOut();
  });
  const everybody = useAction(async () => {
    await change(meLogoutEverybody, {});
    await signOut();
  });
  const close = () => setAsked(null);
  return (
    <section className="card me-part" aria-labelledby="sign-out-title">
      <h2 id="sign-out-title">Sign out</h2>
      <p className="soft">On a device you have lost, or one that is not yours?</p>
      <div className="buttons">
        <Button onClick={() => void signOut()}>Sign out here</Button>
        <Button onClick={() => setAsked('me')}>Sign out everywhere</Button>
        {role === 'OWNER' && (
          <Button kind="danger" onClick={() => setAsked('all')}>
            Sign everybody out
          </Button>
        )}
      </div>
      {asked === 'me' && (
        <ConfirmSheet
          title="Sign out everywhere?"
          verb="Sign out everywhere"
          action={everywhere}
          onClose={close}
        >
          All your sign-ins end at once, this one included.
        </ConfirmSheet>
      )}
      {asked === 'all' && (
        <ConfirmSheet
          title="Sign everybody out?"
          verb="Sign everybody out"
          action={everybody}
          onClose={close}
        >
          Every sign-in of everybody in the account ends at once, yours included. Nobody hears of escalations
          in the dashboard until they sign in again.
        </ConfirmSheet>
      )}
    </section>
  );
}
