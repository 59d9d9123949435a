import './people.css';
import { useState } from 'react';
import { isAdmin, useMe } from '../../../api/me.tsx';
import { useData } from '../../../api/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Await, Empty } from '../../../ui/states.tsx';
import { useRefreshed } from '../use-refreshed.ts';
import { useSettled } from '../use-settled.ts';
import { peoplePage } from './documents.ts';
import { InviteSheet } from './invite-sheet.tsx';
import { Invited } from './invited.tsx';
import { Listening } from './listening.tsx';
import { PersonSheet } from './person-sheet.tsx';
import { canManage, type Person, roleWords } from './roles.ts';
import { UsageSection } from './usage.tsx';

const pageSize = 50;

/** Who is in the account, and for admins what to do about it. */
export default function PeopleScreen() {
  const me = useMe();
  const [typed, setTyped] = useState('');
  const [isInviting, setInviting] = useState(false);
  const [managed, setManaged] = useState<Person | null>(null);
  const search = useSettled(typed.trim());
  return (
    <>
      <section className="account-section" aria-labelledby="people-title">
        <header className="section-header">
          <h2 id="people-title">People</h2>
          {isAdmin(me) && (
            <Button kind="primary" onClick={() => setInviting(true)}>
              Invite somebody
            </Button>
          )}
        </header>
        <div className="people-search">
          <TextField
            label="Search"
            type="search"
            placeholder="Name or e-mail"
            value={typed}
            maxLength={100}
            onChange={({ target }) => setTyped(target.value)}
          />
        </div>
        <div className="card">
          <PeopleTable search={search} onManage={setManaged} />
        </div>
      </section>
      {isAdmin(me) && <Invited />}
      {isAdmin(me) && <Listening />}
      {isAdmin(me) && <UsageSection />}
      {isInviting && <InviteSheet me={me} onClose={() => setInviting(false)} />}
      {managed !== null && <PersonSheet me={me} person={managed} onClose={() => setManaged(null)} />}
    </>
  );
}

interface TableProps {
  readonly search: string;
  onManage(person: Person): void;
}

/** Each page asks for itself, so that a change shows wherever one has scrolled to. */
function PeopleTable({ search, onManage }: TableProps) {
  const [more, setMore] = useState<{ search: string; cursors: readonly string[] }>({ search, cursors: [] });
  // The first page stays while another search is on its way; the others belong to the search that they were made by.
  const cursors = [null, ...(more.search === search ? more.cursors : [])];
  return (
    <>
      {cursors.map((after, index) => (
        <PeopleRows
          key={after ?? ''}
          search={search}
          after={after}
          onManage={onManage}
          onMore={
            index === cursors.length - 1
              ? cursor => setMore({ search, cursors: [...cursors.filter(each => each !== null), cursor] })
              : null
          }
        />
      ))}
    </>
  );
}

interface RowsProps extends TableProps {
  readonly after: string | null;
  readonly onMore: ((cursor: string) => void) | null;
}

function PeopleRows({ search, after, onManage, onMore }: RowsProps) {
  const loaded = useData(peoplePage, { search: search === '' ? null : search, first: pageSize, after });
  useRefreshed(loaded.reload);
  return (
    <Await loaded={loaded} lines={6}>
      {({ users: { nodes, pageInfo } }) =>
        nodes.length === 0 ? (
          <Empty title="Nobody by that name">Try a part of the name or of the address.</Empty>
        ) : (
          <>
            <table className="table people">
              <thead className={after === null ? undefined : 'only-heard'}>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">Role</th>
                  <th scope="col">
                    <span className="only-heard">Change</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {nodes.map(person => (
                  <PersonRow key={person.id} person={person} onManage={onManage} />
                ))}
              </tbody>
            </table>
            {onMore !== null && pageInfo.hasNextPage && pageInfo.endCursor && (
              <p className="more">
                <Button onClick={() => onMore(pageInfo.endCursor ?? '')}>Show more</Button>
              </p>
            )}
          </>
        )
      }
    </Await>
  );
}

function PersonRow({ person, onManage }: { readonly person: Person; onManage(person: Person): void }) {
  const me = useMe();
  return (
    <tr className={person.isActive ? undefined : 'person-off'}>
      <td>
        <span className="person-name">
          {person.name}
          {person.id === me.id && <span className="chip chip-info">you</span>}
          {!person.isActive && <span className="chip">deactivated</span>}
        </span>
        <span className="person-mail small soft">{person.email}</span>
      </td>
      <td>{roleWords[person.role].label}</td>
      <td>
        {canManage(me, person) && (
          <Button onClick={() => onManage(person)} aria-label={`Change ${person.name}`}>
            Change
          </Button>
        )}
      </td>
    </tr>
  );
}
