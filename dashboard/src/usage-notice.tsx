import { useEffect } from 'react';
import { describeShare, usageDocument, warnFrom } from './api/usage.ts';
import { useData } from './api/use-api.ts';
import { withApi } from './api/with-api.tsx';
import { keepLooking } from './look-again.ts';
import { Link } from './router.tsx';
import { Notice } from './ui/states.tsx';

const againMs = 10 * 60_000;

/** Warns owners and admins on every screen when the account is close to a quota. */
function UsageNotice() {
  const { data, reload } = useData(usageDocument, {});
  useEffect(() => keepLooking(reload, { everyMs: againMs, on: 'focus' }), [reload]);
  if (data === null) return null;
  const { share, what } = describeShare(data.accountUsage);
  if (share < warnFrom) return null;
  return (
    <div className="above-screens">
      <Notice tone="warning">
        <strong>{`${Math.floor(share * 100)} % of ${what} is used.`}</strong>{' '}
        {share < 1
          ? 'At 100 %, no one can start sessions, add notes or edit trees. '
          : 'No one can start sessions, add notes or edit trees now. Escalations still work. '}
        <Link to="/account/people">View usage</Link>
      </Notice>
    </div>
  );
}

export default withApi(UsageNotice);
