import './work.css';
import { partsBelow } from '../../router.tsx';
import { Empty } from '../../ui/states.tsx';
import { MyWork } from './my-work.tsx';
import { NewSession } from './new-session.tsx';
import { SessionScreen } from './session-screen.tsx';

/** The screens below /work and /sessions. */
export default function WorkScreens({ path }: { readonly path: string }) {
  const [first, second, ...rest] = partsBelow(path, '/');
  if (rest.length === 0) {
    if (first === 'sessions' && second !== undefined)
      return <SessionScreen key={second} sessionId={second} />;
    if (second === undefined) return <MyWork />;
    if (first === 'work' && second === 'new') return <NewSession />;
  }
  return <Empty title="There is nothing here">Perhaps the link is an old one.</Empty>;
}
