import { graphql, withFragments } from '../../../api/graphql.ts';

const ladderPolicyFields = graphql(`
  fragment LadderPolicyFields on EscalationPolicy {
    rungs { audience urgentMinutes highMinutes normalMinutes lowMinutes }
    secondLine { id name }
    claimReminderMinutes
    claimReleaseMinutes
  }
`);

export const ladderPolicy = withFragments(
  graphql(`query LadderPolicy { escalationPolicy { ...LadderPolicyFields } }`),
  ladderPolicyFields,
);

export const ladderUpdate = withFragments(
  graphql(`
    mutation LadderUpdate($input: UpdateEscalationPolicyInput!) {
      updateEscalationPolicy(input: $input) { ...LadderPolicyFields }
    }
  `),
  ladderPolicyFields,
);

export const ladderPeople = graphql(`
  query LadderPeople($search: String, $first: Int!) {
    users(search: $search, first: $first) { nodes { id name email role isActive } }
  }
`);
