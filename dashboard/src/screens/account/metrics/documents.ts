import { graphql, withFragments } from '../../../api/graphql.ts';

const metricsDurations = graphql(`
  fragment AccountMetricsDurations on EscalationDurations { p50Seconds p90Seconds sampleSize }
`);

const metricsFigures = graphql(`
  fragment AccountMetricsFigures on EscalationMetricsGroup {
    key label periodStart created claimed unclaimed released returned withdrawn resolved
    timeToSeen { ...AccountMetricsDurations }
    timeToClaim { ...AccountMetricsDurations }
    timeToFirstAction { ...AccountMetricsDurations }
    timeToResolution { ...AccountMetricsDurations }
  }
`);

export const metricsOfRange = withFragments(
  graphql(`
    query AccountMetricsOfRange($from: DateTime!, $to: DateTime!, $groupBy: MetricsGroup!, $timeZone: String) {
      escalationMetrics(from: $from, to: $to, groupBy: $groupBy, timeZone: $timeZone) {
        groupBy
        groups { ...AccountMetricsFigures }
        total { ...AccountMetricsFigures }
      }
    }
  `),
  metricsFigures,
  metricsDurations,
);
