import { createAccountJobs } from './accounts/accounts.jobs.ts';
import { createAssessmentFollower, createAssessmentJobs } from './handoffs/assessment.jobs.ts';
import { handoffContent } from './handoffs/handoff-content.ts';
import { createMilestoneFollower, createMilestoneJobs } from './handoffs/handoff-milestones.ts';
import { createTicketNoteFollower } from './integrations/ticket-note-follower.ts';
import { createTicketNoteJobs } from './integrations/ticket-notes.jobs.ts';
import { webhookContent } from './integrations/webhook-content.ts';
import { createWebhookFollower } from './integrations/webhook-follower.ts';
import { createWebhookJobs } from './integrations/webhooks.jobs.ts';
import { createInProductFollower } from './notifications/add-notifications.ts';
import { createInProductJobs } from './notifications/in-product.jobs.ts';
import { createLadderJobs } from './notifications/ladder.jobs.ts';
import { createLadderFollower } from './notifications/ladder-follower.ts';
import { createNotificationFollowers } from './notifications/notification-followers.ts';
import { createNotificationJobs } from './notifications/notifications.jobs.ts';
import type { EventLog } from './platform/events/event-log.ts';
import { createFollowerJobs, type Follower } from './platform/events/followers.ts';
import { createHouseKeepingJobs } from './platform/jobs/house-keeping.jobs.ts';
import type { JobTools } from './platform/jobs/job-tools.ts';
import type { OpenJobsOptions } from './platform/jobs/jobs.ts';
import { createRecountJobs } from './platform/quotas/recount.jobs.ts';
import { sessionContent } from './sessions/session-content.ts';
import { treeContent } from './trees/tree-content.ts';

export interface ReactionTools extends JobTools {
  readonly eventLog: EventLog;
}

/** All who follow facts, in the order in which they are told: people first, and lines in the product after the ledger they go by. */
export function createFollowers(tools: JobTools): Follower[] {
  return [
    ...createNotificationFollowers(tools),
    createInProductFollower(tools),
    createLadderFollower(tools),
    createAssessmentFollower(tools),
    createWebhookFollower(tools),
    createTicketNoteFollower(tools),
    createMilestoneFollower(tools),
  ];
}

/** All work that is done by jobs. */
export function createJobDefinitions(
  tools: ReactionTools,
  followers: readonly Follower[],
): OpenJobsOptions['definitions'] {
  return [
    ...createAccountJobs(tools),
    ...createFollowerJobs(followers),
    ...createNotificationJobs(tools),
    ...createInProductJobs(tools),
    ...createLadderJobs(tools),
    ...createTicketNoteJobs(tools),
    ...createWebhookJobs(tools),
    ...createAssessmentJobs(tools),
    ...createMilestoneJobs(tools),
    ...createHouseKeepingJobs(tools),
    ...createRecountJobs(tools, [...sessionContent, handoffContent, ...treeContent, webhookContent]),
  ];
}
