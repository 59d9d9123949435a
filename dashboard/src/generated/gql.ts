/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query AccountUsage {\n    accountUsage { storedBytes storedBytesMax writesThisHour writesPerHourMax }\n  }\n": typeof types.AccountUsageDocument,
    "query OwnRole { me { id role emailVerifiedAt } }": typeof types.OwnRoleDocument,
    "mutation ResendVerification { resendVerification }": typeof types.ResendVerificationDocument,
    "\n  fragment QueueRow on Handoff {\n    id\n    state\n    priority\n    engineerNotes\n    createdAt\n    createdBy { id name }\n    target { id name }\n    claimedBy { id name }\n    watchers { until user { id name } }\n    assessment { status likelyCause confidence confidenceTier basis }\n    snapshot { problem clientName ticketRef treeTitle stepCount secondsSpent }\n  }\n": typeof types.QueueRowFragmentDoc,
    "\n  query QueuePage($first: Int!, $after: String) {\n    escalationQueue(first: $first, after: $after) {\n      eventCursor\n      pageInfo { hasNextPage endCursor }\n      nodes { ...QueueRow }\n    }\n  }\n": typeof types.QueuePageDocument,
    "query QueueReaders($id: ID!) { handoff(id: $id) { id watchers { until user { id name } } } }": typeof types.QueueReadersDocument,
    "\n  subscription Escalations($after: EventCursor) {\n    escalationEvents(after: $after) {\n      __typename\n      ... on StreamReady { cursor }\n      ... on LiveEvent { cursor at replayed reason actor { id name } handoff { ...QueueRow } }\n    }\n  }\n": typeof types.EscalationsDocument,
    "\n  fragment LadderPolicyFields on EscalationPolicy {\n    rungs { audience urgentMinutes highMinutes normalMinutes lowMinutes }\n    secondLine { id name }\n    claimReminderMinutes\n    claimReleaseMinutes\n  }\n": typeof types.LadderPolicyFieldsFragmentDoc,
    "query LadderPolicy { escalationPolicy { ...LadderPolicyFields } }": typeof types.LadderPolicyDocument,
    "\n    mutation LadderUpdate($input: UpdateEscalationPolicyInput!) {\n      updateEscalationPolicy(input: $input) { ...LadderPolicyFields }\n    }\n  ": typeof types.LadderUpdateDocument,
    "\n  query LadderPeople($search: String, $first: Int!) {\n    users(search: $search, first: $first) { nodes { id name email role isActive } }\n  }\n": typeof types.LadderPeopleDocument,
    "mutation MeLogoutEverywhere { logoutEverywhere }": typeof types.MeLogoutEverywhereDocument,
    "mutation MeLogoutEverybody { logoutEverybody }": typeof types.MeLogoutEverybodyDocument,
    "\n  fragment AccountMetricsDurations on EscalationDurations { p50Seconds p90Seconds sampleSize }\n": typeof types.AccountMetricsDurationsFragmentDoc,
    "\n  fragment AccountMetricsFigures on EscalationMetricsGroup {\n    key label periodStart created claimed unclaimed released returned withdrawn resolved\n    timeToSeen { ...AccountMetricsDurations }\n    timeToClaim { ...AccountMetricsDurations }\n    timeToFirstAction { ...AccountMetricsDurations }\n    timeToResolution { ...AccountMetricsDurations }\n  }\n": typeof types.AccountMetricsFiguresFragmentDoc,
    "\n    query AccountMetricsOfRange($from: DateTime!, $to: DateTime!, $groupBy: MetricsGroup!, $timeZone: String) {\n      escalationMetrics(from: $from, to: $to, groupBy: $groupBy, timeZone: $timeZone) {\n        groupBy\n        groups { ...AccountMetricsFigures }\n        total { ...AccountMetricsFigures }\n      }\n    }\n  ": typeof types.AccountMetricsOfRangeDocument,
    "\n  query NotificationsPage($first: Int!, $after: String, $unreadOnly: Boolean) {\n    notifications(first: $first, after: $after, unreadOnly: $unreadOnly) {\n      nodes { id kind text createdAt readAt handoff { id state } }\n      pageInfo { endCursor hasNextPage }\n      unreadCount\n    }\n  }\n": typeof types.NotificationsPageDocument,
    "\n  mutation NotificationsMarkRead($input: MarkNotificationsReadInput!) {\n    markNotificationsRead(input: $input) { unreadCount }\n  }\n": typeof types.NotificationsMarkReadDocument,
    "\n  query NotificationsPreferences {\n    notificationPreferences {\n      mail inApp mailWhenTaken onlyTargeted muteUntil\n      quietHours { start end timeZone }\n    }\n  }\n": typeof types.NotificationsPreferencesDocument,
    "\n  mutation NotificationsUpdatePreferences($input: UpdateNotificationPreferencesInput!) {\n    updateNotificationPreferences(input: $input) { mail muteUntil }\n  }\n": typeof types.NotificationsUpdatePreferencesDocument,
    "\n  query PeoplePage($search: String, $first: Int!, $after: String) {\n    users(search: $search, first: $first, after: $after) {\n      nodes { id name email role isActive }\n      pageInfo { endCursor hasNextPage }\n    }\n  }\n": typeof types.PeoplePageDocument,
    "\n  mutation PeopleInvite($input: InviteUserInput!) {\n    inviteUser(input: $input) { id email role acceptUrl expiresAt }\n  }\n": typeof types.PeopleInviteDocument,
    "\n  query PeopleInvited($first: Int!) {\n    invitations(first: $first) {\n      nodes { id email role acceptUrl expiresAt invitedBy { id name } }\n      totalCount\n    }\n  }\n": typeof types.PeopleInvitedDocument,
    "\n  mutation PeopleRevoke($input: RevokeInvitationInput!) { revokeInvitation(input: $input) { id } }\n": typeof types.PeopleRevokeDocument,
    "\n  mutation PeopleChangeRole($input: UpdateUserRoleInput!) { updateUserRole(input: $input) { id role } }\n": typeof types.PeopleChangeRoleDocument,
    "\n  mutation PeopleDeactivate($input: DeactivateUserInput!) { deactivateUser(input: $input) { id isActive } }\n": typeof types.PeopleDeactivateDocument,
    "\n  mutation PeopleReactivate($input: ReactivateUserInput!) { reactivateUser(input: $input) { id isActive } }\n": typeof types.PeopleReactivateDocument,
    "\n  query PeopleListening($first: Int!) {\n    liveStreams(first: $first) {\n      nodes { id openedAt eventsBehind user { id name } }\n      pageInfo { hasNextPage }\n      totalCount\n    }\n  }\n": typeof types.PeopleListeningDocument,
    "\n  mutation PeopleEndStream($input: EndLiveStreamInput!) { endLiveStream(input: $input) }\n": typeof types.PeopleEndStreamDocument,
    "\n  fragment TicketSystemFields on TicketSystem {\n    id kind baseUrl companyId state failingSince lastError lastSuccessAt\n    postOnEscalation postOnReturn postOnCompletion externalNotes\n  }\n": typeof types.TicketSystemFieldsFragmentDoc,
    "query TicketSystemConnected { ticketSystem { ...TicketSystemFields } }": typeof types.TicketSystemConnectedDocument,
    "\n    mutation TicketSystemConnect($input: ConnectTicketSystemInput!) {\n      connectTicketSystem(input: $input) { ...TicketSystemFields }\n    }\n  ": typeof types.TicketSystemConnectDocument,
    "\n    mutation TicketSystemUpdate($input: UpdateTicketSystemInput!) {\n      updateTicketSystem(input: $input) { ...TicketSystemFields }\n    }\n  ": typeof types.TicketSystemUpdateDocument,
    "mutation TicketSystemTest { testTicketSystem { ok message } }": typeof types.TicketSystemTestDocument,
    "mutation TicketSystemDisconnect { disconnectTicketSystem }": typeof types.TicketSystemDisconnectDocument,
    "\n  fragment WebhookFields on WebhookEndpoint {\n    id name url format events state disabledReason failingSince previousSecretExpiresAt\n  }\n": typeof types.WebhookFieldsFragmentDoc,
    "\n  fragment WebhookDeliveryFields on WebhookDelivery {\n    id eventType state attempts createdAt attemptedAt sentAt nextAttemptAt\n    responseStatus responseExcerpt lastError requestBody replayOf webhookId\n    handoff { id }\n  }\n": typeof types.WebhookDeliveryFieldsFragmentDoc,
    "\n    query WebhooksList($first: Int!) { webhookEndpoints(first: $first) { edges { cursor node { ...WebhookFields } } } }\n  ": typeof types.WebhooksListDocument,
    "\n    query WebhooksDeliveries($before: String, $first: Int!, $after: String, $state: WebhookDeliveryState) {\n      webhookEndpoints(first: 1, after: $before) {\n        nodes {\n          id\n          deliveries(first: $first, after: $after, state: $state) {\n            nodes { ...WebhookDeliveryFields }\n            pageInfo { endCursor hasNextPage }\n          }\n        }\n      }\n    }\n  ": typeof types.WebhooksDeliveriesDocument,
    "\n    mutation WebhooksCreate($input: CreateWebhookEndpointInput!) {\n      createWebhookEndpoint(input: $input) { secret endpoint { ...WebhookFields } }\n    }\n  ": typeof types.WebhooksCreateDocument,
    "\n    mutation WebhooksUpdate($input: UpdateWebhookEndpointInput!) {\n      updateWebhookEndpoint(input: $input) { ...WebhookFields }\n    }\n  ": typeof types.WebhooksUpdateDocument,
    "\n    mutation WebhooksTest($input: TestWebhookEndpointInput!) {\n      testWebhookEndpoint(input: $input) { ...WebhookDeliveryFields }\n    }\n  ": typeof types.WebhooksTestDocument,
    "\n    mutation WebhooksRotate($input: RotateWebhookSecretInput!) {\n      rotateWebhookSecret(input: $input) { secret endpoint { ...WebhookFields } }\n    }\n  ": typeof types.WebhooksRotateDocument,
    "\n    mutation WebhooksEnable($input: EnableWebhookEndpointInput!) {\n      enableWebhookEndpoint(input: $input) { ...WebhookFields }\n    }\n  ": typeof types.WebhooksEnableDocument,
    "\n    mutation WebhooksDisable($input: DisableWebhookEndpointInput!) {\n      disableWebhookEndpoint(input: $input) { ...WebhookFields }\n    }\n  ": typeof types.WebhooksDisableDocument,
    "\n  mutation WebhooksDelete($input: DeleteWebhookEndpointInput!) { deleteWebhookEndpoint(input: $input) }\n": typeof types.WebhooksDeleteDocument,
    "\n    mutation WebhooksReplay($input: ReplayWebhookDeliveryInput!) {\n      replayWebhookDelivery(input: $input) { ...WebhookDeliveryFields }\n    }\n  ": typeof types.WebhooksReplayDocument,
    "\n  fragment AssessmentParts on HandoffAssessment {\n    status\n    source\n    modelStatus\n    model\n    likelyCause\n    steps { text risks }\n    confidence\n    confidenceTier\n    basis\n    maskedCount\n    updatedAt\n    ends { nodeKey title passedCount resolvedCount }\n  }\n": typeof types.AssessmentPartsFragmentDoc,
    "query AssessmentOf($id: ID!) { handoff(id: $id) { id assessment { ...AssessmentParts } } }": typeof types.AssessmentOfDocument,
    "\n  fragment HandoffDetail on Handoff {\n    id\n    intent\n    state\n    priority\n    engineerNotes\n    createdAt\n    createdBy { id name }\n    target { id name }\n    claimedBy { id name }\n    claimedAt\n    closedAt\n    closeReason\n    watchers { until user { id name } }\n    ladder { rung rungCount nextAt nextAudience isExhausted }\n    reach { reached pending failed skipped }\n    ticketNotes { ...TicketNoteLine }\n    assessment { ...AssessmentParts }\n    session { id status tree { id } treeVersion { id } engineer { id name } outcome summary }\n    snapshot {\n      problem\n      clientName\n      ticketRef\n      treeTitle\n      treeVersionNumber\n      secondsSpent\n      stepCount\n      takenAt\n      currentNode { key kind title body branches { label to } }\n      steps { index kind nodeKey nodeTitle branch note actorName at }\n    }\n  }\n": typeof types.HandoffDetailFragmentDoc,
    "query HandoffPage($id: ID!) { handoff(id: $id) { ...HandoffDetail } }": typeof types.HandoffPageDocument,
    "\n  query HandoffTree($id: ID!) {\n    handoff(id: $id) {\n      id\n      session {\n        id\n        treeVersion { id document { rootKey nodes { key kind title branches { label to } } } }\n      }\n    }\n  }\n": typeof types.HandoffTreeDocument,
    "\n  query HandoffDeliveries($id: ID!) {\n    handoff(id: $id) {\n      id\n      deliveries(first: 100) {\n        pageInfo { hasNextPage }\n        nodes {\n          id\n          round\n          channel\n          state\n          skipReason\n          lastError\n          sentAt\n          updatedAt\n          endpointName\n          user { id name }\n        }\n      }\n    }\n  }\n": typeof types.HandoffDeliveriesDocument,
    "\n  mutation HandoffClaim($input: ClaimHandoffInput!) {\n    claimHandoff(input: $input) {\n      __typename\n      ... on HandoffClaimed { handoff { id session { id } } }\n      ... on HandoffAlreadyClaimed { claimedBy { id name } claimedAt handoff { id } }\n      ... on HandoffNotClaimable { reason handoff { id } }\n    }\n  }\n": typeof types.HandoffClaimDocument,
    "\n  mutation HandoffMarkWatching($input: MarkWatchingInput!) {\n    markWatching(input: $input) { id watchers { until user { id name } } }\n  }\n": typeof types.HandoffMarkWatchingDocument,
    "\n  mutation HandoffStopWatching($input: StopWatchingInput!) { stopWatching(input: $input) { id } }\n": typeof types.HandoffStopWatchingDocument,
    "\n  mutation RequestPasswordReset($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }\n": typeof types.RequestPasswordResetDocument,
    "\n  fragment TreesDocument on TreeDocument {\n    rootKey\n    nodes { key kind title body branches { label to } }\n  }\n": typeof types.TreesDocumentFragmentDoc,
    "\n  fragment TreesVersion on TreeVersion { id number title changeNote publishedAt publishedBy { id name } }\n": typeof types.TreesVersionFragmentDoc,
    "\n  fragment TreesDraft on Tree {\n    id\n    title\n    description\n    category\n    tags\n    status\n    revision\n    updatedAt\n    document { ...TreesDocument }\n    diagnostics { severity code nodeKey message }\n    publishedVersion { id number title document { ...TreesDocument } }\n  }\n": typeof types.TreesDraftFragmentDoc,
    "\n  query TreesPage($search: String, $category: String, $tag: String, $status: TreeStatus, $after: String) {\n    trees(search: $search, category: $category, tag: $tag, status: $status, first: 50, after: $after) {\n      pageInfo { hasNextPage endCursor }\n      nodes { id title description category tags status updatedAt publishedVersion { id number } }\n    }\n  }\n": typeof types.TreesPageDocument,
    "\n  query TreesCategories { treeCategories { name treeCount } trees(first: 1) { nodes { id } } }\n": typeof types.TreesCategoriesDocument,
    "\n  query TreesTree($id: ID!) {\n    tree(id: $id) { ...TreesDraft createdAt createdBy { id name } }\n  }\n": typeof types.TreesTreeDocument,
    "\n  query TreesVersions($id: ID!, $after: String) {\n    tree(id: $id) {\n      id\n      versions(first: 50, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...TreesVersion } }\n    }\n  }\n": typeof types.TreesVersionsDocument,
    "\n  query TreesVersionOf($id: ID!) {\n    node(id: $id) { __typename ... on TreeVersion { ...TreesVersion document { ...TreesDocument } } }\n  }\n": typeof types.TreesVersionOfDocument,
    "\n  mutation TreesCreate($input: CreateTreeInput!) { createTree(input: $input) { id } }\n": typeof types.TreesCreateDocument,
    "\n  mutation TreesUpdate($input: UpdateTreeInput!) {\n    updateTree(input: $input) { id revision status updatedAt diagnostics { severity code nodeKey message } }\n  }\n": typeof types.TreesUpdateDocument,
    "\n  mutation TreesPublish($input: PublishTreeInput!) {\n    publishTree(input: $input) { id revision status publishedVersion { id number } }\n  }\n": typeof types.TreesPublishDocument,
    "\n  mutation TreesArchive($input: ArchiveTreeInput!) { archiveTree(input: $input) { id status } }\n": typeof types.TreesArchiveDocument,
    "\n  mutation TreesDelete($input: DeleteTreeInput!) { deleteTree(input: $input) }\n": typeof types.TreesDeleteDocument,
    "\n  fragment WorkSession on Session {\n    id\n    problem\n    clientName\n    ticketRef\n    status\n    outcome\n    summary\n    startedAt\n    completedAt\n    engineer { id name }\n    openedBy { id name }\n    treeVersion { id number title }\n    currentNode { key kind title body branches { label to } }\n    steps { index kind nodeKey nodeTitle branch note at actor { id name } }\n    ticketNotes { ...TicketNoteLine }\n    handoffs(first: 5) {\n      nodes {\n        id\n        intent\n        state\n        priority\n        engineerNotes\n        createdAt\n        createdBy { id name }\n        claimedBy { id name }\n        claimedAt\n        closedAt\n        closeReason\n      }\n    }\n  }\n": typeof types.WorkSessionFragmentDoc,
    "\n  fragment WorkRow on Session {\n    id\n    problem\n    clientName\n    ticketRef\n    status\n    outcome\n    startedAt\n    completedAt\n    engineer { id name }\n    openedBy { id name }\n    treeVersion { id title }\n    currentNode { key title }\n  }\n": typeof types.WorkRowFragmentDoc,
    "\n  query WorkMine {\n    active: sessions(scope: MINE, status: ACTIVE, first: 30) {\n      nodes {\n        ...WorkRow\n        handoffs(first: 1) { nodes { id state closeReason createdBy { id } claimedBy { id name } } }\n      }\n      pageInfo { hasNextPage }\n    }\n    parked: sessions(scope: MINE, status: PARKED, first: 30) { nodes { ...WorkRow } pageInfo { hasNextPage } }\n    escalated: sessions(scope: MINE, status: ESCALATED, first: 30) { nodes { ...WorkRow } pageInfo { hasNextPage } }\n  }\n": typeof types.WorkMineDocument,
    "\n  query WorkSearch($scope: SessionScope!, $search: String, $status: SessionStatus, $after: String) {\n    sessions(scope: $scope, search: $search, status: $status, first: 20, after: $after) {\n      nodes { ...WorkRow }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.WorkSearchDocument,
    "\n  query WorkTrees($search: String) {\n    trees(search: $search, status: PUBLISHED, first: 20) {\n      nodes { id title category description publishedVersion { id number } }\n    }\n  }\n": typeof types.WorkTreesDocument,
    "\n  query WorkTree($id: ID!) { tree(id: $id) { id title category description publishedVersion { id number } } }\n": typeof types.WorkTreeDocument,
    "\n  query WorkPeople { users(first: 100) { nodes { id name role isActive } } }\n": typeof types.WorkPeopleDocument,
    "query WorkSessionPage($id: ID!) { session(id: $id) { ...WorkSession } }": typeof types.WorkSessionPageDocument,
    "\n  query WorkDocument($id: ID!) {\n    session(id: $id) {\n      id\n      treeVersion { id document { rootKey nodes { key kind title branches { label to } } } }\n    }\n  }\n": typeof types.WorkDocumentDocument,
    "\n  query WorkTranscript($id: ID!, $format: TranscriptFormat!) { session(id: $id) { id transcript(format: $format) } }\n": typeof types.WorkTranscriptDocument,
    "\n  mutation WorkStart($input: StartSessionInput!) { startSession(input: $input) { id } }\n": typeof types.WorkStartDocument,
    "mutation WorkAnswer($input: AnswerStepInput!) { answerStep(input: $input) { ...WorkSession } }": typeof types.WorkAnswerDocument,
    "mutation WorkNote($input: AddNoteInput!) { addNote(input: $input) { ...WorkSession } }": typeof types.WorkNoteDocument,
    "mutation WorkUndo($input: UndoStepInput!) { undoStep(input: $input) { ...WorkSession } }": typeof types.WorkUndoDocument,
    "mutation WorkUpdate($input: UpdateSessionInput!) { updateSession(input: $input) { ...WorkSession } }": typeof types.WorkUpdateDocument,
    "mutation WorkComplete($input: CompleteSessionInput!) { completeSession(input: $input) { ...WorkSession } }": typeof types.WorkCompleteDocument,
    "mutation WorkResume($input: ResumeSessionInput!) { resumeSession(input: $input) { ...WorkSession } }": typeof types.WorkResumeDocument,
    "\n  mutation WorkHandOff($input: CreateHandoffInput!) {\n    createHandoff(input: $input) { id intent session { ...WorkSession } }\n  }\n": typeof types.WorkHandOffDocument,
    "\n  mutation WorkRelease($input: ReleaseHandoffInput!) { releaseHandoff(input: $input) { id } }\n": typeof types.WorkReleaseDocument,
    "\n  mutation WorkReturn($input: ReturnHandoffInput!) { returnHandoff(input: $input) { id } }\n": typeof types.WorkReturnDocument,
    "\n  mutation WorkWithdraw($input: WithdrawHandoffInput!) { withdrawHandoff(input: $input) { id } }\n": typeof types.WorkWithdrawDocument,
    "\n  fragment TicketNoteLine on TicketNote {\n    id\n    kind\n    state\n    skipReason\n    lastError\n    isInternal\n    ticketNumber\n    createdAt\n    sentAt\n    maskedCount\n  }\n": typeof types.TicketNoteLineFragmentDoc,
    "\n  query TicketNotePreview($id: ID!) {\n    previewTicketNote(id: $id) { text maskedCount ticketRef isInternal isConnected }\n  }\n": typeof types.TicketNotePreviewDocument,
    "\n  query TicketNoteWay($id: ID!) { previewTicketNote(id: $id) { isConnected } }\n": typeof types.TicketNoteWayDocument,
    "\n  mutation TicketNotePost($input: PostTicketNoteInput!) { postTicketNote(input: $input) { ...TicketNoteLine } }\n": typeof types.TicketNotePostDocument,
    "\n  mutation TicketNoteRetry($input: RetryTicketNoteInput!) { retryTicketNote(input: $input) { ...TicketNoteLine } }\n": typeof types.TicketNoteRetryDocument,
    "\n  mutation VerifyEmail($input: VerifyEmailInput!) { verifyEmail(input: $input) { id email } }\n": typeof types.VerifyEmailDocument,
};
const documents: Documents = {
    "\n  query AccountUsage {\n    accountUsage { storedBytes storedBytesMax writesThisHour writesPerHourMax }\n  }\n": types.AccountUsageDocument,
    "query OwnRole { me { id role emailVerifiedAt } }": types.OwnRoleDocument,
    "mutation ResendVerification { resendVerification }": types.ResendVerificationDocument,
    "\n  fragment QueueRow on Handoff {\n    id\n    state\n    priority\n    engineerNotes\n    createdAt\n    createdBy { id name }\n    target { id name }\n    claimedBy { id name }\n    watchers { until user { id name } }\n    assessment { status likelyCause confidence confidenceTier basis }\n    snapshot { problem clientName ticketRef treeTitle stepCount secondsSpent }\n  }\n": types.QueueRowFragmentDoc,
    "\n  query QueuePage($first: Int!, $after: String) {\n    escalationQueue(first: $first, after: $after) {\n      eventCursor\n      pageInfo { hasNextPage endCursor }\n      nodes { ...QueueRow }\n    }\n  }\n": types.QueuePageDocument,
    "query QueueReaders($id: ID!) { handoff(id: $id) { id watchers { until user { id name } } } }": types.QueueReadersDocument,
    "\n  subscription Escalations($after: EventCursor) {\n    escalationEvents(after: $after) {\n      __typename\n      ... on StreamReady { cursor }\n      ... on LiveEvent { cursor at replayed reason actor { id name } handoff { ...QueueRow } }\n    }\n  }\n": types.EscalationsDocument,
    "\n  fragment LadderPolicyFields on EscalationPolicy {\n    rungs { audience urgentMinutes highMinutes normalMinutes lowMinutes }\n    secondLine { id name }\n    claimReminderMinutes\n    claimReleaseMinutes\n  }\n": types.LadderPolicyFieldsFragmentDoc,
    "query LadderPolicy { escalationPolicy { ...LadderPolicyFields } }": types.LadderPolicyDocument,
    "\n    mutation LadderUpdate($input: UpdateEscalationPolicyInput!) {\n      updateEscalationPolicy(input: $input) { ...LadderPolicyFields }\n    }\n  ": types.LadderUpdateDocument,
    "\n  query LadderPeople($search: String, $first: Int!) {\n    users(search: $search, first: $first) { nodes { id name email role isActive } }\n  }\n": types.LadderPeopleDocument,
    "mutation MeLogoutEverywhere { logoutEverywhere }": types.MeLogoutEverywhereDocument,
    "mutation MeLogoutEverybody { logoutEverybody }": types.MeLogoutEverybodyDocument,
    "\n  fragment AccountMetricsDurations on EscalationDurations { p50Seconds p90Seconds sampleSize }\n": types.AccountMetricsDurationsFragmentDoc,
    "\n  fragment AccountMetricsFigures on EscalationMetricsGroup {\n    key label periodStart created claimed unclaimed released returned withdrawn resolved\n    timeToSeen { ...AccountMetricsDurations }\n    timeToClaim { ...AccountMetricsDurations }\n    timeToFirstAction { ...AccountMetricsDurations }\n    timeToResolution { ...AccountMetricsDurations }\n  }\n": types.AccountMetricsFiguresFragmentDoc,
    "\n    query AccountMetricsOfRange($from: DateTime!, $to: DateTime!, $groupBy: MetricsGroup!, $timeZone: String) {\n      escalationMetrics(from: $from, to: $to, groupBy: $groupBy, timeZone: $timeZone) {\n        groupBy\n        groups { ...AccountMetricsFigures }\n        total { ...AccountMetricsFigures }\n      }\n    }\n  ": types.AccountMetricsOfRangeDocument,
    "\n  query NotificationsPage($first: Int!, $after: String, $unreadOnly: Boolean) {\n    notifications(first: $first, after: $after, unreadOnly: $unreadOnly) {\n      nodes { id kind text createdAt readAt handoff { id state } }\n      pageInfo { endCursor hasNextPage }\n      unreadCount\n    }\n  }\n": types.NotificationsPageDocument,
    "\n  mutation NotificationsMarkRead($input: MarkNotificationsReadInput!) {\n    markNotificationsRead(input: $input) { unreadCount }\n  }\n": types.NotificationsMarkReadDocument,
    "\n  query NotificationsPreferences {\n    notificationPreferences {\n      mail inApp mailWhenTaken onlyTargeted muteUntil\n      quietHours { start end timeZone }\n    }\n  }\n": types.NotificationsPreferencesDocument,
    "\n  mutation NotificationsUpdatePreferences($input: UpdateNotificationPreferencesInput!) {\n    updateNotificationPreferences(input: $input) { mail muteUntil }\n  }\n": types.NotificationsUpdatePreferencesDocument,
    "\n  query PeoplePage($search: String, $first: Int!, $after: String) {\n    users(search: $search, first: $first, after: $after) {\n      nodes { id name email role isActive }\n      pageInfo { endCursor hasNextPage }\n    }\n  }\n": types.PeoplePageDocument,
    "\n  mutation PeopleInvite($input: InviteUserInput!) {\n    inviteUser(input: $input) { id email role acceptUrl expiresAt }\n  }\n": types.PeopleInviteDocument,
    "\n  query PeopleInvited($first: Int!) {\n    invitations(first: $first) {\n      nodes { id email role acceptUrl expiresAt invitedBy { id name } }\n      totalCount\n    }\n  }\n": types.PeopleInvitedDocument,
    "\n  mutation PeopleRevoke($input: RevokeInvitationInput!) { revokeInvitation(input: $input) { id } }\n": types.PeopleRevokeDocument,
    "\n  mutation PeopleChangeRole($input: UpdateUserRoleInput!) { updateUserRole(input: $input) { id role } }\n": types.PeopleChangeRoleDocument,
    "\n  mutation PeopleDeactivate($input: DeactivateUserInput!) { deactivateUser(input: $input) { id isActive } }\n": types.PeopleDeactivateDocument,
    "\n  mutation PeopleReactivate($input: ReactivateUserInput!) { reactivateUser(input: $input) { id isActive } }\n": types.PeopleReactivateDocument,
    "\n  query PeopleListening($first: Int!) {\n    liveStreams(first: $first) {\n      nodes { id openedAt eventsBehind user { id name } }\n      pageInfo { hasNextPage }\n      totalCount\n    }\n  }\n": types.PeopleListeningDocument,
    "\n  mutation PeopleEndStream($input: EndLiveStreamInput!) { endLiveStream(input: $input) }\n": types.PeopleEndStreamDocument,
    "\n  fragment TicketSystemFields on TicketSystem {\n    id kind baseUrl companyId state failingSince lastError lastSuccessAt\n    postOnEscalation postOnReturn postOnCompletion externalNotes\n  }\n": types.TicketSystemFieldsFragmentDoc,
    "query TicketSystemConnected { ticketSystem { ...TicketSystemFields } }": types.TicketSystemConnectedDocument,
    "\n    mutation TicketSystemConnect($input: ConnectTicketSystemInput!) {\n      connectTicketSystem(input: $input) { ...TicketSystemFields }\n    }\n  ": types.TicketSystemConnectDocument,
    "\n    mutation TicketSystemUpdate($input: UpdateTicketSystemInput!) {\n      updateTicketSystem(input: $input) { ...TicketSystemFields }\n    }\n  ": types.TicketSystemUpdateDocument,
    "mutation TicketSystemTest { testTicketSystem { ok message } }": types.TicketSystemTestDocument,
    "mutation TicketSystemDisconnect { disconnectTicketSystem }": types.TicketSystemDisconnectDocument,
    "\n  fragment WebhookFields on WebhookEndpoint {\n    id name url format events state disabledReason failingSince previousSecretExpiresAt\n  }\n": types.WebhookFieldsFragmentDoc,
    "\n  fragment WebhookDeliveryFields on WebhookDelivery {\n    id eventType state attempts createdAt attemptedAt sentAt nextAttemptAt\n    responseStatus responseExcerpt lastError requestBody replayOf webhookId\n    handoff { id }\n  }\n": types.WebhookDeliveryFieldsFragmentDoc,
    "\n    query WebhooksList($first: Int!) { webhookEndpoints(first: $first) { edges { cursor node { ...WebhookFields } } } }\n  ": types.WebhooksListDocument,
    "\n    query WebhooksDeliveries($before: String, $first: Int!, $after: String, $state: WebhookDeliveryState) {\n      webhookEndpoints(first: 1, after: $before) {\n        nodes {\n          id\n          deliveries(first: $first, after: $after, state: $state) {\n            nodes { ...WebhookDeliveryFields }\n            pageInfo { endCursor hasNextPage }\n          }\n        }\n      }\n    }\n  ": types.WebhooksDeliveriesDocument,
    "\n    mutation WebhooksCreate($input: CreateWebhookEndpointInput!) {\n      createWebhookEndpoint(input: $input) { secret endpoint { ...WebhookFields } }\n    }\n  ": types.WebhooksCreateDocument,
    "\n    mutation WebhooksUpdate($input: UpdateWebhookEndpointInput!) {\n      updateWebhookEndpoint(input: $input) { ...WebhookFields }\n    }\n  ": types.WebhooksUpdateDocument,
    "\n    mutation WebhooksTest($input: TestWebhookEndpointInput!) {\n      testWebhookEndpoint(input: $input) { ...WebhookDeliveryFields }\n    }\n  ": types.WebhooksTestDocument,
    "\n    mutation WebhooksRotate($input: RotateWebhookSecretInput!) {\n      rotateWebhookSecret(input: $input) { secret endpoint { ...WebhookFields } }\n    }\n  ": types.WebhooksRotateDocument,
    "\n    mutation WebhooksEnable($input: EnableWebhookEndpointInput!) {\n      enableWebhookEndpoint(input: $input) { ...WebhookFields }\n    }\n  ": types.WebhooksEnableDocument,
    "\n    mutation WebhooksDisable($input: DisableWebhookEndpointInput!) {\n      disableWebhookEndpoint(input: $input) { ...WebhookFields }\n    }\n  ": types.WebhooksDisableDocument,
    "\n  mutation WebhooksDelete($input: DeleteWebhookEndpointInput!) { deleteWebhookEndpoint(input: $input) }\n": types.WebhooksDeleteDocument,
    "\n    mutation WebhooksReplay($input: ReplayWebhookDeliveryInput!) {\n      replayWebhookDelivery(input: $input) { ...WebhookDeliveryFields }\n    }\n  ": types.WebhooksReplayDocument,
    "\n  fragment AssessmentParts on HandoffAssessment {\n    status\n    source\n    modelStatus\n    model\n    likelyCause\n    steps { text risks }\n    confidence\n    confidenceTier\n    basis\n    maskedCount\n    updatedAt\n    ends { nodeKey title passedCount resolvedCount }\n  }\n": types.AssessmentPartsFragmentDoc,
    "query AssessmentOf($id: ID!) { handoff(id: $id) { id assessment { ...AssessmentParts } } }": types.AssessmentOfDocument,
    "\n  fragment HandoffDetail on Handoff {\n    id\n    intent\n    state\n    priority\n    engineerNotes\n    createdAt\n    createdBy { id name }\n    target { id name }\n    claimedBy { id name }\n    claimedAt\n    closedAt\n    closeReason\n    watchers { until user { id name } }\n    ladder { rung rungCount nextAt nextAudience isExhausted }\n    reach { reached pending failed skipped }\n    ticketNotes { ...TicketNoteLine }\n    assessment { ...AssessmentParts }\n    session { id status tree { id } treeVersion { id } engineer { id name } outcome summary }\n    snapshot {\n      problem\n      clientName\n      ticketRef\n      treeTitle\n      treeVersionNumber\n      secondsSpent\n      stepCount\n      takenAt\n      currentNode { key kind title body branches { label to } }\n      steps { index kind nodeKey nodeTitle branch note actorName at }\n    }\n  }\n": types.HandoffDetailFragmentDoc,
    "query HandoffPage($id: ID!) { handoff(id: $id) { ...HandoffDetail } }": types.HandoffPageDocument,
    "\n  query HandoffTree($id: ID!) {\n    handoff(id: $id) {\n      id\n      session {\n        id\n        treeVersion { id document { rootKey nodes { key kind title branches { label to } } } }\n      }\n    }\n  }\n": types.HandoffTreeDocument,
    "\n  query HandoffDeliveries($id: ID!) {\n    handoff(id: $id) {\n      id\n      deliveries(first: 100) {\n        pageInfo { hasNextPage }\n        nodes {\n          id\n          round\n          channel\n          state\n          skipReason\n          lastError\n          sentAt\n          updatedAt\n          endpointName\n          user { id name }\n        }\n      }\n    }\n  }\n": types.HandoffDeliveriesDocument,
    "\n  mutation HandoffClaim($input: ClaimHandoffInput!) {\n    claimHandoff(input: $input) {\n      __typename\n      ... on HandoffClaimed { handoff { id session { id } } }\n      ... on HandoffAlreadyClaimed { claimedBy { id name } claimedAt handoff { id } }\n      ... on HandoffNotClaimable { reason handoff { id } }\n    }\n  }\n": types.HandoffClaimDocument,
    "\n  mutation HandoffMarkWatching($input: MarkWatchingInput!) {\n    markWatching(input: $input) { id watchers { until user { id name } } }\n  }\n": types.HandoffMarkWatchingDocument,
    "\n  mutation HandoffStopWatching($input: StopWatchingInput!) { stopWatching(input: $input) { id } }\n": types.HandoffStopWatchingDocument,
    "\n  mutation RequestPasswordReset($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }\n": types.RequestPasswordResetDocument,
    "\n  fragment TreesDocument on TreeDocument {\n    rootKey\n    nodes { key kind title body branches { label to } }\n  }\n": types.TreesDocumentFragmentDoc,
    "\n  fragment TreesVersion on TreeVersion { id number title changeNote publishedAt publishedBy { id name } }\n": types.TreesVersionFragmentDoc,
    "\n  fragment TreesDraft on Tree {\n    id\n    title\n    description\n    category\n    tags\n    status\n    revision\n    updatedAt\n    document { ...TreesDocument }\n    diagnostics { severity code nodeKey message }\n    publishedVersion { id number title document { ...TreesDocument } }\n  }\n": types.TreesDraftFragmentDoc,
    "\n  query TreesPage($search: String, $category: String, $tag: String, $status: TreeStatus, $after: String) {\n    trees(search: $search, category: $category, tag: $tag, status: $status, first: 50, after: $after) {\n      pageInfo { hasNextPage endCursor }\n      nodes { id title description category tags status updatedAt publishedVersion { id number } }\n    }\n  }\n": types.TreesPageDocument,
    "\n  query TreesCategories { treeCategories { name treeCount } trees(first: 1) { nodes { id } } }\n": types.TreesCategoriesDocument,
    "\n  query TreesTree($id: ID!) {\n    tree(id: $id) { ...TreesDraft createdAt createdBy { id name } }\n  }\n": types.TreesTreeDocument,
    "\n  query TreesVersions($id: ID!, $after: String) {\n    tree(id: $id) {\n      id\n      versions(first: 50, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...TreesVersion } }\n    }\n  }\n": types.TreesVersionsDocument,
    "\n  query TreesVersionOf($id: ID!) {\n    node(id: $id) { __typename ... on TreeVersion { ...TreesVersion document { ...TreesDocument } } }\n  }\n": types.TreesVersionOfDocument,
    "\n  mutation TreesCreate($input: CreateTreeInput!) { createTree(input: $input) { id } }\n": types.TreesCreateDocument,
    "\n  mutation TreesUpdate($input: UpdateTreeInput!) {\n    updateTree(input: $input) { id revision status updatedAt diagnostics { severity code nodeKey message } }\n  }\n": types.TreesUpdateDocument,
    "\n  mutation TreesPublish($input: PublishTreeInput!) {\n    publishTree(input: $input) { id revision status publishedVersion { id number } }\n  }\n": types.TreesPublishDocument,
    "\n  mutation TreesArchive($input: ArchiveTreeInput!) { archiveTree(input: $input) { id status } }\n": types.TreesArchiveDocument,
    "\n  mutation TreesDelete($input: DeleteTreeInput!) { deleteTree(input: $input) }\n": types.TreesDeleteDocument,
    "\n  fragment WorkSession on Session {\n    id\n    problem\n    clientName\n    ticketRef\n    status\n    outcome\n    summary\n    startedAt\n    completedAt\n    engineer { id name }\n    openedBy { id name }\n    treeVersion { id number title }\n    currentNode { key kind title body branches { label to } }\n    steps { index kind nodeKey nodeTitle branch note at actor { id name } }\n    ticketNotes { ...TicketNoteLine }\n    handoffs(first: 5) {\n      nodes {\n        id\n        intent\n        state\n        priority\n        engineerNotes\n        createdAt\n        createdBy { id name }\n        claimedBy { id name }\n        claimedAt\n        closedAt\n        closeReason\n      }\n    }\n  }\n": types.WorkSessionFragmentDoc,
    "\n  fragment WorkRow on Session {\n    id\n    problem\n    clientName\n    ticketRef\n    status\n    outcome\n    startedAt\n    completedAt\n    engineer { id name }\n    openedBy { id name }\n    treeVersion { id title }\n    currentNode { key title }\n  }\n": types.WorkRowFragmentDoc,
    "\n  query WorkMine {\n    active: sessions(scope: MINE, status: ACTIVE, first: 30) {\n      nodes {\n        ...WorkRow\n        handoffs(first: 1) { nodes { id state closeReason createdBy { id } claimedBy { id name } } }\n      }\n      pageInfo { hasNextPage }\n    }\n    parked: sessions(scope: MINE, status: PARKED, first: 30) { nodes { ...WorkRow } pageInfo { hasNextPage } }\n    escalated: sessions(scope: MINE, status: ESCALATED, first: 30) { nodes { ...WorkRow } pageInfo { hasNextPage } }\n  }\n": types.WorkMineDocument,
    "\n  query WorkSearch($scope: SessionScope!, $search: String, $status: SessionStatus, $after: String) {\n    sessions(scope: $scope, search: $search, status: $status, first: 20, after: $after) {\n      nodes { ...WorkRow }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.WorkSearchDocument,
    "\n  query WorkTrees($search: String) {\n    trees(search: $search, status: PUBLISHED, first: 20) {\n      nodes { id title category description publishedVersion { id number } }\n    }\n  }\n": types.WorkTreesDocument,
    "\n  query WorkTree($id: ID!) { tree(id: $id) { id title category description publishedVersion { id number } } }\n": types.WorkTreeDocument,
    "\n  query WorkPeople { users(first: 100) { nodes { id name role isActive } } }\n": types.WorkPeopleDocument,
    "query WorkSessionPage($id: ID!) { session(id: $id) { ...WorkSession } }": types.WorkSessionPageDocument,
    "\n  query WorkDocument($id: ID!) {\n    session(id: $id) {\n      id\n      treeVersion { id document { rootKey nodes { key kind title branches { label to } } } }\n    }\n  }\n": types.WorkDocumentDocument,
    "\n  query WorkTranscript($id: ID!, $format: TranscriptFormat!) { session(id: $id) { id transcript(format: $format) } }\n": types.WorkTranscriptDocument,
    "\n  mutation WorkStart($input: StartSessionInput!) { startSession(input: $input) { id } }\n": types.WorkStartDocument,
    "mutation WorkAnswer($input: AnswerStepInput!) { answerStep(input: $input) { ...WorkSession } }": types.WorkAnswerDocument,
    "mutation WorkNote($input: AddNoteInput!) { addNote(input: $input) { ...WorkSession } }": types.WorkNoteDocument,
    "mutation WorkUndo($input: UndoStepInput!) { undoStep(input: $input) { ...WorkSession } }": types.WorkUndoDocument,
    "mutation WorkUpdate($input: UpdateSessionInput!) { updateSession(input: $input) { ...WorkSession } }": types.WorkUpdateDocument,
    "mutation WorkComplete($input: CompleteSessionInput!) { completeSession(input: $input) { ...WorkSession } }": types.WorkCompleteDocument,
    "mutation WorkResume($input: ResumeSessionInput!) { resumeSession(input: $input) { ...WorkSession } }": types.WorkResumeDocument,
    "\n  mutation WorkHandOff($input: CreateHandoffInput!) {\n    createHandoff(input: $input) { id intent session { ...WorkSession } }\n  }\n": types.WorkHandOffDocument,
    "\n  mutation WorkRelease($input: ReleaseHandoffInput!) { releaseHandoff(input: $input) { id } }\n": types.WorkReleaseDocument,
    "\n  mutation WorkReturn($input: ReturnHandoffInput!) { returnHandoff(input: $input) { id } }\n": types.WorkReturnDocument,
    "\n  mutation WorkWithdraw($input: WithdrawHandoffInput!) { withdrawHandoff(input: $input) { id } }\n": types.WorkWithdrawDocument,
    "\n  fragment TicketNoteLine on TicketNote {\n    id\n    kind\n    state\n    skipReason\n    lastError\n    isInternal\n    ticketNumber\n    createdAt\n    sentAt\n    maskedCount\n  }\n": types.TicketNoteLineFragmentDoc,
    "\n  query TicketNotePreview($id: ID!) {\n    previewTicketNote(id: $id) { text maskedCount ticketRef isInternal isConnected }\n  }\n": types.TicketNotePreviewDocument,
    "\n  query TicketNoteWay($id: ID!) { previewTicketNote(id: $id) { isConnected } }\n": types.TicketNoteWayDocument,
    "\n  mutation TicketNotePost($input: PostTicketNoteInput!) { postTicketNote(input: $input) { ...TicketNoteLine } }\n": types.TicketNotePostDocument,
    "\n  mutation TicketNoteRetry($input: RetryTicketNoteInput!) { retryTicketNote(input: $input) { ...TicketNoteLine } }\n": types.TicketNoteRetryDocument,
    "\n  mutation VerifyEmail($input: VerifyEmailInput!) { verifyEmail(input: $input) { id email } }\n": types.VerifyEmailDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AccountUsage {\n    accountUsage { storedBytes storedBytesMax writesThisHour writesPerHourMax }\n  }\n"): typeof import('./graphql.ts').AccountUsageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query OwnRole { me { id role emailVerifiedAt } }"): typeof import('./graphql.ts').OwnRoleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ResendVerification { resendVerification }"): typeof import('./graphql.ts').ResendVerificationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment QueueRow on Handoff {\n    id\n    state\n    priority\n    engineerNotes\n    createdAt\n    createdBy { id name }\n    target { id name }\n    claimedBy { id name }\n    watchers { until user { id name } }\n    assessment { status likelyCause confidence confidenceTier basis }\n    snapshot { problem clientName ticketRef treeTitle stepCount secondsSpent }\n  }\n"): typeof import('./graphql.ts').QueueRowFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query QueuePage($first: Int!, $after: String) {\n    escalationQueue(first: $first, after: $after) {\n      eventCursor\n      pageInfo { hasNextPage endCursor }\n      nodes { ...QueueRow }\n    }\n  }\n"): typeof import('./graphql.ts').QueuePageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query QueueReaders($id: ID!) { handoff(id: $id) { id watchers { until user { id name } } } }"): typeof import('./graphql.ts').QueueReadersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Escalations($after: EventCursor) {\n    escalationEvents(after: $after) {\n      __typename\n      ... on StreamReady { cursor }\n      ... on LiveEvent { cursor at replayed reason actor { id name } handoff { ...QueueRow } }\n    }\n  }\n"): typeof import('./graphql.ts').EscalationsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LadderPolicyFields on EscalationPolicy {\n    rungs { audience urgentMinutes highMinutes normalMinutes lowMinutes }\n    secondLine { id name }\n    claimReminderMinutes\n    claimReleaseMinutes\n  }\n"): typeof import('./graphql.ts').LadderPolicyFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query LadderPolicy { escalationPolicy { ...LadderPolicyFields } }"): typeof import('./graphql.ts').LadderPolicyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n    mutation LadderUpdate($input: UpdateEscalationPolicyInput!) {\n      updateEscalationPolicy(input: $input) { ...LadderPolicyFields }\n    }\n  "): typeof import('./graphql.ts').LadderUpdateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LadderPeople($search: String, $first: Int!) {\n    users(search: $search, first: $first) { nodes { id name email role isActive } }\n  }\n"): typeof import('./graphql.ts').LadderPeopleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation MeLogoutEverywhere { logoutEverywhere }"): typeof import('./graphql.ts').MeLogoutEverywhereDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation MeLogoutEverybody { logoutEverybody }"): typeof import('./graphql.ts').MeLogoutEverybodyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AccountMetricsDurations on EscalationDurations { p50Seconds p90Seconds sampleSize }\n"): typeof import('./graphql.ts').AccountMetricsDurationsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AccountMetricsFigures on EscalationMetricsGroup {\n    key label periodStart created claimed unclaimed released returned withdrawn resolved\n    timeToSeen { ...AccountMetricsDurations }\n    timeToClaim { ...AccountMetricsDurations }\n    timeToFirstAction { ...AccountMetricsDurations }\n    timeToResolution { ...AccountMetricsDurations }\n  }\n"): typeof import('./graphql.ts').AccountMetricsFiguresFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n    query AccountMetricsOfRange($from: DateTime!, $to: DateTime!, $groupBy: MetricsGroup!, $timeZone: String) {\n      escalationMetrics(from: $from, to: $to, groupBy: $groupBy, timeZone: $timeZone) {\n        groupBy\n        groups { ...AccountMetricsFigures }\n        total { ...AccountMetricsFigures }\n      }\n    }\n  "): typeof import('./graphql.ts').AccountMetricsOfRangeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NotificationsPage($first: Int!, $after: String, $unreadOnly: Boolean) {\n    notifications(first: $first, after: $after, unreadOnly: $unreadOnly) {\n      nodes { id kind text createdAt readAt handoff { id state } }\n      pageInfo { endCursor hasNextPage }\n      unreadCount\n    }\n  }\n"): typeof import('./graphql.ts').NotificationsPageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation NotificationsMarkRead($input: MarkNotificationsReadInput!) {\n    markNotificationsRead(input: $input) { unreadCount }\n  }\n"): typeof import('./graphql.ts').NotificationsMarkReadDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NotificationsPreferences {\n    notificationPreferences {\n      mail inApp mailWhenTaken onlyTargeted muteUntil\n      quietHours { start end timeZone }\n    }\n  }\n"): typeof import('./graphql.ts').NotificationsPreferencesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation NotificationsUpdatePreferences($input: UpdateNotificationPreferencesInput!) {\n    updateNotificationPreferences(input: $input) { mail muteUntil }\n  }\n"): typeof import('./graphql.ts').NotificationsUpdatePreferencesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PeoplePage($search: String, $first: Int!, $after: String) {\n    users(search: $search, first: $first, after: $after) {\n      nodes { id name email role isActive }\n      pageInfo { endCursor hasNextPage }\n    }\n  }\n"): typeof import('./graphql.ts').PeoplePageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PeopleInvite($input: InviteUserInput!) {\n    inviteUser(input: $input) { id email role acceptUrl expiresAt }\n  }\n"): typeof import('./graphql.ts').PeopleInviteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PeopleInvited($first: Int!) {\n    invitations(first: $first) {\n      nodes { id email role acceptUrl expiresAt invitedBy { id name } }\n      totalCount\n    }\n  }\n"): typeof import('./graphql.ts').PeopleInvitedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PeopleRevoke($input: RevokeInvitationInput!) { revokeInvitation(input: $input) { id } }\n"): typeof import('./graphql.ts').PeopleRevokeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PeopleChangeRole($input: UpdateUserRoleInput!) { updateUserRole(input: $input) { id role } }\n"): typeof import('./graphql.ts').PeopleChangeRoleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PeopleDeactivate($input: DeactivateUserInput!) { deactivateUser(input: $input) { id isActive } }\n"): typeof import('./graphql.ts').PeopleDeactivateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PeopleReactivate($input: ReactivateUserInput!) { reactivateUser(input: $input) { id isActive } }\n"): typeof import('./graphql.ts').PeopleReactivateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PeopleListening($first: Int!) {\n    liveStreams(first: $first) {\n      nodes { id openedAt eventsBehind user { id name } }\n      pageInfo { hasNextPage }\n      totalCount\n    }\n  }\n"): typeof import('./graphql.ts').PeopleListeningDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PeopleEndStream($input: EndLiveStreamInput!) { endLiveStream(input: $input) }\n"): typeof import('./graphql.ts').PeopleEndStreamDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment TicketSystemFields on TicketSystem {\n    id kind baseUrl companyId state failingSince lastError lastSuccessAt\n    postOnEscalation postOnReturn postOnCompletion externalNotes\n  }\n"): typeof import('./graphql.ts').TicketSystemFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query TicketSystemConnected { ticketSystem { ...TicketSystemFields } }"): typeof import('./graphql.ts').TicketSystemConnectedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n    mutation TicketSystemConnect($input: ConnectTicketSystemInput!) {\n      connectTicketSystem(input: $input) { ...TicketSystemFields }\n    }\n  "): typeof import('./graphql.ts').TicketSystemConnectDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n    mutation TicketSystemUpdate($input: UpdateTicketSystemInput!) {\n      updateTicketSystem(input: $input) { ...TicketSystemFields }\n    }\n  "): typeof import('./graphql.ts').TicketSystemUpdateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation TicketSystemTest { testTicketSystem { ok message } }"): typeof import('./graphql.ts').TicketSystemTestDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation TicketSystemDisconnect { disconnectTicketSystem }"): typeof import('./graphql.ts').TicketSystemDisconnectDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment WebhookFields on WebhookEndpoint {\n    id name url format events state disabledReason failingSince previousSecretExpiresAt\n  }\n"): typeof import('./graphql.ts').WebhookFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment WebhookDeliveryFields on WebhookDelivery {\n    id eventType state attempts createdAt attemptedAt sentAt nextAttemptAt\n    responseStatus responseExcerpt lastError requestBody replayOf webhookId\n    handoff { id }\n  }\n"): typeof import('./graphql.ts').WebhookDeliveryFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n    query WebhooksList($first: Int!) { webhookEndpoints(first: $first) { edges { cursor node { ...WebhookFields } } } }\n  "): typeof import('./graphql.ts').WebhooksListDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n    query WebhooksDeliveries($before: String, $first: Int!, $after: String, $state: WebhookDeliveryState) {\n      webhookEndpoints(first: 1, after: $before) {\n        nodes {\n          id\n          deliveries(first: $first, after: $after, state: $state) {\n            nodes { ...WebhookDeliveryFields }\n            pageInfo { endCursor hasNextPage }\n          }\n        }\n      }\n    }\n  "): typeof import('./graphql.ts').WebhooksDeliveriesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n    mutation WebhooksCreate($input: CreateWebhookEndpointInput!) {\n      createWebhookEndpoint(input: $input) { secret endpoint { ...WebhookFields } }\n    }\n  "): typeof import('./graphql.ts').WebhooksCreateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n    mutation WebhooksUpdate($input: UpdateWebhookEndpointInput!) {\n      updateWebhookEndpoint(input: $input) { ...WebhookFields }\n    }\n  "): typeof import('./graphql.ts').WebhooksUpdateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n    mutation WebhooksTest($input: TestWebhookEndpointInput!) {\n      testWebhookEndpoint(input: $input) { ...WebhookDeliveryFields }\n    }\n  "): typeof import('./graphql.ts').WebhooksTestDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n    mutation WebhooksRotate($input: RotateWebhookSecretInput!) {\n      rotateWebhookSecret(input: $input) { secret endpoint { ...WebhookFields } }\n    }\n  "): typeof import('./graphql.ts').WebhooksRotateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n    mutation WebhooksEnable($input: EnableWebhookEndpointInput!) {\n      enableWebhookEndpoint(input: $input) { ...WebhookFields }\n    }\n  "): typeof import('./graphql.ts').WebhooksEnableDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n    mutation WebhooksDisable($input: DisableWebhookEndpointInput!) {\n      disableWebhookEndpoint(input: $input) { ...WebhookFields }\n    }\n  "): typeof import('./graphql.ts').WebhooksDisableDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WebhooksDelete($input: DeleteWebhookEndpointInput!) { deleteWebhookEndpoint(input: $input) }\n"): typeof import('./graphql.ts').WebhooksDeleteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n    mutation WebhooksReplay($input: ReplayWebhookDeliveryInput!) {\n      replayWebhookDelivery(input: $input) { ...WebhookDeliveryFields }\n    }\n  "): typeof import('./graphql.ts').WebhooksReplayDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AssessmentParts on HandoffAssessment {\n    status\n    source\n    modelStatus\n    model\n    likelyCause\n    steps { text risks }\n    confidence\n    confidenceTier\n    basis\n    maskedCount\n    updatedAt\n    ends { nodeKey title passedCount resolvedCount }\n  }\n"): typeof import('./graphql.ts').AssessmentPartsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query AssessmentOf($id: ID!) { handoff(id: $id) { id assessment { ...AssessmentParts } } }"): typeof import('./graphql.ts').AssessmentOfDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment HandoffDetail on Handoff {\n    id\n    intent\n    state\n    priority\n    engineerNotes\n    createdAt\n    createdBy { id name }\n    target { id name }\n    claimedBy { id name }\n    claimedAt\n    closedAt\n    closeReason\n    watchers { until user { id name } }\n    ladder { rung rungCount nextAt nextAudience isExhausted }\n    reach { reached pending failed skipped }\n    ticketNotes { ...TicketNoteLine }\n    assessment { ...AssessmentParts }\n    session { id status tree { id } treeVersion { id } engineer { id name } outcome summary }\n    snapshot {\n      problem\n      clientName\n      ticketRef\n      treeTitle\n      treeVersionNumber\n      secondsSpent\n      stepCount\n      takenAt\n      currentNode { key kind title body branches { label to } }\n      steps { index kind nodeKey nodeTitle branch note actorName at }\n    }\n  }\n"): typeof import('./graphql.ts').HandoffDetailFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query HandoffPage($id: ID!) { handoff(id: $id) { ...HandoffDetail } }"): typeof import('./graphql.ts').HandoffPageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HandoffTree($id: ID!) {\n    handoff(id: $id) {\n      id\n      session {\n        id\n        treeVersion { id document { rootKey nodes { key kind title branches { label to } } } }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').HandoffTreeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HandoffDeliveries($id: ID!) {\n    handoff(id: $id) {\n      id\n      deliveries(first: 100) {\n        pageInfo { hasNextPage }\n        nodes {\n          id\n          round\n          channel\n          state\n          skipReason\n          lastError\n          sentAt\n          updatedAt\n          endpointName\n          user { id name }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').HandoffDeliveriesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation HandoffClaim($input: ClaimHandoffInput!) {\n    claimHandoff(input: $input) {\n      __typename\n      ... on HandoffClaimed { handoff { id session { id } } }\n      ... on HandoffAlreadyClaimed { claimedBy { id name } claimedAt handoff { id } }\n      ... on HandoffNotClaimable { reason handoff { id } }\n    }\n  }\n"): typeof import('./graphql.ts').HandoffClaimDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation HandoffMarkWatching($input: MarkWatchingInput!) {\n    markWatching(input: $input) { id watchers { until user { id name } } }\n  }\n"): typeof import('./graphql.ts').HandoffMarkWatchingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation HandoffStopWatching($input: StopWatchingInput!) { stopWatching(input: $input) { id } }\n"): typeof import('./graphql.ts').HandoffStopWatchingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RequestPasswordReset($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }\n"): typeof import('./graphql.ts').RequestPasswordResetDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment TreesDocument on TreeDocument {\n    rootKey\n    nodes { key kind title body branches { label to } }\n  }\n"): typeof import('./graphql.ts').TreesDocumentFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment TreesVersion on TreeVersion { id number title changeNote publishedAt publishedBy { id name } }\n"): typeof import('./graphql.ts').TreesVersionFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment TreesDraft on Tree {\n    id\n    title\n    description\n    category\n    tags\n    status\n    revision\n    updatedAt\n    document { ...TreesDocument }\n    diagnostics { severity code nodeKey message }\n    publishedVersion { id number title document { ...TreesDocument } }\n  }\n"): typeof import('./graphql.ts').TreesDraftFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TreesPage($search: String, $category: String, $tag: String, $status: TreeStatus, $after: String) {\n    trees(search: $search, category: $category, tag: $tag, status: $status, first: 50, after: $after) {\n      pageInfo { hasNextPage endCursor }\n      nodes { id title description category tags status updatedAt publishedVersion { id number } }\n    }\n  }\n"): typeof import('./graphql.ts').TreesPageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TreesCategories { treeCategories { name treeCount } trees(first: 1) { nodes { id } } }\n"): typeof import('./graphql.ts').TreesCategoriesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TreesTree($id: ID!) {\n    tree(id: $id) { ...TreesDraft createdAt createdBy { id name } }\n  }\n"): typeof import('./graphql.ts').TreesTreeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TreesVersions($id: ID!, $after: String) {\n    tree(id: $id) {\n      id\n      versions(first: 50, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...TreesVersion } }\n    }\n  }\n"): typeof import('./graphql.ts').TreesVersionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TreesVersionOf($id: ID!) {\n    node(id: $id) { __typename ... on TreeVersion { ...TreesVersion document { ...TreesDocument } } }\n  }\n"): typeof import('./graphql.ts').TreesVersionOfDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TreesCreate($input: CreateTreeInput!) { createTree(input: $input) { id } }\n"): typeof import('./graphql.ts').TreesCreateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TreesUpdate($input: UpdateTreeInput!) {\n    updateTree(input: $input) { id revision status updatedAt diagnostics { severity code nodeKey message } }\n  }\n"): typeof import('./graphql.ts').TreesUpdateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TreesPublish($input: PublishTreeInput!) {\n    publishTree(input: $input) { id revision status publishedVersion { id number } }\n  }\n"): typeof import('./graphql.ts').TreesPublishDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TreesArchive($input: ArchiveTreeInput!) { archiveTree(input: $input) { id status } }\n"): typeof import('./graphql.ts').TreesArchiveDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TreesDelete($input: DeleteTreeInput!) { deleteTree(input: $input) }\n"): typeof import('./graphql.ts').TreesDeleteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment WorkSession on Session {\n    id\n    problem\n    clientName\n    ticketRef\n    status\n    outcome\n    summary\n    startedAt\n    completedAt\n    engineer { id name }\n    openedBy { id name }\n    treeVersion { id number title }\n    currentNode { key kind title body branches { label to } }\n    steps { index kind nodeKey nodeTitle branch note at actor { id name } }\n    ticketNotes { ...TicketNoteLine }\n    handoffs(first: 5) {\n      nodes {\n        id\n        intent\n        state\n        priority\n        engineerNotes\n        createdAt\n        createdBy { id name }\n        claimedBy { id name }\n        claimedAt\n        closedAt\n        closeReason\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WorkSessionFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment WorkRow on Session {\n    id\n    problem\n    clientName\n    ticketRef\n    status\n    outcome\n    startedAt\n    completedAt\n    engineer { id name }\n    openedBy { id name }\n    treeVersion { id title }\n    currentNode { key title }\n  }\n"): typeof import('./graphql.ts').WorkRowFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WorkMine {\n    active: sessions(scope: MINE, status: ACTIVE, first: 30) {\n      nodes {\n        ...WorkRow\n        handoffs(first: 1) { nodes { id state closeReason createdBy { id } claimedBy { id name } } }\n      }\n      pageInfo { hasNextPage }\n    }\n    parked: sessions(scope: MINE, status: PARKED, first: 30) { nodes { ...WorkRow } pageInfo { hasNextPage } }\n    escalated: sessions(scope: MINE, status: ESCALATED, first: 30) { nodes { ...WorkRow } pageInfo { hasNextPage } }\n  }\n"): typeof import('./graphql.ts').WorkMineDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WorkSearch($scope: SessionScope!, $search: String, $status: SessionStatus, $after: String) {\n    sessions(scope: $scope, search: $search, status: $status, first: 20, after: $after) {\n      nodes { ...WorkRow }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): typeof import('./graphql.ts').WorkSearchDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WorkTrees($search: String) {\n    trees(search: $search, status: PUBLISHED, first: 20) {\n      nodes { id title category description publishedVersion { id number } }\n    }\n  }\n"): typeof import('./graphql.ts').WorkTreesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WorkTree($id: ID!) { tree(id: $id) { id title category description publishedVersion { id number } } }\n"): typeof import('./graphql.ts').WorkTreeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WorkPeople { users(first: 100) { nodes { id name role isActive } } }\n"): typeof import('./graphql.ts').WorkPeopleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query WorkSessionPage($id: ID!) { session(id: $id) { ...WorkSession } }"): typeof import('./graphql.ts').WorkSessionPageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WorkDocument($id: ID!) {\n    session(id: $id) {\n      id\n      treeVersion { id document { rootKey nodes { key kind title branches { label to } } } }\n    }\n  }\n"): typeof import('./graphql.ts').WorkDocumentDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WorkTranscript($id: ID!, $format: TranscriptFormat!) { session(id: $id) { id transcript(format: $format) } }\n"): typeof import('./graphql.ts').WorkTranscriptDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WorkStart($input: StartSessionInput!) { startSession(input: $input) { id } }\n"): typeof import('./graphql.ts').WorkStartDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation WorkAnswer($input: AnswerStepInput!) { answerStep(input: $input) { ...WorkSession } }"): typeof import('./graphql.ts').WorkAnswerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation WorkNote($input: AddNoteInput!) { addNote(input: $input) { ...WorkSession } }"): typeof import('./graphql.ts').WorkNoteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation WorkUndo($input: UndoStepInput!) { undoStep(input: $input) { ...WorkSession } }"): typeof import('./graphql.ts').WorkUndoDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation WorkUpdate($input: UpdateSessionInput!) { updateSession(input: $input) { ...WorkSession } }"): typeof import('./graphql.ts').WorkUpdateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation WorkComplete($input: CompleteSessionInput!) { completeSession(input: $input) { ...WorkSession } }"): typeof import('./graphql.ts').WorkCompleteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation WorkResume($input: ResumeSessionInput!) { resumeSession(input: $input) { ...WorkSession } }"): typeof import('./graphql.ts').WorkResumeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WorkHandOff($input: CreateHandoffInput!) {\n    createHandoff(input: $input) { id intent session { ...WorkSession } }\n  }\n"): typeof import('./graphql.ts').WorkHandOffDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WorkRelease($input: ReleaseHandoffInput!) { releaseHandoff(input: $input) { id } }\n"): typeof import('./graphql.ts').WorkReleaseDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WorkReturn($input: ReturnHandoffInput!) { returnHandoff(input: $input) { id } }\n"): typeof import('./graphql.ts').WorkReturnDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WorkWithdraw($input: WithdrawHandoffInput!) { withdrawHandoff(input: $input) { id } }\n"): typeof import('./graphql.ts').WorkWithdrawDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment TicketNoteLine on TicketNote {\n    id\n    kind\n    state\n    skipReason\n    lastError\n    isInternal\n    ticketNumber\n    createdAt\n    sentAt\n    maskedCount\n  }\n"): typeof import('./graphql.ts').TicketNoteLineFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TicketNotePreview($id: ID!) {\n    previewTicketNote(id: $id) { text maskedCount ticketRef isInternal isConnected }\n  }\n"): typeof import('./graphql.ts').TicketNotePreviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TicketNoteWay($id: ID!) { previewTicketNote(id: $id) { isConnected } }\n"): typeof import('./graphql.ts').TicketNoteWayDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TicketNotePost($input: PostTicketNoteInput!) { postTicketNote(input: $input) { ...TicketNoteLine } }\n"): typeof import('./graphql.ts').TicketNotePostDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TicketNoteRetry($input: RetryTicketNoteInput!) { retryTicketNote(input: $input) { ...TicketNoteLine } }\n"): typeof import('./graphql.ts').TicketNoteRetryDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation VerifyEmail($input: VerifyEmailInput!) { verifyEmail(input: $input) { id email } }\n"): typeof import('./graphql.ts').VerifyEmailDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
