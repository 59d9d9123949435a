import { type FormEvent, useState } from 'react';
import { useAction, useChange, useData } from '../../../api/use-api.ts';
import type { NotificationsPreferencesQuery } from '../../../generated/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { CheckField, problemOf, SelectField, TextField } from '../../../ui/field.tsx';
import { Await, Notice } from '../../../ui/states.tsx';
import { formatMoment } from '../../../ui/time.tsx';
import { toast } from '../../../ui/toast.tsx';
import { otherProblem } from '../other-problem.ts';
import { ownTimeZone } from '../own-time-zone.ts';
import { notificationsPreferences, notificationsUpdatePreferences } from './documents.ts';
import { muteChoices } from './mute-choices.ts';
import { timeZones } from './time-zones.ts';

type Preferences = NotificationsPreferencesQuery['notificationPreferences'];

/** How one wants to be told. */
export function PreferencesSection() {
  const loaded = useData(notificationsPreferences, {});
  return (
    <section className="account-section" aria-labelledby="preferences-title">
      <h2 id="preferences-title">How you are told</h2>
      <Await loaded={loaded}>
        {({ notificationPreferences }) => (
          <div className="card">
            <Mute muteUntil={notificationPreferences.muteUntil} />
            <PreferencesForm preferences={notificationPreferences} />
          </div>
        )}
      </Await>
    </section>
  );
}

function Mute({ muteUntil }: { readonly muteUntil: string | null }) {
  const change = useChange();
  const action = useAction(async (until: Date | null) => {
    await change(notificationsUpdatePreferences, { input: { muteUntil: until?.toISOString() ?? null } });
  });
  return (
    <div className="preferences">
      <h3>Mute mails</h3>
      {muteUntil !== null ? (
        <>
          <Notice>{`No mails until ${formatMoment(muteUntil)}.`}</Notice>
          <div className="buttons">
            <Button isBusy={action.isBusy} onClick={() => void action.run(null)}>
              Let mails through again
            </Button>
          </div>
        </>
      ) : (
        <div className="buttons">
          {muteChoices(new Date()).map(({ label, until }) => (
            <Button
              key={label}
              disabled={action.isBusy}
              title={`Until ${formatMoment(until.getTime())}`}
              onClick={() => void action.run(until)}
            >
              {label}
            </Button>
          ))}
        </div>
      )}
      {action.error && <Notice tone="danger">{action.error.message}</Notice>}
    </div>
  );
}

/** The preferences but the mute, which counts at once. */
type Draft = Omit<Preferences, 'muteUntil'>;

const toDraft = ({ mail, inApp, mailWhenTaken, onlyTargeted, quietHours }: Preferences): Draft => ({
  ...{ mail, inApp, mailWhenTaken, onlyTargeted },
  quietHours: quietHours && { start: quietHours.start, end: quietHours.end, timeZone: quietHours.timeZone },
});

function PreferencesForm({ preferences }: { readonly preferences: Preferences }) {
  const change = useChange();
  const saved = toDraft(preferences);
  const [draft, setDraft] = useState(saved);
  const action = useAction(async () => {
    await change(notificationsUpdatePreferences, { input: draft });
    toast('Saved.');
  });
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void action.run();
  };
  const isChanged = JSON.stringify(draft) !== JSON.stringify(saved);
  const other = otherProblem(action.error, quietFields);
  return (
    <form className="preferences" onSubmit={onSubmit}>
      <h3>New escalations</h3>
      <CheckField
        label="In the product"
        hint="A line in this list. The live queue shows everything, whatever is chosen here."
        checked={draft.inApp}
        onChange={({ target }) => set({ inApp: target.checked })}
      />
      <CheckField
        label="By mail"
        checked={draft.mail}
        onChange={({ target }) => set({ mail: target.checked })}
      />
      <CheckField
        label="A second mail when somebody else takes it"
        checked={draft.mailWhenTaken}
        disabled={!draft.mail}
        onChange={({ target }) => set({ mailWhenTaken: target.checked })}
      />
      <CheckField
        label="Only what asks for me by name"
        hint="Also when a later step of the ladder is meant for you."
        checked={draft.onlyTargeted}
        onChange={({ target }) => set({ onlyTargeted: target.checked })}
      />
      <QuietHours draft={draft} set={set} problem={field => problemOf(action.error, field)} />
      {!draft.mail && !draft.inApp && (
        <Notice tone="warning">You will be told of nothing. Escalations still show in the live queue.</Notice>
      )}
      {other && <Notice tone="danger">{other}</Notice>}
      <div className="buttons">
        <Button type="submit" kind="primary" isBusy={action.isBusy} disabled={!isChanged}>
          Save
        </Button>
        {isChanged && <Button onClick={() => setDraft(saved)}>Undo changes</Button>}
      </div>
    </form>
  );
}

const quietFields = ['quietHours.start', 'quietHours.end', 'quietHours.timeZone'];

interface QuietHoursProps {
  readonly draft: Draft;
  set(part: Partial<Draft>): void;
  problem(field: string): string | null;
}

function QuietHours({ draft: { quietHours }, set, problem }: QuietHoursProps) {
  const own = ownTimeZone();
  return (
    <>
      <CheckField
        label="Quiet hours"
        hint="No mails at night. They are not sent later; the list keeps everything."
        checked={quietHours !== null}
        onChange={({ target }) =>
          set({ quietHours: target.checked ? { start: '22:00', end: '06:30', timeZone: own } : null })
        }
      />
      {quietHours !== null && (
        <div className="quiet-times">
          <TextField
            label="From"
            type="time"
            required
            value={quietHours.start}
            problem={problem('quietHours.start')}
            onChange={({ target }) => set({ quietHours: { ...quietHours, start: target.value } })}
          />
          <TextField
            label="To"
            type="time"
            required
            value={quietHours.end}
            hint={quietHours.end < quietHours.start ? 'The next morning' : undefined}
            problem={problem('quietHours.end')}
            onChange={({ target }) => set({ quietHours: { ...quietHours, end: target.value } })}
          />
          <SelectField
            label="Time zone"
            value={quietHours.timeZone}
            options={timeZones(own, quietHours.timeZone).map(zone => ({
              value: zone,
              label: zone.replaceAll('_', ' '),
            }))}
            problem={problem('quietHours.timeZone')}
            onPick={timeZone => set({ quietHours: { ...quietHours, timeZone } })}
          />
        </div>
      )}
    </>
  );
}
