import { useId } from 'react';
import { useAction, useData, useRead } from '../../api/use-api.ts';
import type { TranscriptFormat } from '../../generated/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Await, Notice } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { type WorkSession, workTranscript } from './documents.ts';

const files: readonly {
  readonly format: TranscriptFormat;
  readonly label: string;
  readonly suffix: string;
  readonly type: string;
}[] = [
  { format: 'MARKDOWN', label: 'Markdown', suffix: 'md', type: 'text/markdown' },
  { format: 'TEXT', label: 'Text', suffix: 'txt', type: 'text/plain' },
  { format: 'HTML', label: 'HTML', suffix: 'html', type: 'text/html' },
  { format: 'JSON', label: 'JSON', suffix: 'json', type: 'application/json' },
];

/** The session to take along: as text for a ticket, or as a file. */
export function ExportSheet({ session, onClose }: { session: WorkSession; onClose(): void }) {
  const id = useId();
  const read = useRead();
  // It is there before it is copied: browsers let a page copy only in the moment of the click.
  const text = useData(workTranscript, { id: session.id, format: 'TEXT' });
  const copy = useAction(async () => {
    await copyText(text.data?.session?.transcript ?? '', `copied-${id}`);
    toast('Copied.');
  });
  const download = useAction(async ({ format, suffix, type }: (typeof files)[number]) => {
    const { session: exported } = await read(workTranscript, { id: session.id, format });
    if (exported !== null) saveFile(`${nameFile(session)}.${suffix}`, exported.transcript, type);
  });
  const error = copy.error ?? download.error;
  return (
    <Sheet title="Export" size="large" onClose={onClose}>
      <Await loaded={text} lines={6}>
        {({ session: exported }) => (
          <TextArea
            label="For the ticket"
            name={`copied-${id}`}
            className="session-transcript"
            value={exported?.transcript ?? ''}
            rows={12}
            readOnly
          />
        )}
      </Await>
      <div className="buttons">
        <Button kind="primary" disabled={text.data === null} onClick={() => void copy.run()}>
          Copy for the ticket
        </Button>
        <span className="session-or">or download as</span>
        {files.map(file => (
          <Button
            key={file.format}
            isBusy={download.isBusy}
            aria-label={`Download as ${file.label}`}
            onClick={() => void download.run(file)}
          >
            {file.label}
          </Button>
        ))}
      </div>
      {error && <Notice tone="danger">{error.message}</Notice>}
    </Sheet>
  );
}

/** By the clipboard; on a page that came without TLS, by what is selected. */
async function copyText(text: string, fieldName: string): Promise<void> {
  const clipboard: Clipboard | undefined = navigator.clipboard;
  try {
    if (clipboard === undefined) throw new Error('no clipboard');
    await clipboard.writeText(text);
  } catch {
    const [field] = document.getElementsByName(fieldName);
    if (!(field instanceof HTMLTextAreaElement)) return;
    field.focus();
    field.select();
    if (!document.execCommand('copy'))
      throw new Error('Press Ctrl+C: your browser copies only by hand here.');
  }
}

function nameFile({ ticketRef, problem }: WorkSession): string {
  const words = (ticketRef ?? problem).normalize('NFKD').replaceAll(/[^\w-]+/g, '-');
  return `session-${words.slice(0, 40).replaceAll(/^-+|-+$/g, '')}`;
}

function saveFile(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
