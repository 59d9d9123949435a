import { useEffect } from 'react';
import { keepLooking } from '../look-again.ts';
import { askApi } from './ask.ts';
import { graphql } from './graphql.ts';
import { type Me, renewTokens } from './tokens.ts';

const againMs = 60_000;

const ownRole = graphql(`query OwnRole { me { id role emailVerifiedAt } }`);

/** Follows the role when somebody changes it, and the address when it is confirmed elsewhere: looks now and then, and when one comes back to the tab. */
export function useCurrentRole({ role, emailVerifiedAt }: Me): void {
  useEffect(() => {
    const look = async () => {
      const { me } = await askApi(ownRole, {});
      if (me.role !== role || me.emailVerifiedAt !== emailVerifiedAt) await renewTokens();
    };
    return keepLooking(() => void look().catch(() => {}), { everyMs: againMs });
  }, [role, emailVerifiedAt]);
}
