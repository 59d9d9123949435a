import { graphql } from '../../../api/graphql.ts';

export const peoplePage = graphql(`
  query PeoplePage($search: String, $first: Int!, $after: String) {
    users(search: $search, first: $first, after: $after) {
      nodes { id name email role isActive }
      pageInfo { endCursor hasNextPage }
    }
  }
`);

export const peopleInvite = graphql(`
  mutation PeopleInvite($input: InviteUserInput!) {
    inviteUser(input: $input) { id email role acceptUrl expiresAt }
  }
`);

export const peopleInvited = graphql(`
  query PeopleInvited($first: Int!) {
    invitations(first: $first) {
      nodes { id email role acceptUrl expiresAt invitedBy { id name } }
      totalCount
    }
  }
`);

export const peopleRevoke = graphql(`
  mutation PeopleRevoke($input: RevokeInvitationInput!) { revokeInvitation(input: $input) { id } }
`);

export const peopleChangeRole = graphql(`
  mutation PeopleChangeRole($input: UpdateUserRoleInput!) { updateUserRole(input: $input) { id role } }
`);

export const peopleDeactivate = graphql(`
  mutation PeopleDeactivate($input: DeactivateUserInput!) { deactivateUser(input: $input) { id isActive } }
`);

export const peopleReactivate = graphql(`
  mutation PeopleReactivate($input: ReactivateUserInput!) { reactivateUser(input: $input) { id isActive } }
`);

export const peopleListening = graphql(`
  query PeopleListening($first: Int!) {
    liveStreams(first: $first) {
      nodes { id openedAt eventsBehind user { id name } }
      pageInfo { hasNextPage }
      totalCount
    }
  }
`);

export const peopleEndStream = graphql(`
  mutation PeopleEndStream($input: EndLiveStreamInput!) { endLiveStream(input: $input) }
`);
