import { graphql } from '../../../api/graphql.ts';

export const meLogoutEverywhere = graphql(`mutation MeLogoutEverywhere { logoutEverywhere }`);

export const meLogoutEverybody = graphql(`mutation MeLogoutEverybody { logoutEverybody }`);
