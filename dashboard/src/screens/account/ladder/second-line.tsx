import { useState } from 'react';
import { useData } from '../../../api/use-api.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Await } from '../../../ui/states.tsx';
import { useSettled } from '../use-settled.ts';
import { ladderPeople } from './documents.ts';
import type { Draft, SecondLinePerson } from './ladder-draft.ts';

interface SecondLineProps {
  readonly draft: Draft;
  set(part: Partial<Draft>): void;
}

const peopleMax = 50;

/** Whom a step for the second line means. */
export function SecondLine({ draft: { secondLine }, set }: SecondLineProps) {
  return (
    <section className="card ladder-part" aria-labelledby="second-line-title">
      <h3 id="second-line-title">Second line</h3>
      <p className="soft small">
        Whom a step for the second line tells. While nobody is named, that is everyone.
      </p>
      {secondLine.length > 0 && (
        <ul className="second-line" aria-label="Second line">
          {secondLine.map(person => (
            <li key={person.id} className="second-line-person">
              {person.name}
              <button
                type="button"
                className="second-line-remove"
                aria-label={`Remove ${person.name} from the second line`}
                onClick={() => set({ secondLine: secondLine.filter(({ id }) => id !== person.id) })}
              >
                ✕
              </button>
            </li>
          ))}
        </ul>
      )}
      {secondLine.length < peopleMax && (
        <PersonSearch
          taken={secondLine}
          onPick={person => set({ secondLine: [...secondLine, { id: person.id, name: person.name }] })}
        />
      )}
    </section>
  );
}

interface SearchProps {
  readonly taken: readonly SecondLinePerson[];
  onPick(person: SecondLinePerson): void;
}

const foundMax = 20;

function PersonSearch({ taken, onPick }: SearchProps) {
  const [typed, setTyped] = useState('');
  const search = useSettled(typed.trim());
  const loaded = useData(ladderPeople, { search, first: foundMax }, { isPaused: search === '' });
  return (
    <div className="person-search">
      <TextField
        label="Add somebody"
        type="search"
        placeholder="Name or e-mail"
        autoComplete="off"
        value={typed}
        maxLength={100}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={event => {
          // It searches as one types; the form around it is not sent.
          if (event.key === 'Enter') event.preventDefault();
        }}
      />
      {search !== '' && (
        <Await loaded={loaded} lines={2}>
          {({ users: { nodes } }) => {
            const free = nodes.filter(
              ({ id, isActive, role }) =>
                isActive && role !== 'VIEWER' && !taken.some(person => person.id === id),
            );
            return free.length === 0 ? (
              <p className="soft small">Nobody who can be added. Viewers take no escalations.</p>
            ) : (
              <ul className="buttons" aria-label="Found">
                {free.map(person => (
                  <li key={person.id}>
                    <Button
                      onClick={() => {
                        onPick(person);
                        setTyped('');
                      }}
                    >
                      {`Add ${person.name}`}
                    </Button>
                  </li>
                ))}
              </ul>
            );
          }}
        </Await>
      )}
    </div>
  );
}
