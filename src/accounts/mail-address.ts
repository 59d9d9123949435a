/**
 * SQL of the address that a person is mailed at; empty as long as they have not confirmed it, since it may be anybody's.
 * @param alias what `app_user` is called in the statement
 */
export const mailAddressSql = (alias: string): string =>
  `case when ${alias}.email_verified_at is null then '' else ${alias}.email end`;
