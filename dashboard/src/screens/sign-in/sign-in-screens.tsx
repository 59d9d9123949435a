import './sign-in.css';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import type { ApiError } from '../../api/answer.ts';
import { type SignIn, signInBy } from '../../api/tokens.ts';
import { useAction } from '../../api/use-api.ts';
import { setTitle } from '../../live/alerts.ts';
import { Link, navigate, type Place } from '../../router.tsx';
import { Button } from '../../ui/button.tsx';
import { problemOf, TextField } from '../../ui/field.tsx';
import { NewPasswordField } from '../../ui/new-password-field.tsx';
import { Notice } from '../../ui/states.tsx';
import { requestPasswordReset } from './request-password-reset.ts';

interface SignInProps {
  readonly place: Place;
  readonly signIn: SignIn;
}

/** Everything one sees before one is signed in. */
export default function SignInScreens({ place, signIn }: SignInProps) {
  const token = new URLSearchParams(place.search).get('token') ?? '';
  if (place.path === '/register') return <Register signIn={signIn} />;
  if (place.path === '/forgot-password') return <ForgotPassword />;
  if (place.path === '/reset-password') return <ResetPassword token={token} signIn={signIn} />;
  if (place.path === '/accept-invitation') return <AcceptInvitation token={token} signIn={signIn} />;
  return <Login signIn={signIn} next={new URLSearchParams(place.search).get('next')} />;
}

interface CardProps {
  readonly title: string;
  readonly intro?: string;
  readonly children: ReactNode;
  readonly below?: ReactNode;
}

function Card({ title, intro, children, below }: CardProps) {
  useEffect(() => setTitle(`${title} · ResolutionFlow`), [title]);
  return (
    <main className="sign-in">
      <p className="sign-in-brand">
        <img src="/favicon.svg" alt="" width="32" height="32" />
        ResolutionFlow
      </p>
      <div className="sign-in-card">
        <h1>{title}</h1>
        {intro && <p className="sign-in-intro">{intro}</p>}
        {children}
      </div>
      {below && <p className="sign-in-below">{below}</p>}
    </main>
  );
}

/** Whoever signs in by another way takes the place of who is signed in here. */
function SignedInAs({ signIn, children }: { readonly signIn: SignIn; readonly children: ReactNode }) {
  // As it was: once it is done, the new one is signed in, a moment before the page goes on.
  const [before, setBefore] = useState(signIn);
  if (before.state === 'unknown' && signIn.state !== 'unknown') setBefore(signIn);
  if (before.state !== 'in') return null;
  return (
    <Notice tone="warning">
      You are signed in as {before.me.name}. {children}
    </Notice>
  );
}

/** What a link that leads nowhere leaves one to do. */
function DeadLink({ problem, children }: { readonly problem: string; readonly children: ReactNode }) {
  return (
    <>
      <Notice tone="danger">{problem}</Notice>
      <p>{children}</p>
    </>
  );
}

/** What is wrong with the link that led here, if something is. */
function deadLinkOf(token: string, error: ApiError | null): string | null {
  if (token === '') return 'This link is not complete.';
  return problemOf(error, 'token') ?? (error?.code === 'CONFLICT' ? error.message : null);
}

const toSignIn = (
  <>
    Already here? <Link to="/sign-in">Sign in</Link>
  </>
);

/** Only a place of this page: a link from elsewhere must not lead on to another one. */
function placeToGo(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : '/';
}

/** What was typed, by the names of the fields. */
function readForm(form: HTMLFormElement): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields[name] = value;
  return fields;
}

function useForm(work: (fields: Record<string, string>) => Promise<void>) {
  const action = useAction(work);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void action.run(readForm(event.currentTarget));
  };
  const problem = (field: string) => problemOf(action.error, field);
  const general = action.error !== null && action.error.field === null ? action.error.message : null;
  return { ...action, onSubmit, problem, general };
}

/** What was refused, unless a field says it, and the button that sends the form. */
function FormEnd({
  form,
  verb,
  problem = form.general,
}: {
  readonly form: ReturnType<typeof useForm>;
  readonly verb: string;
  readonly problem?: string | null;
}) {
  return (
    <>
      {problem && <Notice tone="danger">{problem}</Notice>}
      <Button type="submit" kind="primary" isBusy={form.isBusy}>
        {verb}
      </Button>
    </>
  );
}

function Login({ signIn, next }: { readonly signIn: SignIn; readonly next: string | null }) {
  useEffect(() => {
    if (signIn.state === 'in') navigate(placeToGo(next), 'replace');
  }, [signIn, next]);
  const form = useForm(fields => signInBy('login', fields));
  return (
    <Card
      title="Sign in"
      below={
        <>
          New here? <Link to="/register">Register your company</Link>
        </>
      }
    >
      {signIn.state === 'out' && signIn.reason && <Notice>{signIn.reason}</Notice>}
      <form onSubmit={form.onSubmit}>
        <TextField label="E-mail" name="email" type="email" autoComplete="username" required autoFocus />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
        <FormEnd form={form} verb="Sign in" problem={form.error?.message ?? null} />
      </form>
      <Link to="/forgot-password">Forgot your password?</Link>
    </Card>
  );
}

function Register({ signIn }: Pick<SignInProps, 'signIn'>) {
  const form = useForm(async fields => {
    await signInBy('register', fields);
    navigate('/', 'replace');
  });
  return (
    <Card
      title="Register your company"
      intro="You become its owner, and invite your team next."
      below={toSignIn}
    >
      <SignedInAs signIn={signIn}>Registering signs you out here.</SignedInAs>
      <form onSubmit={form.onSubmit}>
        <TextField
          label="Company"
          name="accountName"
          autoComplete="organization"
          required
          autoFocus
          problem={form.problem('accountName')}
        />
        <TextField
          label="Your name"
          name="name"
          autoComplete="name"
          required
          problem={form.problem('name')}
        />
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          required
          problem={form.problem('email')}
        />
        <NewPasswordField label="Password" name="password" problem={form.problem('password')} />
        <FormEnd form={form} verb="Register" />
      </form>
    </Card>
  );
}

function ForgotPassword() {
  const [isSent, setSent] = useState(false);
  const form = useForm(async ({ email = '' }) => {
    await requestPasswordReset(email);
    setSent(true);
  });
  return (
    <Card title="Set a new password" below={<Link to="/sign-in">Back to sign in</Link>}>
      {isSent ? (
        <Notice tone="success">
          If this address belongs to somebody, a link is on its way. It works for an hour.
        </Notice>
      ) : (
        <form onSubmit={form.onSubmit}>
          <TextField
            label="E-mail"
            name="email"
            type="email"
            autoComplete="username"
            required
            autoFocus
            problem={form.problem('email')}
          />
          <FormEnd form={form} verb="Send me a link" />
        </form>
      )}
    </Card>
  );
}

interface LinkProps extends Pick<SignInProps, 'signIn'> {
  readonly token: string;
}

function ResetPassword({ token, signIn }: LinkProps) {
  const form = useForm(async fields => {
    await signInBy('resetPassword', { ...fields, token });
    navigate('/', 'replace');
  });
  const deadLink = deadLinkOf(token, form.error);
  if (deadLink !== null)
    return (
      <Card title="Set a new password" below={toSignIn}>
        <DeadLink problem={deadLink}>
          A link works once, and for an hour. <Link to="/forgot-password">Get another one</Link>
        </DeadLink>
      </Card>
    );
  return (
    <Card title="Set a new password" intro="Every other sign-in of yours ends." below={toSignIn}>
      <SignedInAs signIn={signIn}>If the link is somebody else’s, you are signed out here.</SignedInAs>
      <form onSubmit={form.onSubmit}>
        <NewPasswordField label="New password" name="password" autoFocus problem={form.problem('password')} />
        <FormEnd form={form} verb="Set password" />
      </form>
    </Card>
  );
}

function AcceptInvitation({ token, signIn }: LinkProps) {
  const form = useForm(async fields => {
    await signInBy('acceptInvitation', { ...fields, token });
    navigate('/', 'replace');
  });
  const deadLink = deadLinkOf(token, form.error);
  if (deadLink !== null)
    return (
      <Card title="Join your team" below={toSignIn}>
        <DeadLink problem={deadLink}>
          An invitation works once, and for a week. Ask whoever has invited you for another one.
        </DeadLink>
      </Card>
    );
  return (
    <Card title="Join your team" intro="Choose how your colleagues see you, and a password." below={toSignIn}>
      <SignedInAs signIn={signIn}>Joining signs you out here.</SignedInAs>
      <form onSubmit={form.onSubmit}>
        <TextField
          label="Your name"
          name="name"
          autoComplete="name"
          required
          maxLength={100}
          autoFocus
          problem={form.problem('name')}
        />
        <NewPasswordField label="Password" name="password" problem={form.problem('password')} />
        <FormEnd form={form} verb="Join" />
      </form>
    </Card>
  );
}
