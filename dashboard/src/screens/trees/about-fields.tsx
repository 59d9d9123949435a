import { useId } from 'react';
import type { ApiError } from '../../api/answer.ts';
import { useData } from '../../api/use-api.ts';
import { problemOf, TextArea, TextField } from '../../ui/field.tsx';
import { treesCategories } from './documents.ts';
import type { Draft } from './model/tree-draft.ts';

/** What a tree is called, and how it is found. */
export function AboutFields({
  draft,
  error,
  onChange,
  isNew = false,
}: {
  readonly draft: Draft;
  readonly error: ApiError | null;
  readonly isNew?: boolean;
  /** @param group names the field that was typed in */
  onChange(draft: Draft, group: string): void;
}) {
  const listId = useId();
  const { data } = useData(treesCategories, {});
  const tagsProblem = error?.field?.startsWith('input.tags') ? error.message : null;
  return (
    <>
      <TextField
        label="Title"
        value={draft.title}
        maxLength={200}
        required
        autoFocus={isNew}
        hint={isNew ? 'What is wrong, in the words of who calls: “Printer does not print”.' : undefined}
        problem={problemOf(error, 'title')}
        onChange={({ target }) => onChange({ ...draft, title: target.value }, 'title')}
      />
      <TextArea
        label="Description"
        value={draft.description}
        maxLength={2000}
        rows={2}
        problem={problemOf(error, 'description')}
        onChange={({ target }) => onChange({ ...draft, description: target.value }, 'description')}
      />
      <div className="form-row">
        <TextField
          label="Category"
          value={draft.category}
          maxLength={60}
          list={listId}
          autoComplete="off"
          problem={problemOf(error, 'category')}
          onChange={({ target }) => onChange({ ...draft, category: target.value }, 'category')}
        />
        <TextField
          label="Tags"
          value={draft.tags}
          hint="With commas between them."
          problem={tagsProblem}
          onChange={({ target }) => onChange({ ...draft, tags: target.value }, 'tags')}
        />
      </div>
      <datalist id={listId}>
        {data?.treeCategories.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
