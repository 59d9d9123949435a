import { useEffect, useState } from 'react';
import { canHandle, isAdmin, useMe } from '../../api/me.tsx';
import { useData } from '../../api/use-api.ts';
import { setTitle } from '../../live/alerts.ts';
import { Link, usePlace } from '../../router.tsx';
import { Button } from '../../ui/button.tsx';
import LargeTreePicture from '../../ui/large-tree-picture.tsx';
import { Await, Empty, Notice } from '../../ui/states.tsx';
import { type LoadedTree, treesTree } from './documents.ts';
import { ExportSheet } from './export-sheet.tsx';
import { diffTrees } from './model/tree-diff.ts';
import { toDraft } from './model/tree-draft.ts';
import { StatusChip } from './status-chip.tsx';
import { ArchiveSheet, DeleteSheet } from './tree-actions.tsx';
import { TreeOutline } from './tree-outline.tsx';
import { TreeVersions } from './tree-versions.tsx';

const tabs = [
  { tab: '', label: 'Picture' },
  { tab: 'text', label: 'Text' },
  { tab: 'versions', label: 'Versions' },
] as const;

/** One tree: what sessions run on, or its draft while there is nothing else. */
export default function TreePage({ id }: { readonly id: string }) {
  const loaded = useData(treesTree, { id });
  return (
    <Await loaded={loaded} lines={8}>
      {({ tree }) =>
        tree === null ? <Empty title="This tree is not here any more" /> : <Page tree={tree} />
      }
    </Await>
  );
}

function Page({ tree }: { readonly tree: LoadedTree }) {
  const { search } = usePlace();
  const tab = new URLSearchParams(search).get('tab') ?? '';
  const { publishedVersion } = tree;
  const shown = publishedVersion ?? tree;
  useEffect(() => setTitle(shown.title), [shown.title]);
  return (
    <article className="page trees-page" aria-labelledby="tree-title">
      <Head tree={tree} title={shown.title} />
      <nav className="tabs" aria-label="Ways to look at the tree">
        {tabs.map(each => (
          <Link
            key={each.tab}
            to={each.tab === '' ? `/trees/${tree.id}` : `/trees/${tree.id}?tab=${each.tab}`}
            isCurrent={each.tab === tab}
          >
            {each.label}
          </Link>
        ))}
      </nav>
      {tab === 'text' ? (
        <TreeOutline document={shown.document} />
      ) : tab === 'versions' ? (
        <TreeVersions tree={tree} />
      ) : (
        <div className="trees-picture">
          <LargeTreePicture document={shown.document} label={`Picture of “${shown.title}”`} />
        </div>
      )}
    </article>
  );
}

function Head({ tree, title }: { readonly tree: LoadedTree; readonly title: string }) {
  const me = useMe();
  const { id, status, description, category, tags, publishedVersion, createdBy } = tree;
  const isChanged = publishedVersion !== null && hasUnpublished(tree);
  return (
    <>
      <p>
        <Link to="/trees">Trees</Link>
        {category !== null && (
          <>
            {' / '}
            <Link to={`/trees?category=${encodeURIComponent(category)}`}>{category}</Link>
          </>
        )}
      </p>
      <header className="page-header">
        <h1 id="tree-title">{title}</h1>
        <StatusChip status={status} />
        <Buttons tree={tree} />
      </header>
      {description !== null && <p className="trees-description">{description}</p>}
      <p className="trees-labels small soft">
        <span>
          {publishedVersion === null
            ? `Not published yet, begun by ${createdBy.name}`
            : `Version ${publishedVersion.number}`}
        </span>
        {tags.map(tag => (
          <Link key={tag} to={`/trees?tag=${encodeURIComponent(tag)}`}>
            #{tag}
          </Link>
        ))}
      </p>
      {isChanged && canHandle(me) && (
        <Notice>
          The draft has changes that are not published. <Link to={`/trees/${id}/edit`}>Look at them</Link>
        </Notice>
      )}
      {status === 'ARCHIVED' && (
        <Notice tone="warning">
          This tree is put away: no session can start on it, until it is published again.
        </Notice>
      )}
    </>
  );
}

function hasUnpublished({ title, document, publishedVersion }: LoadedTree): boolean {
  if (publishedVersion === null) return true;
  return (
    title !== publishedVersion.title ||
    document.rootKey !== publishedVersion.document.rootKey ||
    diffTrees(publishedVersion.document, document).length > 0
  );
}

function Buttons({ tree }: { readonly tree: LoadedTree }) {
  const me = useMe();
  const [open, setOpen] = useState<'export' | 'archive' | 'delete' | null>(null);
  const close = () => setOpen(null);
  const { id, status, publishedVersion } = tree;
  return (
    <div className="buttons">
      {canHandle(me) && status === 'PUBLISHED' && (
        <Link to={`/work/new?tree=${id}`} className="button button-primary">
          Start a session
        </Link>
      )}
      {canHandle(me) && (
        <Link
          to={`/trees/${id}/edit`}
          className={`button button-${status === 'PUBLISHED' ? 'plain' : 'primary'}`}
        >
          Edit
        </Link>
      )}
      <Button onClick={() => setOpen('export')}>Export</Button>
      {canHandle(me) && status !== 'ARCHIVED' && <Button onClick={() => setOpen('archive')}>Archive</Button>}
      {isAdmin(me) && (
        <Button kind="danger" onClick={() => setOpen('delete')}>
          Delete
        </Button>
      )}
      {open === 'export' && (
        <ExportSheet draft={toDraft({ ...tree, ...(publishedVersion ?? {}) })} onClose={close} />
      )}
      {open === 'archive' && <ArchiveSheet id={id} title={tree.title} onClose={close} />}
      {open === 'delete' && <DeleteSheet id={id} title={tree.title} onClose={close} />}
    </div>
  );
}
