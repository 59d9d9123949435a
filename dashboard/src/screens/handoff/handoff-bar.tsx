import { useState } from 'react';
import { isAdmin } from '../../api/me.tsx';
import type { Me } from '../../api/tokens.ts';
import { useAction, useChange } from '../../api/use-api.ts';
import { Link, navigate } from '../../router.tsx';
import { Button } from '../../ui/button.tsx';
import { PriorityChip, TicketLine } from '../../ui/chips.tsx';
import { Notice } from '../../ui/states.tsx';
import { ReleaseSheet, ReturnSheet, WithdrawSheet } from '../work/handoff-sheets.tsx';
import { type HandoffDetail, handoffClaim } from './documents.ts';

interface HandoffBarProps {
  readonly handoff: HandoffDetail;
  readonly me: Me;
  onClose(): void;
  onChange(): void;
}

const stateWords: Record<HandoffDetail['state'], string> = {
  OPEN: 'Open',
  CLAIMED: 'Taken',
  RETURNED: 'Given back',
  WITHDRAWN: 'Taken back',
  RESOLVED: 'Solved',
};

/** Why it could not be taken. */
type Refusal = { readonly by: string } | { readonly reason: string };

/** Stays in sight: which one it is, the one thing to do about it, and the way out. */
export function HandoffBar({ handoff, me, onClose, onChange }: HandoffBarProps) {
  const { snapshot, priority, state, intent } = handoff;
  const change = useChange();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const claim = useAction(async () => {
    const { claimHandoff: result } = await change(handoffClaim, { input: { handoffId: handoff.id } });
    if (result.__typename === 'HandoffClaimed') return navigate(`/sessions/${result.handoff.session.id}`);
    setRefusal(
      result.__typename === 'HandoffAlreadyClaimed'
        ? { by: result.claimedBy.name }
        : { reason: result.reason },
    );
    onChange();
  });
  const isToClaim = intent === 'ESCALATE' && state === 'OPEN' && handoff.createdBy.id !== me.id;
  return (
    <>
      <div className="handoff-bar">
        <PriorityChip priority={priority} />
        <span className={state === 'RESOLVED' ? 'chip chip-success' : 'chip'}>
          {intent === 'PARK' ? 'Parked' : stateWords[state]}
        </span>
        <TicketLine clientName={snapshot.clientName} ticketRef={snapshot.ticketRef} />
        <div className="handoff-actions">
          {isToClaim ? (
            <Button kind="primary" isBusy={claim.isBusy} onClick={() => void claim.run()}>
              Start here
            </Button>
          ) : (
            <OtherActions handoff={handoff} me={me} onChange={onChange} />
          )}
        </div>
        <CloseButton onClose={onClose} />
      </div>
      {refusal && <Refused refusal={refusal} />}
      {claim.error && <Notice tone="danger">{claim.error.message}</Notice>}
    </>
  );
}

export function CloseButton({ onClose }: { readonly onClose: () => void }) {
  return (
    <Button kind="quiet" className="button-sign handoff-close" onClick={onClose} aria-label="Close">
      ✕
    </Button>
  );
}

type ActionsProps = Omit<HandoffBarProps, 'onClose'>;

function OtherActions(props: ActionsProps) {
  const { handoff, me } = props;
  const { state, intent, createdBy, session } = handoff;
  const isBack = state === 'RETURNED' && session.engineer.id === me.id && session.status === 'ACTIVE';
  if (intent === 'ESCALATE' && state === 'OPEN' && createdBy.id === me.id) return <MineActions {...props} />;
  if (state === 'CLAIMED') return <ClaimedActions {...props} />;
  return <GoOn id={session.id} isMine={isBack} />;
}

/** To its session, which is the next thing to do for whoever works on it. */
function GoOn({ id, isMine = false }: { readonly id: string; readonly isMine?: boolean }) {
  return (
    <Link to={`/sessions/${id}`} className={`button button-${isMine ? 'primary' : 'plain'}`}>
      {isMine ? 'Continue' : 'Open the session'}
    </Link>
  );
}

function Refused({ refusal }: { readonly refusal: Refusal }) {
  return (
    <Notice tone="warning">
      {'by' in refusal ? `${refusal.by} was faster. ` : `It cannot be taken. ${refusal.reason} `}
      You can read on, or go <Link to="/">back to the queue</Link>.
    </Notice>
  );
}

function MineActions({ handoff, onChange }: ActionsProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Take it back</Button>
      <GoOn id={handoff.session.id} />
      {isOpen && (
        <WithdrawSheet
          handoffId={handoff.id}
          onClose={() => setOpen(false)}
          onDone={() => {
            onChange();
            navigate(`/sessions/${handoff.session.id}`);
          }}
        />
      )}
    </>
  );
}

function ClaimedActions({ handoff, me, onChange }: ActionsProps) {
  const [open, setOpen] = useState<'return' | 'release' | null>(null);
  const isMine = handoff.claimedBy?.id === me.id && handoff.session.engineer.id === me.id;
  const done = () => {
    setOpen(null);
    onChange();
  };
  return (
    <>
      {isMine && <Button onClick={() => setOpen('return')}>Give it back with guidance</Button>}
      {(isMine || isAdmin(me)) && <Button onClick={() => setOpen('release')}>Release</Button>}
      <GoOn id={handoff.session.id} isMine={isMine} />
      {open === 'return' && (
        <ReturnSheet
          handoffId={handoff.id}
          to={handoff.createdBy.name}
          onClose={() => setOpen(null)}
          onDone={done}
        />
      )}
      {open === 'release' && (
        <ReleaseSheet
          handoffId={handoff.id}
          from={isMine ? null : (handoff.claimedBy?.name ?? null)}
          onClose={() => setOpen(null)}
          onDone={done}
        />
      )}
    </>
  );
}
