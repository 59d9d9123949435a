import { useState } from 'react';
import { ApiError } from '../../api/answer.ts';
import { useAction } from '../../api/use-api.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextArea } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Notice } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import type { Draft } from './model/tree-draft.ts';
import { toFileName, toTreeFile } from './model/tree-json.ts';
import { toMermaid } from './model/tree-mermaid.ts';

const formats = [
  { value: 'json', label: 'JSON, to import it again' },
  { value: 'mmd', label: 'Mermaid, for a wiki' },
] as const;

/** The tree as a file, or to paste it somewhere. */
export function ExportSheet({ draft, onClose }: { readonly draft: Draft; onClose(): void }) {
  const [format, setFormat] = useState<'json' | 'mmd'>('json');
  const text = format === 'json' ? toTreeFile(draft) : toMermaid(draft.document);
  const copy = useAction(async () => {
    // Only there when the page is served securely.
    const clipboard: Clipboard | undefined = navigator.clipboard;
    if (clipboard === undefined)
      throw new ApiError('The browser does not let this page copy. Select the text and copy it.', 'UNKNOWN');
    await clipboard.writeText(text);
    toast('Copied');
  });
  return (
    <Sheet
      title="Export"
      onClose={onClose}
      footer={
        <>
          <Button isBusy={copy.isBusy} onClick={() => void copy.run()}>
            Copy
          </Button>
          <Button kind="primary" onClick={() => download(toFileName(draft.title, format), text)}>
            Download
          </Button>
        </>
      }
    >
      <SelectField label="As" value={format} options={formats} onPick={next => setFormat(next)} />
      <TextArea label="Text" value={text} readOnly rows={10} className="trees-export" spellCheck={false} />
      {copy.error && <Notice tone="danger">{copy.error.message}</Notice>}
    </Sheet>
  );
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has its own hold on it once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
