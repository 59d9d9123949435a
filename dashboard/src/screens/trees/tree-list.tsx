import { type ReactNode, useEffect, useState } from 'react';
import { canHandle, useMe } from '../../api/me.tsx';
import { useData } from '../../api/use-api.ts';
import type { TreeStatus } from '../../generated/graphql.ts';
import { setTitle } from '../../live/alerts.ts';
import { Link, navigate, usePlace } from '../../router.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Await, Empty } from '../../ui/states.tsx';
import { Ago } from '../../ui/time.tsx';
import { useDebounced } from '../../ui/use-debounced.ts';
import { type TreeRow, treesCategories, treesPage } from './documents.ts';
import { StatusChip } from './status-chip.tsx';

interface Filter {
  readonly search: string;
  readonly category: string;
  readonly tag: string;
  readonly status: TreeStatus | '';
}

/** So long after the last letter it is searched. */
const searchMs = 200;

const statuses = [
  { value: '', label: 'Drafts and published' },
  { value: 'PUBLISHED', label: 'Published' },
  { value: 'DRAFT', label: 'Drafts' },
  { value: 'ARCHIVED', label: 'Archived' },
] as const;

function readFilter(search: string): Filter {
  const given = new URLSearchParams(search);
  const text = (name: string) => given.get(name) ?? '';
  const status = statuses.find(({ value }) => value === given.get('status'))?.value ?? '';
  return { search: text('search'), category: text('category'), tag: text('tag'), status };
}

/** The place that shows this: what one has filtered can be bookmarked. */
function placeOf(filter: Filter): string {
  const kept = Object.entries(filter).filter(([, value]) => value !== '');
  const query = new URLSearchParams(kept).toString();
  return query === '' ? '/trees' : `/trees?${query}`;
}

/** The trees of the account. */
export default function TreeList() {
  const me = useMe();
  const filter = readFilter(usePlace().search);
  const overview = useData(treesCategories, {});
  useEffect(() => setTitle('Trees'), []);
  const isFiltered = placeOf(filter) !== '/trees';
  return (
    <section className="page" aria-labelledby="trees-title">
      <header className="page-header">
        <h1 id="trees-title">Trees</h1>
        {canHandle(me) && (
          <Link to="/trees/new" className="button button-primary">
            New tree
          </Link>
        )}
      </header>
      <Await loaded={overview}>
        {({ treeCategories, trees }) =>
          trees.nodes.length === 0 && !isFiltered ? (
            <NoTrees />
          ) : (
            <div className={treeCategories.length > 0 ? 'trees-layout' : undefined}>
              {treeCategories.length > 0 && <Categories categories={treeCategories} filter={filter} />}
              <div className="trees-found">
                <Filters filter={filter} />
                <table className="table trees-table">
                  <thead>
                    <tr>
                      <th scope="col">Tree</th>
                      <th scope="col">Status</th>
                      <th scope="col">Changed</th>
                    </tr>
                  </thead>
                  <Rows filter={filter} after={null} />
                </table>
              </div>
            </div>
          )
        }
      </Await>
    </section>
  );
}

function NoTrees() {
  const me = useMe();
  if (!canHandle(me))
    return (
      <Empty title="No trees yet">They appear here as soon as your colleagues write the first one.</Empty>
    );
  return (
    <Empty title="Write your first tree">
      <p>
        A tree asks one question after the other and leads to a solution, or to the senior who knows more.
      </p>
      <p>Start with the problem that you are called for most.</p>
      <p className="buttons trees-first">
        <Link to="/trees/new" className="button button-primary">
          New tree
        </Link>
        <Link to="/trees?status=ARCHIVED">See archived trees</Link>
      </p>
    </Empty>
  );
}

function Categories({
  categories,
  filter,
}: {
  readonly categories: readonly { readonly name: string; readonly treeCount: number }[];
  readonly filter: Filter;
}) {
  return (
    <nav className="trees-categories" aria-label="Categories">
      <Link to={placeOf({ ...filter, category: '' })} isCurrent={filter.category === ''}>
        All
      </Link>
      {categories.map(({ name, treeCount }) => (
        <Link key={name} to={placeOf({ ...filter, category: name })} isCurrent={filter.category === name}>
          {name} <span className="soft small">{treeCount}</span>
        </Link>
      ))}
    </nav>
  );
}

function Filters({ filter }: { readonly filter: Filter }) {
  const [typed, setTyped] = useState(filter.search);
  const change = (next: Filter) => navigate(placeOf(next), 'replace');
  return (
    <search className="trees-filters">
      <TextField
        label="Search"
        type="search"
        // Somebody may have come here by a link, with other words or none.
        value={typed.trim() === filter.search ? typed : filter.search}
        maxLength={200}
        placeholder="Words of any step"
        onChange={({ target }) => {
          setTyped(target.value);
          change({ ...filter, search: target.value.trim() });
        }}
      />
      <SelectField
        label="Status"
        value={filter.status}
        options={statuses}
        onPick={status => change({ ...filter, status })}
      />
      {filter.tag !== '' && (
        <p className="trees-tag">
          <span className="chip">#{filter.tag}</span>
          <Button kind="quiet" onClick={() => change({ ...filter, tag: '' })}>
            Any tag
          </Button>
        </p>
      )}
    </search>
  );
}

/** One page of trees, and below it, when somebody wants to see more, the next one. */
function Rows({ filter, after }: { readonly filter: Filter; readonly after: string | null }) {
  const { category, tag, status } = filter;
  const search = useDebounced(filter.search, searchMs);
  const loaded = useData(treesPage, {
    search: search || null,
    category: category || null,
    tag: tag || null,
    status: status || null,
    after,
  });
  const [isMore, setMore] = useState(false);
  if (loaded.data === null || (loaded.data.trees.nodes.length === 0 && after === null))
    return (
      <Whole>
        <Await loaded={loaded}>
          {() => (
            <Empty title="No tree fits">
              <p>Try other words, or look at all of them.</p>
              <Link to="/trees">Show all trees</Link>
            </Empty>
          )}
        </Await>
      </Whole>
    );
  const { nodes, pageInfo } = loaded.data.trees;
  return (
    <>
      <tbody>
        {nodes.map(tree => (
          <Row key={tree.id} tree={tree} />
        ))}
      </tbody>
      {pageInfo.hasNextPage &&
        (isMore ? (
          <Rows filter={filter} after={pageInfo.endCursor} />
        ) : (
          <Whole>
            <Button onClick={() => setMore(true)}>Show more</Button>
          </Whole>
        ))}
    </>
  );
}

function Whole({ children }: { readonly children: ReactNode }) {
  return (
    <tbody>
      <tr>
        <td colSpan={3}>{children}</td>
      </tr>
    </tbody>
  );
}

function Row({ tree }: { readonly tree: TreeRow }) {
  const { id, title, description, category, tags, status, updatedAt, publishedVersion } = tree;
  return (
    <tr>
      <td>
        <Link to={`/trees/${id}`} className="trees-name">
          {title}
        </Link>
        {description !== null && <p className="trees-about">{description}</p>}
        <p className="trees-labels small soft">
          {category !== null && <span>{category}</span>}
          {tags.map(tag => (
            <Link key={tag} to={`/trees?tag=${encodeURIComponent(tag)}`}>
              #{tag}
            </Link>
          ))}
        </p>
      </td>
      <td>
        <StatusChip status={status} />
        {publishedVersion !== null && <p className="small soft">Version {publishedVersion.number}</p>}
      </td>
      <td className="small soft">
        <Ago at={updatedAt} />
      </td>
    </tr>
  );
}
