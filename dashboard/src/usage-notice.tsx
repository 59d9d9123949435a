import { useEffect } from 'react';
import { describeShare, usageDocument, warnFrom } from './api/usage.ts';
import { useData } from './api/use-api.ts';
import { withApi } from './api/with-api.tsx';
import { keepLooking } from './look-again.ts';
import { Link } from './router.tsx';
import { Notice } from './ui/states.tsx';

const againMs = 10 * 60_000;

/** Says above every screen that the account comes near a quota; for those who can do something about it. */
function UsageNotice() {
  const { data, reload } = useData(usageDocument, {});
  useEffect(() => keepLooking(reload, { everyMs: againMs, on: 'focus' }), [reload]);
  if (data === null) return null;
  const { share, what } = describeShare(data.accountUsage);
  if (share < warnFrom) return null;
  return (
    <div className="above-screens">
      <Notice tone="warning">
        <strong>{`${Math.floor(share * 100)} % of ${what} are used.`}</strong>{' '}
        {share < 1
          ? 'At 100 %, nobody can start sessions, take notes or change trees. '
          : 'Nobody can start sessions, take notes or change trees at the moment. Escalations still work. '}
        <Link to="/account/people">See the usage</Link>
      </Notice>
    </div>
  );
}

export default withApi(UsageNotice);
