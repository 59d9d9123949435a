import { useData } from '../../api/use-api.ts';
import { AssessmentCard } from '../handoff/assessment-card.tsx';
import { assessmentOf } from '../handoff/assessment-documents.ts';
import type { WorkSession } from './documents.ts';

/** What was found out about the newest escalation of a session, for who works on it now. */
export function KnownCause({ session }: { readonly session: WorkSession }) {
  const escalation = session.handoffs.nodes.find(({ intent }) => intent === 'ESCALATE');
  const isPaused = escalation === undefined;
  // Beside the work: when it cannot be had, one works on without.
  const { data } = useData(assessmentOf, { id: escalation?.id ?? '' }, { isPaused });
  const assessment = data?.handoff?.assessment ?? null;
  return (
    assessment && (
      <AssessmentCard assessment={assessment} currentKey={session.currentNode?.key ?? null} isSmall />
    )
  );
}
