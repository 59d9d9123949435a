import { graphql, withFragments } from '../../api/graphql.ts';

/** All that `AssessmentCard` shows. */
export const assessmentParts = graphql(`
  fragment AssessmentParts on HandoffAssessment {
    status
    source
    modelStatus
    model
    likelyCause
    steps { text risks }
    confidence
    confidenceTier
    basis
    maskedCount
    updatedAt
    ends { nodeKey title passedCount resolvedCount }
  }
`);

/** Of an escalation that somebody works on. */
export const assessmentOf = withFragments(
  graphql(`query AssessmentOf($id: ID!) { handoff(id: $id) { id assessment { ...AssessmentParts } } }`),
  assessmentParts,
);
