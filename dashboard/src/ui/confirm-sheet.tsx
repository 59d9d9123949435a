import type { ReactNode } from 'react';
import type { Action } from '../api/use-api.ts';
import { Button } from './button.tsx';
import { Sheet } from './sheet.tsx';
import { Notice } from './states.tsx';

export interface ConfirmSheetProps {
  readonly title: string;
  /** What happens then. */
  readonly children: ReactNode;
  /** What the button does, as a verb: `Delete`. */
  readonly verb: string;
  readonly action: Action<[]>;
  onClose(): void;
}

/** Asks once more before something that is hard to take back. It closes when that has worked. */
export function ConfirmSheet({ title, children, verb, action, onClose }: ConfirmSheetProps) {
  return (
    <Sheet
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Keep it as it is</Button>
          <Button
            kind="danger"
            isBusy={action.isBusy}
            onClick={() => void action.run().then(worked => worked && onClose())}
          >
            {verb}
          </Button>
        </>
      }
    >
      <div>{children}</div>
      {action.error && <Notice tone="danger">{action.error.message}</Notice>}
    </Sheet>
  );
}
