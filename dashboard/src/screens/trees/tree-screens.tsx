import './trees.css';
import { canHandle, useMe } from '../../api/me.tsx';
import { lazyPart } from '../../lazy-part.tsx';
import { partsBelow } from '../../router.tsx';
import { Boundary } from '../../ui/boundary.tsx';
import { Empty, Skeleton } from '../../ui/states.tsx';
import NewTree from './new-tree.tsx';
import TreeList from './tree-list.tsx';
import TreePage from './tree-page.tsx';

const TreeEditor = lazyPart(() => import('./editor/tree-editor.tsx'));

/** The screens below /trees. */
export default function TreeScreens({ path }: { readonly path: string }) {
  const me = useMe();
  const [id, what, ...rest] = partsBelow(path, '/trees');
  const writes = id === 'new' || what === 'edit';
  if (rest.length > 0 || (what !== undefined && what !== 'edit'))
    return <Empty title="There is nothing here">Perhaps the link is an old one.</Empty>;
  if (id === undefined) return <TreeList />;
  if (writes && !canHandle(me))
    return <Empty title="Not for your role">You can read trees. Engineers and admins write them.</Empty>;
  if (id === 'new') return <NewTree />;
  if (what === 'edit')
    return (
      <Boundary fallback={<Skeleton lines={8} label="Loading the editor" />}>
        <TreeEditor key={id} id={id} />
      </Boundary>
    );
  return <TreePage key={id} id={id} />;
}
