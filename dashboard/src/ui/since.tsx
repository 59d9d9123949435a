import { formatMoment, formatSpan, useNow } from './time.tsx';

/** How long ago something was, within a sentence: `just now`, `3 min ago`. */
export function Since({ at }: { readonly at: string }) {
  const seconds = (useNow() - Date.parse(at)) / 1000;
  return (
    <time dateTime={at} title={formatMoment(at)}>
      {seconds < 60 ? 'just now' : `${formatSpan(seconds)} ago`}
    </time>
  );
}
