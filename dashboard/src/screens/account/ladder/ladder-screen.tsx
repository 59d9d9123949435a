import './ladder.css';
import { type FormEvent, useState } from 'react';
import { isAdmin, useMe } from '../../../api/me.tsx';
import { useAction, useChange, useData } from '../../../api/use-api.ts';
import type { Priority } from '../../../generated/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { PriorityChip } from '../../../ui/chips.tsx';
import { Await, Notice } from '../../../ui/states.tsx';
import { toast } from '../../../ui/toast.tsx';
import { ClaimFields } from './claim-fields.tsx';
import { type ClaimTimes, describeClaim, describeRungs, type RungTimes } from './describe-ladder.ts';
import { ladderPolicy, ladderUpdate } from './documents.ts';
import { type Draft, type Policy, toDraft, toInput } from './ladder-draft.ts';
import { RungsTable } from './rungs-table.tsx';
import { SecondLine } from './second-line.tsx';

/** What happens by itself when nobody claims an escalation, or nobody works on a claimed one. */
export default function LadderScreen() {
  const me = useMe();
  const loaded = useData(ladderPolicy, {});
  return (
    <section className="account-section" aria-labelledby="ladder-title">
      <h2 id="ladder-title">When nobody takes it</h2>
      <p className="section-intro">
        The ladder tells people again, step by step, until somebody claims the escalation. An escalation keeps
        the ladder of the moment it was made.
      </p>
      <Await loaded={loaded} lines={6}>
        {({ escalationPolicy }) =>
          isAdmin(me) ? <LadderForm policy={escalationPolicy} /> : <LadderText policy={escalationPolicy} />
        }
      </Await>
    </section>
  );
}

function LadderText({ policy }: { readonly policy: Policy }) {
  const secondLine = policy.secondLine.map(({ name }) => name);
  return (
    <>
      <Notice>Owners and admins can change this.</Notice>
      <Sentences rungs={policy.rungs} secondLine={secondLine} claim={policy} />
      <div className="card">
        <h3>Second line</h3>
        <p className="soft">
          {secondLine.length === 0 ? 'Nobody is named, so it is everyone.' : secondLine.join(', ')}
        </p>
      </div>
    </>
  );
}

function LadderForm({ policy }: { readonly policy: Policy }) {
  const change = useChange();
  const saved = toDraft(policy);
  const [draft, setDraft] = useState(saved);
  const action = useAction(async () => {
    const { updateEscalationPolicy } = await change(ladderUpdate, { input: toInput(draft) });
    setDraft(toDraft(updateEscalationPolicy));
    toast('Saved. It counts for escalations from now on.');
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void action.run();
  };
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const { rungs, ...claim } = toInput(draft);
  const isChanged = JSON.stringify(toInput(draft)) !== JSON.stringify(toInput(saved));
  return (
    <form className="ladder-form" onSubmit={onSubmit}>
      <div className="ladder-parts">
        <RungsTable draft={draft} set={set} error={action.error} />
        <SecondLine draft={draft} set={set} />
        <ClaimFields draft={draft} set={set} error={action.error} />
      </div>
      <Sentences rungs={rungs} secondLine={draft.secondLine.map(({ name }) => name)} claim={claim} />
      {action.error && <Notice tone="danger">{action.error.message}</Notice>}
      <div className={isChanged ? 'buttons ladder-save ladder-changed' : 'buttons ladder-save'}>
        <Button type="submit" kind="primary" isBusy={action.isBusy} disabled={!isChanged}>
          Save ladder
        </Button>
        {isChanged && <Button onClick={() => setDraft(saved)}>Undo changes</Button>}
      </div>
    </form>
  );
}

const priorities: readonly Priority[] = ['URGENT', 'HIGH', 'NORMAL', 'LOW'];

interface SentencesProps {
  readonly rungs: readonly RungTimes[];
  readonly secondLine: readonly string[];
  readonly claim: ClaimTimes;
}

/** The same in words, so that one sees what the numbers mean. */
function Sentences({ rungs, secondLine, claim }: SentencesProps) {
  const isOff = rungs.length === 0;
  return (
    <section className="card ladder-words" aria-labelledby="ladder-words-title">
      <h3 id="ladder-words-title">In words</h3>
      {isOff && <p>{describeRungs(rungs, 'NORMAL', secondLine)}</p>}
      {!isOff && (
        <ul className="ladder-stories">
          {priorities.map(priority => (
            <li key={priority} className="ladder-story">
              <PriorityChip priority={priority} />
              <ol>
                {describeRungs(rungs, priority, secondLine).map((sentence, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: sentences have no other name
                  <li key={index}>{sentence}</li>
                ))}
              </ol>
            </li>
          ))}
        </ul>
      )}
      <p>{describeClaim(claim)}</p>
    </section>
  );
}
