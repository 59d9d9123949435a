import { useAction, useChange } from '../../api/use-api.ts';
import { navigate } from '../../router.tsx';
import { ConfirmSheet } from '../../ui/confirm-sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { treesArchive, treesDelete } from './documents.ts';

interface Props {
  readonly id: string;
  readonly title: string;
  onClose(): void;
}

export function ArchiveSheet({ id, title, onClose }: Props) {
  const change = useChange();
  const archive = useAction(async () => {
    await change(treesArchive, { input: { id } });
    toast(`“${title}” is put away`);
  });
  return (
    <ConfirmSheet title="Archive this tree?" verb="Archive" action={archive} onClose={onClose}>
      <p>It leaves the list, and no session can start on it. Sessions under way go on.</p>
      <p>To bring it back, publish it again.</p>
    </ConfirmSheet>
  );
}

export function DeleteSheet({ id, title, onClose }: Props) {
  const change = useChange();
  const remove = useAction(async () => {
    await change(treesDelete, { input: { id } });
    toast(`“${title}” is deleted`);
    navigate('/trees', 'replace');
  });
  return (
    <ConfirmSheet title="Delete this tree?" verb="Delete for good" action={remove} onClose={onClose}>
      <p>
        “{title}” with its draft and its versions goes away, and there is no way back. Sessions that ran on it
        keep what they followed.
      </p>
      <p>To only take it out of use, archive it.</p>
    </ConfirmSheet>
  );
}
