import type { FeedEvent } from './operations.ts';
import { firstName } from './staff.ts';

/** One line of what happens, with the time before it. */
export type Say = (text: string, at?: Date) => void;

/**
 * Writes lines such as `14:03:12  Ellie escalated NW-48102 …`, each cut to the width of the terminal.
 * @param write takes a finished line
 * @param columns width of the terminal in characters
 */
export function openLines(write: (line: string) => void, columns: () => number): Say {
  return (text, at = new Date()) => {
    const time = at.toTimeString().slice(0, 8);
    write(`${shorten(`${time}  ${text}`, columns())}\n`);
  };
}

/** What happened, as a colleague would say it. */
export function describeEvent({ __typename, at, actor, reason, handoff }: FeedEvent): string {
  const who = actor === null ? 'ResolutionFlow' : firstName(actor);
  const maker = firstName(handoff.createdBy);
  const ticket = handoff.snapshot.ticketRef ?? 'a session';
  const because = reason ? `: ${reason}` : '';
  switch (__typename) {
    case 'EscalationCreated': {
      const asked = handoff.target === null ? '' : `, asks for ${firstName(handoff.target)}`;
      return `${who} escalated ${ticket} ${shorten(handoff.snapshot.problem, 62)} (${handoff.priority}${asked})`;
    }
    case 'EscalationClaimed': {
      const seconds = Math.max(0, Math.round((Date.parse(at) - Date.parse(handoff.createdAt)) / 1000));
      return `${who} claimed ${ticket} from ${maker} after ${seconds} s`;
    }
    case 'EscalationReleased':
      return `${who} released ${ticket} into the queue${because}`;
    case 'EscalationReturned':
      return `${who} returned ${ticket} to ${maker}${because}`;
    case 'EscalationWithdrawn':
      return `${who} withdrew ${ticket}${because}`;
    case 'EscalationResolved': {
      const { outcome, summary } = handoff.session;
      const word = outcome === 'UNRESOLVED' ? 'closed' : 'resolved';
      return `${who} ${word} ${ticket} for ${maker}${summary ? `: ${summary}` : ''}`;
    }
    case 'EscalationUnreached':
      return `${who} could reach nobody about ${ticket}${because}`;
    case 'EscalationRepeated':
      return `${who} told people again of ${ticket}${because}`;
    case 'EscalationClaimIdle': {
      const claimer = handoff.claimedBy === null ? 'the claimer' : firstName(handoff.claimedBy);
      return `${who} reminded ${claimer} of ${ticket}${because}`;
    }
    case 'EscalationWatched':
      return `${who} is reading ${ticket}`;
    case 'AssessmentReady': {
      const cause = handoff.assessment?.likelyCause;
      return `${who} assessed ${ticket}${cause ? `: ${cause}` : ''}`;
    }
    default:
      return `${who}: ${__typename} ${ticket}`;
  }
}

/** Text on one line of at most `charsMax` characters, cut at a word where there is one near. */
function shorten(text: string, charsMax: number): string {
  const line = text.replace(/\n\s*/g, ' ');
  const chars = [...line];
  if (chars.length <= charsMax) return line;
  const room = chars.slice(0, charsMax - 1).join('');
  const cut = room.replace(/\s+\S*$/u, '');
  return `${(cut.length < room.length / 2 ? room : cut).replace(/[\s,;:.]+$/u, '')}…`;
}
