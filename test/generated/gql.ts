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
    "\n  mutation AccountsRegister($input: RegisterInput!) {\n    register(input: $input) {\n      accessToken\n      accessTokenExpiresAt\n      refreshToken\n      deviceToken\n      user { id name email role isActive account { id name } }\n    }\n  }\n": typeof types.AccountsRegisterDocument,
    "\n  mutation AccountsLogin($input: LoginInput!) {\n    login(input: $input) { accessToken accessTokenExpiresAt refreshToken deviceToken user { id name role account { id } } }\n  }\n": typeof types.AccountsLoginDocument,
    "\n  mutation AccountsRefreshTokens($input: RefreshTokensInput!) {\n    refreshTokens(input: $input) { accessToken accessTokenExpiresAt refreshToken deviceToken user { id } }\n  }\n": typeof types.AccountsRefreshTokensDocument,
    "\n  mutation AccountsLogout($input: LogoutInput!) { logout(input: $input) }\n": typeof types.AccountsLogoutDocument,
    "\n  mutation AccountsLogoutEverybody { logoutEverybody }\n": typeof types.AccountsLogoutEverybodyDocument,
    "\n  mutation AccountsLogoutEverywhere { logoutEverywhere }\n": typeof types.AccountsLogoutEverywhereDocument,
    "\n  mutation AccountsChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) { accessToken refreshToken user { id } }\n  }\n": typeof types.AccountsChangePasswordDocument,
    "\n  mutation AccountsRequestPasswordReset($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }\n": typeof types.AccountsRequestPasswordResetDocument,
    "\n  mutation AccountsResetPassword($input: ResetPasswordInput!) {\n    resetPassword(input: $input) { accessToken refreshToken user { id } }\n  }\n": typeof types.AccountsResetPasswordDocument,
    "\n  mutation AccountsVerifyEmail($input: VerifyEmailInput!) { verifyEmail(input: $input) { id email emailVerifiedAt } }\n": typeof types.AccountsVerifyEmailDocument,
    "\n  mutation AccountsResendVerification { resendVerification }\n": typeof types.AccountsResendVerificationDocument,
    "\n  mutation AccountsInviteUser($input: InviteUserInput!) {\n    inviteUser(input: $input) { id email role acceptUrl expiresAt }\n  }\n": typeof types.AccountsInviteUserDocument,
    "\n  query AccountsInvitations {\n    invitations { nodes { id email role acceptUrl createdAt invitedBy { name } } totalCount }\n  }\n": typeof types.AccountsInvitationsDocument,
    "\n  mutation AccountsRevokeInvitation($input: RevokeInvitationInput!) { revokeInvitation(input: $input) { id } }\n": typeof types.AccountsRevokeInvitationDocument,
    "\n  mutation AccountsAcceptInvitation($input: AcceptInvitationInput!) {\n    acceptInvitation(input: $input) {\n      accessToken\n      refreshToken\n      user { id name email role isActive account { id name } }\n    }\n  }\n": typeof types.AccountsAcceptInvitationDocument,
    "\n  mutation AccountsUpdateUserRole($input: UpdateUserRoleInput!) { updateUserRole(input: $input) { id role } }\n": typeof types.AccountsUpdateUserRoleDocument,
    "\n  mutation AccountsDeactivateUser($input: DeactivateUserInput!) { deactivateUser(input: $input) { id isActive } }\n": typeof types.AccountsDeactivateUserDocument,
    "\n  mutation AccountsReactivateUser($input: ReactivateUserInput!) { reactivateUser(input: $input) { id isActive } }\n": typeof types.AccountsReactivateUserDocument,
    "\n  query AccountsMe { me { id name email role isActive account { id name } } }\n": typeof types.AccountsMeDocument,
    "\n  query AccountsUsers($first: Int, $after: String, $search: String) {\n    users(first: $first, after: $after, search: $search) {\n      totalCount\n      nodes { id name email role isActive account { id } }\n      edges { cursor node { id } }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n    }\n  }\n": typeof types.AccountsUsersDocument,
    "\n  query AccountsTreeCursor { trees(first: 1) { edges { cursor } } }\n": typeof types.AccountsTreeCursorDocument,
    "\n  query MetricsGet($from: DateTime!, $to: DateTime!, $groupBy: MetricsGroup!, $timeZone: String) {\n    escalationMetrics(from: $from, to: $to, groupBy: $groupBy, timeZone: $timeZone) {\n      from to groupBy timeZone\n      groups { ...MetricsFigures }\n      total { ...MetricsFigures }\n    }\n  }\n  fragment MetricsFigures on EscalationMetricsGroup {\n    key label periodStart user { id } tree { id }\n    created claimed unclaimed released returned withdrawn resolved\n    timeToSeen { p50Seconds p90Seconds sampleSize }\n    timeToClaim { p50Seconds p90Seconds sampleSize }\n    timeToFirstAction { p50Seconds p90Seconds sampleSize }\n    timeToResolution { p50Seconds p90Seconds sampleSize }\n  }\n": typeof types.MetricsGetDocument,
    "\n  subscription ClientEscalations($after: EventCursor) {\n    escalationEvents(after: $after) {\n      __typename\n      ... on StreamReady { cursor accountId }\n      ... on EscalationCreated { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationClaimed { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationReleased { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationReturned { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationWithdrawn { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationResolved { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationUnreached { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationRepeated { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationClaimIdle { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationWatched { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on AssessmentReady { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n    }\n  }\n  fragment ClientQueueItem on Handoff {\n    id\n    state\n    priority\n    engineerNotes\n    createdAt\n    createdBy { id name }\n    target { id name }\n    claimedBy { id name }\n    claimedAt\n    snapshot { problem clientName ticketRef treeTitle treeVersionNumber stepCount secondsSpent }\n  }\n": typeof types.ClientEscalationsDocument,
    "\n  query ClientQueue {\n    escalationQueue(first: 100) { eventCursor nodes { id } }\n  }\n": typeof types.ClientQueueDocument,
    "\n  mutation DashboardHandoffAnswer($input: AnswerStepInput!) { answerStep(input: $input) { id } }\n": typeof types.DashboardHandoffAnswerDocument,
    "\n  mutation DashboardHandoffComplete($input: CompleteSessionInput!) { completeSession(input: $input) { id } }\n": typeof types.DashboardHandoffCompleteDocument,
    "\n  mutation DashboardHandoffReturn($input: ReturnHandoffInput!) { returnHandoff(input: $input) { id } }\n": typeof types.DashboardHandoffReturnDocument,
    "\n  mutation DashboardWorkAnswer($input: AnswerStepInput!) { answerStep(input: $input) { id } }\n": typeof types.DashboardWorkAnswerDocument,
    "\n  subscription AssessmentByModelEvents {\n    escalationEvents {\n      __typename\n      ... on AssessmentReady {\n        handoff {\n          assessment {\n            status source likelyCause suggestedSteps steps { text risks } confidence confidenceTier basis modelStatus model maskedCount\n          }\n        }\n      }\n    }\n  }\n": typeof types.AssessmentByModelEventsDocument,
    "\n  query AssessmentGet($id: ID!) {\n    handoff(id: $id) {\n      assessment {\n        status source likelyCause suggestedSteps confidence confidenceTier basis modelStatus model maskedCount updatedAt\n        ends { nodeKey title resolvedCount passedCount share }\n      }\n    }\n  }\n": typeof types.AssessmentGetDocument,
    "\n  subscription AssessmentEvents {\n    escalationEvents {\n      __typename\n      ... on AssessmentReady { actor { id } reason handoff { id assessment { source basis } } }\n    }\n  }\n": typeof types.AssessmentEventsDocument,
    "\n  mutation AssessmentUndo($input: UndoStepInput!) {\n    undoStep(input: $input) { id }\n  }\n": typeof types.AssessmentUndoDocument,
    "\n  query HandoffsGet($id: ID!) {\n    handoff(id: $id) {\n      id intent state priority engineerNotes createdAt claimedAt closedAt closeReason\n      createdBy { id } target { id } claimedBy { id }\n      session { id status engineer { id } currentNode { key } }\n      snapshot {\n        problem clientName ticketRef treeTitle treeVersionNumber stepCount secondsSpent takenAt\n        currentNode { key title }\n        steps { index kind nodeTitle branch note actorName }\n      }\n    }\n  }\n": typeof types.HandoffsGetDocument,
    "\n  query HandoffsGetSession($id: ID!) {\n    session(id: $id) {\n      id status outcome engineer { id } openedBy { id } currentNode { key } escalationPackage\n      steps { index kind nodeTitle branch note actor { id } }\n      handoffs { totalCount nodes { id intent state } }\n    }\n  }\n": typeof types.HandoffsGetSessionDocument,
    "\n  query HandoffsQueue($first: Int, $after: String) {\n    escalationQueue(first: $first, after: $after) {\n      eventCursor totalCount\n      edges { cursor node { id priority } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.HandoffsQueueDocument,
    "\n  query HandoffsList($intent: HandoffIntent, $state: HandoffState, $first: Int, $after: String) {\n    handoffs(intent: $intent, state: $state, first: $first, after: $after) {\n      totalCount\n      nodes { id intent state }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.HandoffsListDocument,
    "\n  mutation HandoffsRelease($input: ReleaseHandoffInput!) {\n    releaseHandoff(input: $input) { id state claimedBy { id } claimedAt session { id status engineer { id } } }\n  }\n": typeof types.HandoffsReleaseDocument,
    "\n  mutation HandoffsReturn($input: ReturnHandoffInput!) {\n    returnHandoff(input: $input) { id state closedAt closeReason session { id status engineer { id } } }\n  }\n": typeof types.HandoffsReturnDocument,
    "\n  mutation HandoffsWithdraw($input: WithdrawHandoffInput!) {\n    withdrawHandoff(input: $input) { id state closeReason session { id status engineer { id } } }\n  }\n": typeof types.HandoffsWithdrawDocument,
    "\n  mutation HandoffsResume($input: ResumeSessionInput!) {\n    resumeSession(input: $input) { id status handoffs { nodes { intent state closeReason } } }\n  }\n": typeof types.HandoffsResumeDocument,
    "\n  mutation HandoffsComplete($input: CompleteSessionInput!) {\n    completeSession(input: $input) { id status outcome handoffs { nodes { id state closeReason } } }\n  }\n": typeof types.HandoffsCompleteDocument,
    "\n  mutation HandoffsAnswer($input: AnswerStepInput!) {\n    answerStep(input: $input) { id currentNode { key } }\n  }\n": typeof types.HandoffsAnswerDocument,
    "\n  mutation HandoffsNote($input: AddNoteInput!) {\n    addNote(input: $input) { id }\n  }\n": typeof types.HandoffsNoteDocument,
    "\n  mutation HandoffsDeactivate($input: DeactivateUserInput!) {\n    deactivateUser(input: $input) { id isActive }\n  }\n": typeof types.HandoffsDeactivateDocument,
    "\n  mutation HandoffsSetRole($input: UpdateUserRoleInput!) {\n    updateUserRole(input: $input) { id role }\n  }\n": typeof types.HandoffsSetRoleDocument,
    "\n  query ReadingQueueInPieces($people: Boolean!) {\n    queue: escalationQueue(first: 5) {\n      nodes { id notes: engineerNotes ...ReadingWithSession }\n      edges {\n        node { ... on Handoff { priority createdBy @include(if: $people) { name } } ... on Node { id } }\n        cursor\n      }\n      ... on EscalationQueueConnection { edges { node { snapshot { problem stepCount } target { email } } } }\n    }\n  }\n\n  fragment ReadingWithSession on Handoff {\n    session { ...ReadingSession handoffs { nodes { id } } }\n    claimedBy { id }\n  }\n\n  fragment ReadingSession on Session {\n    problem status startedAt engineer { name account { name } } tree { title } currentNode { key } steps { kind }\n  }\n": typeof types.ReadingQueueInPiecesDocument,
    "\n  query ReadingOneHandoff($id: ID!) {\n    handoff(id: $id) {\n      state claimedAt closeReason claimedBy { id name role isActive }\n      session { id clientName ticketRef openedBy { id } engineer { id } outcome completedAt summary }\n    }\n    node(id: $id) { ... on Handoff { state claimedBy { id } session { clientName } } }\n  }\n": typeof types.ReadingOneHandoffDocument,
    "\n    mutation StoryCreateTree($input: CreateTreeInput!) {\n      createTree(input: $input) { id revision }\n    }\n  ": typeof types.StoryCreateTreeDocument,
    "\n    mutation StoryPublishTree($input: PublishTreeInput!) {\n      publishTree(input: $input) { id title publishedVersion { id number } }\n    }\n  ": typeof types.StoryPublishTreeDocument,
    "\n  mutation StoryStartSession($input: StartSessionInput!) {\n    startSession(input: $input) { id status currentNode { key } }\n  }\n": typeof types.StoryStartSessionDocument,
    "\n  mutation StoryCreateHandoff($input: CreateHandoffInput!) {\n    createHandoff(input: $input) { id state intent priority session { id status } }\n  }\n": typeof types.StoryCreateHandoffDocument,
    "\n  mutation StoryClaim($input: ClaimHandoffInput!) {\n    claimHandoff(input: $input) {\n      __typename\n      ... on HandoffClaimed { handoff { id state } }\n      ... on HandoffAlreadyClaimed { claimedBy { id name } claimedAt handoff { id state } }\n      ... on HandoffNotClaimable { reason handoff { id state } }\n    }\n  }\n": typeof types.StoryClaimDocument,
    "\n  subscription StoryEscalationEvents($after: EventCursor) {\n    escalationEvents(after: $after) {\n      __typename\n      ... on StreamReady { cursor accountId }\n      ... on EscalationCreated { cursor replayed at actor { id } handoff { id state engineerNotes } }\n      ... on EscalationClaimed { cursor replayed actor { id } handoff { id } }\n      ... on EscalationReleased { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationReturned { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationWithdrawn { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationResolved { cursor replayed actor { id } handoff { id } }\n      ... on EscalationUnreached { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationRepeated { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationClaimIdle { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationWatched { cursor replayed actor { id } handoff { id } }\n    }\n  }\n": typeof types.StoryEscalationEventsDocument,
    "\n  subscription StoryEscalationCreated($after: EventCursor) {\n    escalationCreated(after: $after) {\n      cursor\n      replayed\n      handoff { id priority engineerNotes createdBy { id name } snapshot { problem stepCount } }\n    }\n  }\n": typeof types.StoryEscalationCreatedDocument,
    "\n  query IntegrationsTicketSystem {\n    ticketSystem {\n      id kind baseUrl companyId postOnEscalation postOnReturn postOnCompletion externalNotes state lastError\n      failingSince lastSuccessAt createdAt updatedAt\n    }\n  }\n": typeof types.IntegrationsTicketSystemDocument,
    "\n  mutation IntegrationsConnect($input: ConnectTicketSystemInput!) {\n    connectTicketSystem(input: $input) { id baseUrl companyId state externalNotes postOnReturn }\n  }\n": typeof types.IntegrationsConnectDocument,
    "\n  mutation IntegrationsUpdate($input: UpdateTicketSystemInput!) {\n    updateTicketSystem(input: $input) { id baseUrl companyId state lastError externalNotes postOnEscalation }\n  }\n": typeof types.IntegrationsUpdateDocument,
    "\n  mutation IntegrationsDisconnect { disconnectTicketSystem }\n": typeof types.IntegrationsDisconnectDocument,
    "\n  mutation IntegrationsTest { testTicketSystem { ok message } }\n": typeof types.IntegrationsTestDocument,
    "\n  query IntegrationsPreview($id: ID!, $kind: TicketNoteKind, $external: Boolean) {\n    previewTicketNote(id: $id, kind: $kind, external: $external) { text maskedCount isInternal isConnected ticketRef }\n  }\n": typeof types.IntegrationsPreviewDocument,
    "\n  query IntegrationsNotesOfHandoff($id: ID!) {\n    handoff(id: $id) {\n      ticketNotes {\n        id kind state skipReason isInternal ticketNumber attempts lastError externalNoteId maskedCount createdAt sentAt\n      }\n    }\n  }\n": typeof types.IntegrationsNotesOfHandoffDocument,
    "\n  query IntegrationsNotesOfSession($id: ID!) {\n    session(id: $id) {\n      ticketNotes {\n        id kind state skipReason isInternal ticketNumber attempts lastError externalNoteId maskedCount createdAt sentAt\n      }\n    }\n  }\n": typeof types.IntegrationsNotesOfSessionDocument,
    "\n  mutation IntegrationsPost($input: PostTicketNoteInput!) {\n    postTicketNote(input: $input) { id kind state isInternal ticketNumber }\n  }\n": typeof types.IntegrationsPostDocument,
    "\n  mutation IntegrationsRetry($input: RetryTicketNoteInput!) {\n    retryTicketNote(input: $input) { id state attempts lastError skipReason ticketNumber }\n  }\n": typeof types.IntegrationsRetryDocument,
    "\n  subscription EveryKindOfEvent($after: EventCursor) {\n    escalationEvents(after: $after) {\n      __typename\n      ... on LiveEvent { cursor at actor { name } reason handoff { id } }\n    }\n  }\n": typeof types.EveryKindOfEventDocument,
    "\n  query FailoverQueue {\n    escalationQueue(first: 100) { eventCursor nodes { id } }\n  }\n": typeof types.FailoverQueueDocument,
    "\n  query LostTailQueue {\n    escalationQueue { eventCursor }\n  }\n": typeof types.LostTailQueueDocument,
    "\n  query LiveStreamsList($first: Int, $after: String) {\n    liveStreams(first: $first, after: $after) {\n      totalCount\n      nodes { id openedAt eventsBehind user { id name } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.LiveStreamsListDocument,
    "\n  mutation LiveStreamsEnd($input: EndLiveStreamInput!) {\n    endLiveStream(input: $input)\n  }\n": typeof types.LiveStreamsEndDocument,
    "\n  query NotificationsDeliveries($id: ID!) {\n    handoff(id: $id) {\n      reach { reached pending failed skipped }\n      deliveries(first: 100) {\n        totalCount\n        nodes {\n          id channel state skipReason round attempts lastError messageId createdAt sentAt updatedAt\n          user { id name }\n        }\n      }\n    }\n  }\n": typeof types.NotificationsDeliveriesDocument,
    "\n  query NotificationsPreferences {\n    notificationPreferences {\n      mail inApp mailWhenTaken onlyTargeted muteUntil quietHours { start end timeZone }\n    }\n  }\n": typeof types.NotificationsPreferencesDocument,
    "\n  mutation NotificationsSetPreferences($input: UpdateNotificationPreferencesInput!) {\n    updateNotificationPreferences(input: $input) {\n      mail inApp mailWhenTaken onlyTargeted muteUntil quietHours { start end timeZone }\n    }\n  }\n": typeof types.NotificationsSetPreferencesDocument,
    "\n  query InProductNotifications($first: Int, $after: String, $unreadOnly: Boolean) {\n    notifications(first: $first, after: $after, unreadOnly: $unreadOnly) {\n      unreadCount\n      totalCount\n      eventCursor\n      nodes { id kind text createdAt readAt actor { id name } handoff { id state } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.InProductNotificationsDocument,
    "\n  mutation InProductMarkRead($input: MarkNotificationsReadInput!) {\n    markNotificationsRead(input: $input) { unreadCount }\n  }\n": typeof types.InProductMarkReadDocument,
    "\n  subscription InProductReceived($after: EventCursor) {\n    notificationReceived(after: $after) {\n      cursor\n      replayed\n      notification { id kind text actor { id } handoff { id } readAt }\n    }\n  }\n": typeof types.InProductReceivedDocument,
    "\n  mutation InProductMarkWatching($input: MarkWatchingInput!) {\n    markWatching(input: $input) { id watchers { since until user { id name } } }\n  }\n": typeof types.InProductMarkWatchingDocument,
    "\n  mutation InProductStopWatching($input: StopWatchingInput!) {\n    stopWatching(input: $input) { id watchers { user { id } } }\n  }\n": typeof types.InProductStopWatchingDocument,
    "\n  query InProductWatchers($id: ID!) {\n    handoff(id: $id) { watchers { since until user { id name } } }\n  }\n": typeof types.InProductWatchersDocument,
    "\n  query LadderGetPolicy {\n    escalationPolicy {\n      rungs { audience urgentMinutes highMinutes normalMinutes lowMinutes }\n      secondLine { id }\n      claimReminderMinutes\n      claimReleaseMinutes\n    }\n  }\n": typeof types.LadderGetPolicyDocument,
    "\n  mutation LadderSetPolicy($input: UpdateEscalationPolicyInput!) {\n    updateEscalationPolicy(input: $input) {\n      rungs { audience urgentMinutes highMinutes normalMinutes lowMinutes }\n      secondLine { id }\n      claimReminderMinutes\n      claimReleaseMinutes\n    }\n  }\n": typeof types.LadderSetPolicyDocument,
    "\n  query LadderGet($id: ID!) {\n    handoff(id: $id) {\n      state\n      createdAt\n      ladder { rung rungCount nextAt nextAudience isExhausted }\n    }\n  }\n": typeof types.LadderGetDocument,
    "\n  fragment SessionsFacts on Session {\n    id\n    problem\n    clientName\n    ticketRef\n    status\n    outcome\n    summary\n    tree { id title }\n    treeVersion { id number title }\n    currentNode { key kind title branches { label to } }\n    steps { index kind nodeKey nodeTitle branch note actor { id } at }\n    engineer { id }\n    openedBy { id }\n    startedAt\n    completedAt\n  }\n": typeof types.SessionsFactsFragmentDoc,
    "\n  mutation SessionsStart($input: StartSessionInput!) {\n    startSession(input: $input) { ...SessionsFacts }\n  }\n": typeof types.SessionsStartDocument,
    "\n  mutation SessionsAnswer($input: AnswerStepInput!) {\n    answerStep(input: $input) { ...SessionsFacts }\n  }\n": typeof types.SessionsAnswerDocument,
    "\n  mutation SessionsNote($input: AddNoteInput!) {\n    addNote(input: $input) { ...SessionsFacts }\n  }\n": typeof types.SessionsNoteDocument,
    "\n  mutation SessionsUndo($input: UndoStepInput!) {\n    undoStep(input: $input) { ...SessionsFacts }\n  }\n": typeof types.SessionsUndoDocument,
    "\n  mutation SessionsUpdate($input: UpdateSessionInput!) {\n    updateSession(input: $input) { ...SessionsFacts }\n  }\n": typeof types.SessionsUpdateDocument,
    "\n  mutation SessionsComplete($input: CompleteSessionInput!) {\n    completeSession(input: $input) { ...SessionsFacts }\n  }\n": typeof types.SessionsCompleteDocument,
    "\n  query SessionsOne($id: ID!) {\n    session(id: $id) { ...SessionsFacts }\n  }\n": typeof types.SessionsOneDocument,
    "\n  query SessionsList(\n    $scope: SessionScope\n    $status: SessionStatus\n    $search: String\n    $first: Int\n    $after: String\n  ) {\n    sessions(scope: $scope, status: $status, search: $search, first: $first, after: $after) {\n      totalCount\n      pageInfo { hasNextPage endCursor }\n      nodes { id problem status }\n    }\n  }\n": typeof types.SessionsListDocument,
    "\n  query SessionsTranscript($id: ID!, $format: TranscriptFormat!) {\n    session(id: $id) { transcript(format: $format) }\n  }\n": typeof types.SessionsTranscriptDocument,
    "\n  mutation SessionsPark($sessionId: ID!) {\n    createHandoff(input: { sessionId: $sessionId, intent: PARK }) {\n      id\n      snapshot { secondsSpent stepCount }\n      session { status }\n    }\n  }\n": typeof types.SessionsParkDocument,
    "\n  mutation SessionsResume($sessionId: ID!) {\n    resumeSession(input: { sessionId: $sessionId }) { ...SessionsFacts }\n  }\n": typeof types.SessionsResumeDocument,
    "\n  query SessionsAnyNode($id: ID!) {\n    node(id: $id) { __typename id ... on Session { problem } }\n  }\n": typeof types.SessionsAnyNodeDocument,
    "\n  query TreesOfSession($id: ID!) {\n    session(id: $id) {\n      currentNode { key }\n      tree { id }\n      treeVersion { id number title document { nodes { key } } }\n    }\n  }\n": typeof types.TreesOfSessionDocument,
    "\n  mutation TreesAnswerYes($sessionId: ID!) {\n    answerStep(input: { sessionId: $sessionId, nodeKey: \"ping\", branch: \"Yes\" }) { currentNode { key } }\n  }\n": typeof types.TreesAnswerYesDocument,
    "\n  query TreesAnyNode($id: ID!) {\n    node(id: $id) { __typename id }\n  }\n": typeof types.TreesAnyNodeDocument,
    "\n  fragment TreesFacts on Tree {\n    id\n    title\n    description\n    category\n    tags\n    status\n    revision\n    document { rootKey nodes { key kind title body branches { label to } } }\n    publishedVersion { id number title changeNote }\n    createdBy { id }\n    createdAt\n    updatedAt\n  }\n": typeof types.TreesFactsFragmentDoc,
    "\n  mutation TreesCreate($input: CreateTreeInput!) {\n    createTree(input: $input) { ...TreesFacts }\n  }\n": typeof types.TreesCreateDocument,
    "\n  mutation TreesUpdate($input: UpdateTreeInput!) {\n    updateTree(input: $input) { ...TreesFacts }\n  }\n": typeof types.TreesUpdateDocument,
    "\n  mutation TreesPublish($input: PublishTreeInput!) {\n    publishTree(input: $input) { ...TreesFacts }\n  }\n": typeof types.TreesPublishDocument,
    "\n  mutation TreesArchive($input: ArchiveTreeInput!) {\n    archiveTree(input: $input) { ...TreesFacts }\n  }\n": typeof types.TreesArchiveDocument,
    "\n  mutation TreesDelete($input: DeleteTreeInput!) {\n    deleteTree(input: $input)\n  }\n": typeof types.TreesDeleteDocument,
    "\n  query TreesOne($id: ID!) {\n    tree(id: $id) { ...TreesFacts }\n  }\n": typeof types.TreesOneDocument,
    "\n  query TreesDiagnostics($id: ID!) {\n    tree(id: $id) { diagnostics { severity code nodeKey message } }\n  }\n": typeof types.TreesDiagnosticsDocument,
    "\n  query TreesVersions($id: ID!, $first: Int, $after: String) {\n    tree(id: $id) {\n      versions(first: $first, after: $after) {\n        totalCount\n        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n        edges { cursor }\n        nodes {\n          id\n          number\n          title\n          changeNote\n          publishedAt\n          publishedBy { id }\n          document { rootKey nodes { key title } }\n        }\n      }\n    }\n  }\n": typeof types.TreesVersionsDocument,
    "\n  query TreesList(\n    $search: String\n    $category: String\n    $tag: String\n    $status: TreeStatus\n    $first: Int\n    $after: String\n  ) {\n    trees(search: $search, category: $category, tag: $tag, status: $status, first: $first, after: $after) {\n      totalCount\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n      edges { cursor node { id } }\n      nodes { id title }\n    }\n  }\n": typeof types.TreesListDocument,
    "\n  query TreesCategories {\n    treeCategories { name treeCount }\n  }\n": typeof types.TreesCategoriesDocument,
};
const documents: Documents = {
    "\n  mutation AccountsRegister($input: RegisterInput!) {\n    register(input: $input) {\n      accessToken\n      accessTokenExpiresAt\n      refreshToken\n      deviceToken\n      user { id name email role isActive account { id name } }\n    }\n  }\n": types.AccountsRegisterDocument,
    "\n  mutation AccountsLogin($input: LoginInput!) {\n    login(input: $input) { accessToken accessTokenExpiresAt refreshToken deviceToken user { id name role account { id } } }\n  }\n": types.AccountsLoginDocument,
    "\n  mutation AccountsRefreshTokens($input: RefreshTokensInput!) {\n    refreshTokens(input: $input) { accessToken accessTokenExpiresAt refreshToken deviceToken user { id } }\n  }\n": types.AccountsRefreshTokensDocument,
    "\n  mutation AccountsLogout($input: LogoutInput!) { logout(input: $input) }\n": types.AccountsLogoutDocument,
    "\n  mutation AccountsLogoutEverybody { logoutEverybody }\n": types.AccountsLogoutEverybodyDocument,
    "\n  mutation AccountsLogoutEverywhere { logoutEverywhere }\n": types.AccountsLogoutEverywhereDocument,
    "\n  mutation AccountsChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) { accessToken refreshToken user { id } }\n  }\n": types.AccountsChangePasswordDocument,
    "\n  mutation AccountsRequestPasswordReset($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }\n": types.AccountsRequestPasswordResetDocument,
    "\n  mutation AccountsResetPassword($input: ResetPasswordInput!) {\n    resetPassword(input: $input) { accessToken refreshToken user { id } }\n  }\n": types.AccountsResetPasswordDocument,
    "\n  mutation AccountsVerifyEmail($input: VerifyEmailInput!) { verifyEmail(input: $input) { id email emailVerifiedAt } }\n": types.AccountsVerifyEmailDocument,
    "\n  mutation AccountsResendVerification { resendVerification }\n": types.AccountsResendVerificationDocument,
    "\n  mutation AccountsInviteUser($input: InviteUserInput!) {\n    inviteUser(input: $input) { id email role acceptUrl expiresAt }\n  }\n": types.AccountsInviteUserDocument,
    "\n  query AccountsInvitations {\n    invitations { nodes { id email role acceptUrl createdAt invitedBy { name } } totalCount }\n  }\n": types.AccountsInvitationsDocument,
    "\n  mutation AccountsRevokeInvitation($input: RevokeInvitationInput!) { revokeInvitation(input: $input) { id } }\n": types.AccountsRevokeInvitationDocument,
    "\n  mutation AccountsAcceptInvitation($input: AcceptInvitationInput!) {\n    acceptInvitation(input: $input) {\n      accessToken\n      refreshToken\n      user { id name email role isActive account { id name } }\n    }\n  }\n": types.AccountsAcceptInvitationDocument,
    "\n  mutation AccountsUpdateUserRole($input: UpdateUserRoleInput!) { updateUserRole(input: $input) { id role } }\n": types.AccountsUpdateUserRoleDocument,
    "\n  mutation AccountsDeactivateUser($input: DeactivateUserInput!) { deactivateUser(input: $input) { id isActive } }\n": types.AccountsDeactivateUserDocument,
    "\n  mutation AccountsReactivateUser($input: ReactivateUserInput!) { reactivateUser(input: $input) { id isActive } }\n": types.AccountsReactivateUserDocument,
    "\n  query AccountsMe { me { id name email role isActive account { id name } } }\n": types.AccountsMeDocument,
    "\n  query AccountsUsers($first: Int, $after: String, $search: String) {\n    users(first: $first, after: $after, search: $search) {\n      totalCount\n      nodes { id name email role isActive account { id } }\n      edges { cursor node { id } }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n    }\n  }\n": types.AccountsUsersDocument,
    "\n  query AccountsTreeCursor { trees(first: 1) { edges { cursor } } }\n": types.AccountsTreeCursorDocument,
    "\n  query MetricsGet($from: DateTime!, $to: DateTime!, $groupBy: MetricsGroup!, $timeZone: String) {\n    escalationMetrics(from: $from, to: $to, groupBy: $groupBy, timeZone: $timeZone) {\n      from to groupBy timeZone\n      groups { ...MetricsFigures }\n      total { ...MetricsFigures }\n    }\n  }\n  fragment MetricsFigures on EscalationMetricsGroup {\n    key label periodStart user { id } tree { id }\n    created claimed unclaimed released returned withdrawn resolved\n    timeToSeen { p50Seconds p90Seconds sampleSize }\n    timeToClaim { p50Seconds p90Seconds sampleSize }\n    timeToFirstAction { p50Seconds p90Seconds sampleSize }\n    timeToResolution { p50Seconds p90Seconds sampleSize }\n  }\n": types.MetricsGetDocument,
    "\n  subscription ClientEscalations($after: EventCursor) {\n    escalationEvents(after: $after) {\n      __typename\n      ... on StreamReady { cursor accountId }\n      ... on EscalationCreated { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationClaimed { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationReleased { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationReturned { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationWithdrawn { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationResolved { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationUnreached { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationRepeated { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationClaimIdle { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationWatched { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on AssessmentReady { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n    }\n  }\n  fragment ClientQueueItem on Handoff {\n    id\n    state\n    priority\n    engineerNotes\n    createdAt\n    createdBy { id name }\n    target { id name }\n    claimedBy { id name }\n    claimedAt\n    snapshot { problem clientName ticketRef treeTitle treeVersionNumber stepCount secondsSpent }\n  }\n": types.ClientEscalationsDocument,
    "\n  query ClientQueue {\n    escalationQueue(first: 100) { eventCursor nodes { id } }\n  }\n": types.ClientQueueDocument,
    "\n  mutation DashboardHandoffAnswer($input: AnswerStepInput!) { answerStep(input: $input) { id } }\n": types.DashboardHandoffAnswerDocument,
    "\n  mutation DashboardHandoffComplete($input: CompleteSessionInput!) { completeSession(input: $input) { id } }\n": types.DashboardHandoffCompleteDocument,
    "\n  mutation DashboardHandoffReturn($input: ReturnHandoffInput!) { returnHandoff(input: $input) { id } }\n": types.DashboardHandoffReturnDocument,
    "\n  mutation DashboardWorkAnswer($input: AnswerStepInput!) { answerStep(input: $input) { id } }\n": types.DashboardWorkAnswerDocument,
    "\n  subscription AssessmentByModelEvents {\n    escalationEvents {\n      __typename\n      ... on AssessmentReady {\n        handoff {\n          assessment {\n            status source likelyCause suggestedSteps steps { text risks } confidence confidenceTier basis modelStatus model maskedCount\n          }\n        }\n      }\n    }\n  }\n": types.AssessmentByModelEventsDocument,
    "\n  query AssessmentGet($id: ID!) {\n    handoff(id: $id) {\n      assessment {\n        status source likelyCause suggestedSteps confidence confidenceTier basis modelStatus model maskedCount updatedAt\n        ends { nodeKey title resolvedCount passedCount share }\n      }\n    }\n  }\n": types.AssessmentGetDocument,
    "\n  subscription AssessmentEvents {\n    escalationEvents {\n      __typename\n      ... on AssessmentReady { actor { id } reason handoff { id assessment { source basis } } }\n    }\n  }\n": types.AssessmentEventsDocument,
    "\n  mutation AssessmentUndo($input: UndoStepInput!) {\n    undoStep(input: $input) { id }\n  }\n": types.AssessmentUndoDocument,
    "\n  query HandoffsGet($id: ID!) {\n    handoff(id: $id) {\n      id intent state priority engineerNotes createdAt claimedAt closedAt closeReason\n      createdBy { id } target { id } claimedBy { id }\n      session { id status engineer { id } currentNode { key } }\n      snapshot {\n        problem clientName ticketRef treeTitle treeVersionNumber stepCount secondsSpent takenAt\n        currentNode { key title }\n        steps { index kind nodeTitle branch note actorName }\n      }\n    }\n  }\n": types.HandoffsGetDocument,
    "\n  query HandoffsGetSession($id: ID!) {\n    session(id: $id) {\n      id status outcome engineer { id } openedBy { id } currentNode { key } escalationPackage\n      steps { index kind nodeTitle branch note actor { id } }\n      handoffs { totalCount nodes { id intent state } }\n    }\n  }\n": types.HandoffsGetSessionDocument,
    "\n  query HandoffsQueue($first: Int, $after: String) {\n    escalationQueue(first: $first, after: $after) {\n      eventCursor totalCount\n      edges { cursor node { id priority } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.HandoffsQueueDocument,
    "\n  query HandoffsList($intent: HandoffIntent, $state: HandoffState, $first: Int, $after: String) {\n    handoffs(intent: $intent, state: $state, first: $first, after: $after) {\n      totalCount\n      nodes { id intent state }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.HandoffsListDocument,
    "\n  mutation HandoffsRelease($input: ReleaseHandoffInput!) {\n    releaseHandoff(input: $input) { id state claimedBy { id } claimedAt session { id status engineer { id } } }\n  }\n": types.HandoffsReleaseDocument,
    "\n  mutation HandoffsReturn($input: ReturnHandoffInput!) {\n    returnHandoff(input: $input) { id state closedAt closeReason session { id status engineer { id } } }\n  }\n": types.HandoffsReturnDocument,
    "\n  mutation HandoffsWithdraw($input: WithdrawHandoffInput!) {\n    withdrawHandoff(input: $input) { id state closeReason session { id status engineer { id } } }\n  }\n": types.HandoffsWithdrawDocument,
    "\n  mutation HandoffsResume($input: ResumeSessionInput!) {\n    resumeSession(input: $input) { id status handoffs { nodes { intent state closeReason } } }\n  }\n": types.HandoffsResumeDocument,
    "\n  mutation HandoffsComplete($input: CompleteSessionInput!) {\n    completeSession(input: $input) { id status outcome handoffs { nodes { id state closeReason } } }\n  }\n": types.HandoffsCompleteDocument,
    "\n  mutation HandoffsAnswer($input: AnswerStepInput!) {\n    answerStep(input: $input) { id currentNode { key } }\n  }\n": types.HandoffsAnswerDocument,
    "\n  mutation HandoffsNote($input: AddNoteInput!) {\n    addNote(input: $input) { id }\n  }\n": types.HandoffsNoteDocument,
    "\n  mutation HandoffsDeactivate($input: DeactivateUserInput!) {\n    deactivateUser(input: $input) { id isActive }\n  }\n": types.HandoffsDeactivateDocument,
    "\n  mutation HandoffsSetRole($input: UpdateUserRoleInput!) {\n    updateUserRole(input: $input) { id role }\n  }\n": types.HandoffsSetRoleDocument,
    "\n  query ReadingQueueInPieces($people: Boolean!) {\n    queue: escalationQueue(first: 5) {\n      nodes { id notes: engineerNotes ...ReadingWithSession }\n      edges {\n        node { ... on Handoff { priority createdBy @include(if: $people) { name } } ... on Node { id } }\n        cursor\n      }\n      ... on EscalationQueueConnection { edges { node { snapshot { problem stepCount } target { email } } } }\n    }\n  }\n\n  fragment ReadingWithSession on Handoff {\n    session { ...ReadingSession handoffs { nodes { id } } }\n    claimedBy { id }\n  }\n\n  fragment ReadingSession on Session {\n    problem status startedAt engineer { name account { name } } tree { title } currentNode { key } steps { kind }\n  }\n": types.ReadingQueueInPiecesDocument,
    "\n  query ReadingOneHandoff($id: ID!) {\n    handoff(id: $id) {\n      state claimedAt closeReason claimedBy { id name role isActive }\n      session { id clientName ticketRef openedBy { id } engineer { id } outcome completedAt summary }\n    }\n    node(id: $id) { ... on Handoff { state claimedBy { id } session { clientName } } }\n  }\n": types.ReadingOneHandoffDocument,
    "\n    mutation StoryCreateTree($input: CreateTreeInput!) {\n      createTree(input: $input) { id revision }\n    }\n  ": types.StoryCreateTreeDocument,
    "\n    mutation StoryPublishTree($input: PublishTreeInput!) {\n      publishTree(input: $input) { id title publishedVersion { id number } }\n    }\n  ": types.StoryPublishTreeDocument,
    "\n  mutation StoryStartSession($input: StartSessionInput!) {\n    startSession(input: $input) { id status currentNode { key } }\n  }\n": types.StoryStartSessionDocument,
    "\n  mutation StoryCreateHandoff($input: CreateHandoffInput!) {\n    createHandoff(input: $input) { id state intent priority session { id status } }\n  }\n": types.StoryCreateHandoffDocument,
    "\n  mutation StoryClaim($input: ClaimHandoffInput!) {\n    claimHandoff(input: $input) {\n      __typename\n      ... on HandoffClaimed { handoff { id state } }\n      ... on HandoffAlreadyClaimed { claimedBy { id name } claimedAt handoff { id state } }\n      ... on HandoffNotClaimable { reason handoff { id state } }\n    }\n  }\n": types.StoryClaimDocument,
    "\n  subscription StoryEscalationEvents($after: EventCursor) {\n    escalationEvents(after: $after) {\n      __typename\n      ... on StreamReady { cursor accountId }\n      ... on EscalationCreated { cursor replayed at actor { id } handoff { id state engineerNotes } }\n      ... on EscalationClaimed { cursor replayed actor { id } handoff { id } }\n      ... on EscalationReleased { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationReturned { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationWithdrawn { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationResolved { cursor replayed actor { id } handoff { id } }\n      ... on EscalationUnreached { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationRepeated { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationClaimIdle { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationWatched { cursor replayed actor { id } handoff { id } }\n    }\n  }\n": types.StoryEscalationEventsDocument,
    "\n  subscription StoryEscalationCreated($after: EventCursor) {\n    escalationCreated(after: $after) {\n      cursor\n      replayed\n      handoff { id priority engineerNotes createdBy { id name } snapshot { problem stepCount } }\n    }\n  }\n": types.StoryEscalationCreatedDocument,
    "\n  query IntegrationsTicketSystem {\n    ticketSystem {\n      id kind baseUrl companyId postOnEscalation postOnReturn postOnCompletion externalNotes state lastError\n      failingSince lastSuccessAt createdAt updatedAt\n    }\n  }\n": types.IntegrationsTicketSystemDocument,
    "\n  mutation IntegrationsConnect($input: ConnectTicketSystemInput!) {\n    connectTicketSystem(input: $input) { id baseUrl companyId state externalNotes postOnReturn }\n  }\n": types.IntegrationsConnectDocument,
    "\n  mutation IntegrationsUpdate($input: UpdateTicketSystemInput!) {\n    updateTicketSystem(input: $input) { id baseUrl companyId state lastError externalNotes postOnEscalation }\n  }\n": types.IntegrationsUpdateDocument,
    "\n  mutation IntegrationsDisconnect { disconnectTicketSystem }\n": types.IntegrationsDisconnectDocument,
    "\n  mutation IntegrationsTest { testTicketSystem { ok message } }\n": types.IntegrationsTestDocument,
    "\n  query IntegrationsPreview($id: ID!, $kind: TicketNoteKind, $external: Boolean) {\n    previewTicketNote(id: $id, kind: $kind, external: $external) { text maskedCount isInternal isConnected ticketRef }\n  }\n": types.IntegrationsPreviewDocument,
    "\n  query IntegrationsNotesOfHandoff($id: ID!) {\n    handoff(id: $id) {\n      ticketNotes {\n        id kind state skipReason isInternal ticketNumber attempts lastError externalNoteId maskedCount createdAt sentAt\n      }\n    }\n  }\n": types.IntegrationsNotesOfHandoffDocument,
    "\n  query IntegrationsNotesOfSession($id: ID!) {\n    session(id: $id) {\n      ticketNotes {\n        id kind state skipReason isInternal ticketNumber attempts lastError externalNoteId maskedCount createdAt sentAt\n      }\n    }\n  }\n": types.IntegrationsNotesOfSessionDocument,
    "\n  mutation IntegrationsPost($input: PostTicketNoteInput!) {\n    postTicketNote(input: $input) { id kind state isInternal ticketNumber }\n  }\n": types.IntegrationsPostDocument,
    "\n  mutation IntegrationsRetry($input: RetryTicketNoteInput!) {\n    retryTicketNote(input: $input) { id state attempts lastError skipReason ticketNumber }\n  }\n": types.IntegrationsRetryDocument,
    "\n  subscription EveryKindOfEvent($after: EventCursor) {\n    escalationEvents(after: $after) {\n      __typename\n      ... on LiveEvent { cursor at actor { name } reason handoff { id } }\n    }\n  }\n": types.EveryKindOfEventDocument,
    "\n  query FailoverQueue {\n    escalationQueue(first: 100) { eventCursor nodes { id } }\n  }\n": types.FailoverQueueDocument,
    "\n  query LostTailQueue {\n    escalationQueue { eventCursor }\n  }\n": types.LostTailQueueDocument,
    "\n  query LiveStreamsList($first: Int, $after: String) {\n    liveStreams(first: $first, after: $after) {\n      totalCount\n      nodes { id openedAt eventsBehind user { id name } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.LiveStreamsListDocument,
    "\n  mutation LiveStreamsEnd($input: EndLiveStreamInput!) {\n    endLiveStream(input: $input)\n  }\n": types.LiveStreamsEndDocument,
    "\n  query NotificationsDeliveries($id: ID!) {\n    handoff(id: $id) {\n      reach { reached pending failed skipped }\n      deliveries(first: 100) {\n        totalCount\n        nodes {\n          id channel state skipReason round attempts lastError messageId createdAt sentAt updatedAt\n          user { id name }\n        }\n      }\n    }\n  }\n": types.NotificationsDeliveriesDocument,
    "\n  query NotificationsPreferences {\n    notificationPreferences {\n      mail inApp mailWhenTaken onlyTargeted muteUntil quietHours { start end timeZone }\n    }\n  }\n": types.NotificationsPreferencesDocument,
    "\n  mutation NotificationsSetPreferences($input: UpdateNotificationPreferencesInput!) {\n    updateNotificationPreferences(input: $input) {\n      mail inApp mailWhenTaken onlyTargeted muteUntil quietHours { start end timeZone }\n    }\n  }\n": types.NotificationsSetPreferencesDocument,
    "\n  query InProductNotifications($first: Int, $after: String, $unreadOnly: Boolean) {\n    notifications(first: $first, after: $after, unreadOnly: $unreadOnly) {\n      unreadCount\n      totalCount\n      eventCursor\n      nodes { id kind text createdAt readAt actor { id name } handoff { id state } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.InProductNotificationsDocument,
    "\n  mutation InProductMarkRead($input: MarkNotificationsReadInput!) {\n    markNotificationsRead(input: $input) { unreadCount }\n  }\n": types.InProductMarkReadDocument,
    "\n  subscription InProductReceived($after: EventCursor) {\n    notificationReceived(after: $after) {\n      cursor\n      replayed\n      notification { id kind text actor { id } handoff { id } readAt }\n    }\n  }\n": types.InProductReceivedDocument,
    "\n  mutation InProductMarkWatching($input: MarkWatchingInput!) {\n    markWatching(input: $input) { id watchers { since until user { id name } } }\n  }\n": types.InProductMarkWatchingDocument,
    "\n  mutation InProductStopWatching($input: StopWatchingInput!) {\n    stopWatching(input: $input) { id watchers { user { id } } }\n  }\n": types.InProductStopWatchingDocument,
    "\n  query InProductWatchers($id: ID!) {\n    handoff(id: $id) { watchers { since until user { id name } } }\n  }\n": types.InProductWatchersDocument,
    "\n  query LadderGetPolicy {\n    escalationPolicy {\n      rungs { audience urgentMinutes highMinutes normalMinutes lowMinutes }\n      secondLine { id }\n      claimReminderMinutes\n      claimReleaseMinutes\n    }\n  }\n": types.LadderGetPolicyDocument,
    "\n  mutation LadderSetPolicy($input: UpdateEscalationPolicyInput!) {\n    updateEscalationPolicy(input: $input) {\n      rungs { audience urgentMinutes highMinutes normalMinutes lowMinutes }\n      secondLine { id }\n      claimReminderMinutes\n      claimReleaseMinutes\n    }\n  }\n": types.LadderSetPolicyDocument,
    "\n  query LadderGet($id: ID!) {\n    handoff(id: $id) {\n      state\n      createdAt\n      ladder { rung rungCount nextAt nextAudience isExhausted }\n    }\n  }\n": types.LadderGetDocument,
    "\n  fragment SessionsFacts on Session {\n    id\n    problem\n    clientName\n    ticketRef\n    status\n    outcome\n    summary\n    tree { id title }\n    treeVersion { id number title }\n    currentNode { key kind title branches { label to } }\n    steps { index kind nodeKey nodeTitle branch note actor { id } at }\n    engineer { id }\n    openedBy { id }\n    startedAt\n    completedAt\n  }\n": types.SessionsFactsFragmentDoc,
    "\n  mutation SessionsStart($input: StartSessionInput!) {\n    startSession(input: $input) { ...SessionsFacts }\n  }\n": types.SessionsStartDocument,
    "\n  mutation SessionsAnswer($input: AnswerStepInput!) {\n    answerStep(input: $input) { ...SessionsFacts }\n  }\n": types.SessionsAnswerDocument,
    "\n  mutation SessionsNote($input: AddNoteInput!) {\n    addNote(input: $input) { ...SessionsFacts }\n  }\n": types.SessionsNoteDocument,
    "\n  mutation SessionsUndo($input: UndoStepInput!) {\n    undoStep(input: $input) { ...SessionsFacts }\n  }\n": types.SessionsUndoDocument,
    "\n  mutation SessionsUpdate($input: UpdateSessionInput!) {\n    updateSession(input: $input) { ...SessionsFacts }\n  }\n": types.SessionsUpdateDocument,
    "\n  mutation SessionsComplete($input: CompleteSessionInput!) {\n    completeSession(input: $input) { ...SessionsFacts }\n  }\n": types.SessionsCompleteDocument,
    "\n  query SessionsOne($id: ID!) {\n    session(id: $id) { ...SessionsFacts }\n  }\n": types.SessionsOneDocument,
    "\n  query SessionsList(\n    $scope: SessionScope\n    $status: SessionStatus\n    $search: String\n    $first: Int\n    $after: String\n  ) {\n    sessions(scope: $scope, status: $status, search: $search, first: $first, after: $after) {\n      totalCount\n      pageInfo { hasNextPage endCursor }\n      nodes { id problem status }\n    }\n  }\n": types.SessionsListDocument,
    "\n  query SessionsTranscript($id: ID!, $format: TranscriptFormat!) {\n    session(id: $id) { transcript(format: $format) }\n  }\n": types.SessionsTranscriptDocument,
    "\n  mutation SessionsPark($sessionId: ID!) {\n    createHandoff(input: { sessionId: $sessionId, intent: PARK }) {\n      id\n      snapshot { secondsSpent stepCount }\n      session { status }\n    }\n  }\n": types.SessionsParkDocument,
    "\n  mutation SessionsResume($sessionId: ID!) {\n    resumeSession(input: { sessionId: $sessionId }) { ...SessionsFacts }\n  }\n": types.SessionsResumeDocument,
    "\n  query SessionsAnyNode($id: ID!) {\n    node(id: $id) { __typename id ... on Session { problem } }\n  }\n": types.SessionsAnyNodeDocument,
    "\n  query TreesOfSession($id: ID!) {\n    session(id: $id) {\n      currentNode { key }\n      tree { id }\n      treeVersion { id number title document { nodes { key } } }\n    }\n  }\n": types.TreesOfSessionDocument,
    "\n  mutation TreesAnswerYes($sessionId: ID!) {\n    answerStep(input: { sessionId: $sessionId, nodeKey: \"ping\", branch: \"Yes\" }) { currentNode { key } }\n  }\n": types.TreesAnswerYesDocument,
    "\n  query TreesAnyNode($id: ID!) {\n    node(id: $id) { __typename id }\n  }\n": types.TreesAnyNodeDocument,
    "\n  fragment TreesFacts on Tree {\n    id\n    title\n    description\n    category\n    tags\n    status\n    revision\n    document { rootKey nodes { key kind title body branches { label to } } }\n    publishedVersion { id number title changeNote }\n    createdBy { id }\n    createdAt\n    updatedAt\n  }\n": types.TreesFactsFragmentDoc,
    "\n  mutation TreesCreate($input: CreateTreeInput!) {\n    createTree(input: $input) { ...TreesFacts }\n  }\n": types.TreesCreateDocument,
    "\n  mutation TreesUpdate($input: UpdateTreeInput!) {\n    updateTree(input: $input) { ...TreesFacts }\n  }\n": types.TreesUpdateDocument,
    "\n  mutation TreesPublish($input: PublishTreeInput!) {\n    publishTree(input: $input) { ...TreesFacts }\n  }\n": types.TreesPublishDocument,
    "\n  mutation TreesArchive($input: ArchiveTreeInput!) {\n    archiveTree(input: $input) { ...TreesFacts }\n  }\n": types.TreesArchiveDocument,
    "\n  mutation TreesDelete($input: DeleteTreeInput!) {\n    deleteTree(input: $input)\n  }\n": types.TreesDeleteDocument,
    "\n  query TreesOne($id: ID!) {\n    tree(id: $id) { ...TreesFacts }\n  }\n": types.TreesOneDocument,
    "\n  query TreesDiagnostics($id: ID!) {\n    tree(id: $id) { diagnostics { severity code nodeKey message } }\n  }\n": types.TreesDiagnosticsDocument,
    "\n  query TreesVersions($id: ID!, $first: Int, $after: String) {\n    tree(id: $id) {\n      versions(first: $first, after: $after) {\n        totalCount\n        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n        edges { cursor }\n        nodes {\n          id\n          number\n          title\n          changeNote\n          publishedAt\n          publishedBy { id }\n          document { rootKey nodes { key title } }\n        }\n      }\n    }\n  }\n": types.TreesVersionsDocument,
    "\n  query TreesList(\n    $search: String\n    $category: String\n    $tag: String\n    $status: TreeStatus\n    $first: Int\n    $after: String\n  ) {\n    trees(search: $search, category: $category, tag: $tag, status: $status, first: $first, after: $after) {\n      totalCount\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n      edges { cursor node { id } }\n      nodes { id title }\n    }\n  }\n": types.TreesListDocument,
    "\n  query TreesCategories {\n    treeCategories { name treeCount }\n  }\n": types.TreesCategoriesDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AccountsRegister($input: RegisterInput!) {\n    register(input: $input) {\n      accessToken\n      accessTokenExpiresAt\n      refreshToken\n      deviceToken\n      user { id name email role isActive account { id name } }\n    }\n  }\n"): typeof import('./graphql.ts').AccountsRegisterDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AccountsLogin($input: LoginInput!) {\n    login(input: $input) { accessToken accessTokenExpiresAt refreshToken deviceToken user { id name role account { id } } }\n  }\n"): typeof import('./graphql.ts').AccountsLoginDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AccountsRefreshTokens($input: RefreshTokensInput!) {\n    refreshTokens(input: $input) { accessToken accessTokenExpiresAt refreshToken deviceToken user { id } }\n  }\n"): typeof import('./graphql.ts').AccountsRefreshTokensDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AccountsLogout($input: LogoutInput!) { logout(input: $input) }\n"): typeof import('./graphql.ts').AccountsLogoutDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AccountsLogoutEverybody { logoutEverybody }\n"): typeof import('./graphql.ts').AccountsLogoutEverybodyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AccountsLogoutEverywhere { logoutEverywhere }\n"): typeof import('./graphql.ts').AccountsLogoutEverywhereDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AccountsChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) { accessToken refreshToken user { id } }\n  }\n"): typeof import('./graphql.ts').AccountsChangePasswordDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AccountsRequestPasswordReset($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }\n"): typeof import('./graphql.ts').AccountsRequestPasswordResetDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AccountsResetPassword($input: ResetPasswordInput!) {\n    resetPassword(input: $input) { accessToken refreshToken user { id } }\n  }\n"): typeof import('./graphql.ts').AccountsResetPasswordDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AccountsVerifyEmail($input: VerifyEmailInput!) { verifyEmail(input: $input) { id email emailVerifiedAt } }\n"): typeof import('./graphql.ts').AccountsVerifyEmailDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AccountsResendVerification { resendVerification }\n"): typeof import('./graphql.ts').AccountsResendVerificationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AccountsInviteUser($input: InviteUserInput!) {\n    inviteUser(input: $input) { id email role acceptUrl expiresAt }\n  }\n"): typeof import('./graphql.ts').AccountsInviteUserDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AccountsInvitations {\n    invitations { nodes { id email role acceptUrl createdAt invitedBy { name } } totalCount }\n  }\n"): typeof import('./graphql.ts').AccountsInvitationsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AccountsRevokeInvitation($input: RevokeInvitationInput!) { revokeInvitation(input: $input) { id } }\n"): typeof import('./graphql.ts').AccountsRevokeInvitationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AccountsAcceptInvitation($input: AcceptInvitationInput!) {\n    acceptInvitation(input: $input) {\n      accessToken\n      refreshToken\n      user { id name email role isActive account { id name } }\n    }\n  }\n"): typeof import('./graphql.ts').AccountsAcceptInvitationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AccountsUpdateUserRole($input: UpdateUserRoleInput!) { updateUserRole(input: $input) { id role } }\n"): typeof import('./graphql.ts').AccountsUpdateUserRoleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AccountsDeactivateUser($input: DeactivateUserInput!) { deactivateUser(input: $input) { id isActive } }\n"): typeof import('./graphql.ts').AccountsDeactivateUserDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AccountsReactivateUser($input: ReactivateUserInput!) { reactivateUser(input: $input) { id isActive } }\n"): typeof import('./graphql.ts').AccountsReactivateUserDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AccountsMe { me { id name email role isActive account { id name } } }\n"): typeof import('./graphql.ts').AccountsMeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AccountsUsers($first: Int, $after: String, $search: String) {\n    users(first: $first, after: $after, search: $search) {\n      totalCount\n      nodes { id name email role isActive account { id } }\n      edges { cursor node { id } }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n    }\n  }\n"): typeof import('./graphql.ts').AccountsUsersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AccountsTreeCursor { trees(first: 1) { edges { cursor } } }\n"): typeof import('./graphql.ts').AccountsTreeCursorDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MetricsGet($from: DateTime!, $to: DateTime!, $groupBy: MetricsGroup!, $timeZone: String) {\n    escalationMetrics(from: $from, to: $to, groupBy: $groupBy, timeZone: $timeZone) {\n      from to groupBy timeZone\n      groups { ...MetricsFigures }\n      total { ...MetricsFigures }\n    }\n  }\n  fragment MetricsFigures on EscalationMetricsGroup {\n    key label periodStart user { id } tree { id }\n    created claimed unclaimed released returned withdrawn resolved\n    timeToSeen { p50Seconds p90Seconds sampleSize }\n    timeToClaim { p50Seconds p90Seconds sampleSize }\n    timeToFirstAction { p50Seconds p90Seconds sampleSize }\n    timeToResolution { p50Seconds p90Seconds sampleSize }\n  }\n"): typeof import('./graphql.ts').MetricsGetDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ClientEscalations($after: EventCursor) {\n    escalationEvents(after: $after) {\n      __typename\n      ... on StreamReady { cursor accountId }\n      ... on EscalationCreated { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationClaimed { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationReleased { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationReturned { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationWithdrawn { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationResolved { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationUnreached { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationRepeated { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationClaimIdle { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on EscalationWatched { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n      ... on AssessmentReady { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }\n    }\n  }\n  fragment ClientQueueItem on Handoff {\n    id\n    state\n    priority\n    engineerNotes\n    createdAt\n    createdBy { id name }\n    target { id name }\n    claimedBy { id name }\n    claimedAt\n    snapshot { problem clientName ticketRef treeTitle treeVersionNumber stepCount secondsSpent }\n  }\n"): typeof import('./graphql.ts').ClientEscalationsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ClientQueue {\n    escalationQueue(first: 100) { eventCursor nodes { id } }\n  }\n"): typeof import('./graphql.ts').ClientQueueDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DashboardHandoffAnswer($input: AnswerStepInput!) { answerStep(input: $input) { id } }\n"): typeof import('./graphql.ts').DashboardHandoffAnswerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DashboardHandoffComplete($input: CompleteSessionInput!) { completeSession(input: $input) { id } }\n"): typeof import('./graphql.ts').DashboardHandoffCompleteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DashboardHandoffReturn($input: ReturnHandoffInput!) { returnHandoff(input: $input) { id } }\n"): typeof import('./graphql.ts').DashboardHandoffReturnDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DashboardWorkAnswer($input: AnswerStepInput!) { answerStep(input: $input) { id } }\n"): typeof import('./graphql.ts').DashboardWorkAnswerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription AssessmentByModelEvents {\n    escalationEvents {\n      __typename\n      ... on AssessmentReady {\n        handoff {\n          assessment {\n            status source likelyCause suggestedSteps steps { text risks } confidence confidenceTier basis modelStatus model maskedCount\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').AssessmentByModelEventsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AssessmentGet($id: ID!) {\n    handoff(id: $id) {\n      assessment {\n        status source likelyCause suggestedSteps confidence confidenceTier basis modelStatus model maskedCount updatedAt\n        ends { nodeKey title resolvedCount passedCount share }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').AssessmentGetDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription AssessmentEvents {\n    escalationEvents {\n      __typename\n      ... on AssessmentReady { actor { id } reason handoff { id assessment { source basis } } }\n    }\n  }\n"): typeof import('./graphql.ts').AssessmentEventsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AssessmentUndo($input: UndoStepInput!) {\n    undoStep(input: $input) { id }\n  }\n"): typeof import('./graphql.ts').AssessmentUndoDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HandoffsGet($id: ID!) {\n    handoff(id: $id) {\n      id intent state priority engineerNotes createdAt claimedAt closedAt closeReason\n      createdBy { id } target { id } claimedBy { id }\n      session { id status engineer { id } currentNode { key } }\n      snapshot {\n        problem clientName ticketRef treeTitle treeVersionNumber stepCount secondsSpent takenAt\n        currentNode { key title }\n        steps { index kind nodeTitle branch note actorName }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').HandoffsGetDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HandoffsGetSession($id: ID!) {\n    session(id: $id) {\n      id status outcome engineer { id } openedBy { id } currentNode { key } escalationPackage\n      steps { index kind nodeTitle branch note actor { id } }\n      handoffs { totalCount nodes { id intent state } }\n    }\n  }\n"): typeof import('./graphql.ts').HandoffsGetSessionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HandoffsQueue($first: Int, $after: String) {\n    escalationQueue(first: $first, after: $after) {\n      eventCursor totalCount\n      edges { cursor node { id priority } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): typeof import('./graphql.ts').HandoffsQueueDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HandoffsList($intent: HandoffIntent, $state: HandoffState, $first: Int, $after: String) {\n    handoffs(intent: $intent, state: $state, first: $first, after: $after) {\n      totalCount\n      nodes { id intent state }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): typeof import('./graphql.ts').HandoffsListDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation HandoffsRelease($input: ReleaseHandoffInput!) {\n    releaseHandoff(input: $input) { id state claimedBy { id } claimedAt session { id status engineer { id } } }\n  }\n"): typeof import('./graphql.ts').HandoffsReleaseDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation HandoffsReturn($input: ReturnHandoffInput!) {\n    returnHandoff(input: $input) { id state closedAt closeReason session { id status engineer { id } } }\n  }\n"): typeof import('./graphql.ts').HandoffsReturnDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation HandoffsWithdraw($input: WithdrawHandoffInput!) {\n    withdrawHandoff(input: $input) { id state closeReason session { id status engineer { id } } }\n  }\n"): typeof import('./graphql.ts').HandoffsWithdrawDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation HandoffsResume($input: ResumeSessionInput!) {\n    resumeSession(input: $input) { id status handoffs { nodes { intent state closeReason } } }\n  }\n"): typeof import('./graphql.ts').HandoffsResumeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation HandoffsComplete($input: CompleteSessionInput!) {\n    completeSession(input: $input) { id status outcome handoffs { nodes { id state closeReason } } }\n  }\n"): typeof import('./graphql.ts').HandoffsCompleteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation HandoffsAnswer($input: AnswerStepInput!) {\n    answerStep(input: $input) { id currentNode { key } }\n  }\n"): typeof import('./graphql.ts').HandoffsAnswerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation HandoffsNote($input: AddNoteInput!) {\n    addNote(input: $input) { id }\n  }\n"): typeof import('./graphql.ts').HandoffsNoteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation HandoffsDeactivate($input: DeactivateUserInput!) {\n    deactivateUser(input: $input) { id isActive }\n  }\n"): typeof import('./graphql.ts').HandoffsDeactivateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation HandoffsSetRole($input: UpdateUserRoleInput!) {\n    updateUserRole(input: $input) { id role }\n  }\n"): typeof import('./graphql.ts').HandoffsSetRoleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadingQueueInPieces($people: Boolean!) {\n    queue: escalationQueue(first: 5) {\n      nodes { id notes: engineerNotes ...ReadingWithSession }\n      edges {\n        node { ... on Handoff { priority createdBy @include(if: $people) { name } } ... on Node { id } }\n        cursor\n      }\n      ... on EscalationQueueConnection { edges { node { snapshot { problem stepCount } target { email } } } }\n    }\n  }\n\n  fragment ReadingWithSession on Handoff {\n    session { ...ReadingSession handoffs { nodes { id } } }\n    claimedBy { id }\n  }\n\n  fragment ReadingSession on Session {\n    problem status startedAt engineer { name account { name } } tree { title } currentNode { key } steps { kind }\n  }\n"): typeof import('./graphql.ts').ReadingQueueInPiecesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadingOneHandoff($id: ID!) {\n    handoff(id: $id) {\n      state claimedAt closeReason claimedBy { id name role isActive }\n      session { id clientName ticketRef openedBy { id } engineer { id } outcome completedAt summary }\n    }\n    node(id: $id) { ... on Handoff { state claimedBy { id } session { clientName } } }\n  }\n"): typeof import('./graphql.ts').ReadingOneHandoffDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n    mutation StoryCreateTree($input: CreateTreeInput!) {\n      createTree(input: $input) { id revision }\n    }\n  "): typeof import('./graphql.ts').StoryCreateTreeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n    mutation StoryPublishTree($input: PublishTreeInput!) {\n      publishTree(input: $input) { id title publishedVersion { id number } }\n    }\n  "): typeof import('./graphql.ts').StoryPublishTreeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StoryStartSession($input: StartSessionInput!) {\n    startSession(input: $input) { id status currentNode { key } }\n  }\n"): typeof import('./graphql.ts').StoryStartSessionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StoryCreateHandoff($input: CreateHandoffInput!) {\n    createHandoff(input: $input) { id state intent priority session { id status } }\n  }\n"): typeof import('./graphql.ts').StoryCreateHandoffDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StoryClaim($input: ClaimHandoffInput!) {\n    claimHandoff(input: $input) {\n      __typename\n      ... on HandoffClaimed { handoff { id state } }\n      ... on HandoffAlreadyClaimed { claimedBy { id name } claimedAt handoff { id state } }\n      ... on HandoffNotClaimable { reason handoff { id state } }\n    }\n  }\n"): typeof import('./graphql.ts').StoryClaimDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription StoryEscalationEvents($after: EventCursor) {\n    escalationEvents(after: $after) {\n      __typename\n      ... on StreamReady { cursor accountId }\n      ... on EscalationCreated { cursor replayed at actor { id } handoff { id state engineerNotes } }\n      ... on EscalationClaimed { cursor replayed actor { id } handoff { id } }\n      ... on EscalationReleased { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationReturned { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationWithdrawn { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationResolved { cursor replayed actor { id } handoff { id } }\n      ... on EscalationUnreached { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationRepeated { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationClaimIdle { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationWatched { cursor replayed actor { id } handoff { id } }\n    }\n  }\n"): typeof import('./graphql.ts').StoryEscalationEventsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription StoryEscalationCreated($after: EventCursor) {\n    escalationCreated(after: $after) {\n      cursor\n      replayed\n      handoff { id priority engineerNotes createdBy { id name } snapshot { problem stepCount } }\n    }\n  }\n"): typeof import('./graphql.ts').StoryEscalationCreatedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query IntegrationsTicketSystem {\n    ticketSystem {\n      id kind baseUrl companyId postOnEscalation postOnReturn postOnCompletion externalNotes state lastError\n      failingSince lastSuccessAt createdAt updatedAt\n    }\n  }\n"): typeof import('./graphql.ts').IntegrationsTicketSystemDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation IntegrationsConnect($input: ConnectTicketSystemInput!) {\n    connectTicketSystem(input: $input) { id baseUrl companyId state externalNotes postOnReturn }\n  }\n"): typeof import('./graphql.ts').IntegrationsConnectDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation IntegrationsUpdate($input: UpdateTicketSystemInput!) {\n    updateTicketSystem(input: $input) { id baseUrl companyId state lastError externalNotes postOnEscalation }\n  }\n"): typeof import('./graphql.ts').IntegrationsUpdateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation IntegrationsDisconnect { disconnectTicketSystem }\n"): typeof import('./graphql.ts').IntegrationsDisconnectDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation IntegrationsTest { testTicketSystem { ok message } }\n"): typeof import('./graphql.ts').IntegrationsTestDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query IntegrationsPreview($id: ID!, $kind: TicketNoteKind, $external: Boolean) {\n    previewTicketNote(id: $id, kind: $kind, external: $external) { text maskedCount isInternal isConnected ticketRef }\n  }\n"): typeof import('./graphql.ts').IntegrationsPreviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query IntegrationsNotesOfHandoff($id: ID!) {\n    handoff(id: $id) {\n      ticketNotes {\n        id kind state skipReason isInternal ticketNumber attempts lastError externalNoteId maskedCount createdAt sentAt\n      }\n    }\n  }\n"): typeof import('./graphql.ts').IntegrationsNotesOfHandoffDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query IntegrationsNotesOfSession($id: ID!) {\n    session(id: $id) {\n      ticketNotes {\n        id kind state skipReason isInternal ticketNumber attempts lastError externalNoteId maskedCount createdAt sentAt\n      }\n    }\n  }\n"): typeof import('./graphql.ts').IntegrationsNotesOfSessionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation IntegrationsPost($input: PostTicketNoteInput!) {\n    postTicketNote(input: $input) { id kind state isInternal ticketNumber }\n  }\n"): typeof import('./graphql.ts').IntegrationsPostDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation IntegrationsRetry($input: RetryTicketNoteInput!) {\n    retryTicketNote(input: $input) { id state attempts lastError skipReason ticketNumber }\n  }\n"): typeof import('./graphql.ts').IntegrationsRetryDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription EveryKindOfEvent($after: EventCursor) {\n    escalationEvents(after: $after) {\n      __typename\n      ... on LiveEvent { cursor at actor { name } reason handoff { id } }\n    }\n  }\n"): typeof import('./graphql.ts').EveryKindOfEventDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FailoverQueue {\n    escalationQueue(first: 100) { eventCursor nodes { id } }\n  }\n"): typeof import('./graphql.ts').FailoverQueueDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LostTailQueue {\n    escalationQueue { eventCursor }\n  }\n"): typeof import('./graphql.ts').LostTailQueueDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LiveStreamsList($first: Int, $after: String) {\n    liveStreams(first: $first, after: $after) {\n      totalCount\n      nodes { id openedAt eventsBehind user { id name } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): typeof import('./graphql.ts').LiveStreamsListDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation LiveStreamsEnd($input: EndLiveStreamInput!) {\n    endLiveStream(input: $input)\n  }\n"): typeof import('./graphql.ts').LiveStreamsEndDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NotificationsDeliveries($id: ID!) {\n    handoff(id: $id) {\n      reach { reached pending failed skipped }\n      deliveries(first: 100) {\n        totalCount\n        nodes {\n          id channel state skipReason round attempts lastError messageId createdAt sentAt updatedAt\n          user { id name }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').NotificationsDeliveriesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NotificationsPreferences {\n    notificationPreferences {\n      mail inApp mailWhenTaken onlyTargeted muteUntil quietHours { start end timeZone }\n    }\n  }\n"): typeof import('./graphql.ts').NotificationsPreferencesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation NotificationsSetPreferences($input: UpdateNotificationPreferencesInput!) {\n    updateNotificationPreferences(input: $input) {\n      mail inApp mailWhenTaken onlyTargeted muteUntil quietHours { start end timeZone }\n    }\n  }\n"): typeof import('./graphql.ts').NotificationsSetPreferencesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InProductNotifications($first: Int, $after: String, $unreadOnly: Boolean) {\n    notifications(first: $first, after: $after, unreadOnly: $unreadOnly) {\n      unreadCount\n      totalCount\n      eventCursor\n      nodes { id kind text createdAt readAt actor { id name } handoff { id state } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): typeof import('./graphql.ts').InProductNotificationsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InProductMarkRead($input: MarkNotificationsReadInput!) {\n    markNotificationsRead(input: $input) { unreadCount }\n  }\n"): typeof import('./graphql.ts').InProductMarkReadDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription InProductReceived($after: EventCursor) {\n    notificationReceived(after: $after) {\n      cursor\n      replayed\n      notification { id kind text actor { id } handoff { id } readAt }\n    }\n  }\n"): typeof import('./graphql.ts').InProductReceivedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InProductMarkWatching($input: MarkWatchingInput!) {\n    markWatching(input: $input) { id watchers { since until user { id name } } }\n  }\n"): typeof import('./graphql.ts').InProductMarkWatchingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InProductStopWatching($input: StopWatchingInput!) {\n    stopWatching(input: $input) { id watchers { user { id } } }\n  }\n"): typeof import('./graphql.ts').InProductStopWatchingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InProductWatchers($id: ID!) {\n    handoff(id: $id) { watchers { since until user { id name } } }\n  }\n"): typeof import('./graphql.ts').InProductWatchersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LadderGetPolicy {\n    escalationPolicy {\n      rungs { audience urgentMinutes highMinutes normalMinutes lowMinutes }\n      secondLine { id }\n      claimReminderMinutes\n      claimReleaseMinutes\n    }\n  }\n"): typeof import('./graphql.ts').LadderGetPolicyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation LadderSetPolicy($input: UpdateEscalationPolicyInput!) {\n    updateEscalationPolicy(input: $input) {\n      rungs { audience urgentMinutes highMinutes normalMinutes lowMinutes }\n      secondLine { id }\n      claimReminderMinutes\n      claimReleaseMinutes\n    }\n  }\n"): typeof import('./graphql.ts').LadderSetPolicyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LadderGet($id: ID!) {\n    handoff(id: $id) {\n      state\n      createdAt\n      ladder { rung rungCount nextAt nextAudience isExhausted }\n    }\n  }\n"): typeof import('./graphql.ts').LadderGetDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SessionsFacts on Session {\n    id\n    problem\n    clientName\n    ticketRef\n    status\n    outcome\n    summary\n    tree { id title }\n    treeVersion { id number title }\n    currentNode { key kind title branches { label to } }\n    steps { index kind nodeKey nodeTitle branch note actor { id } at }\n    engineer { id }\n    openedBy { id }\n    startedAt\n    completedAt\n  }\n"): typeof import('./graphql.ts').SessionsFactsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SessionsStart($input: StartSessionInput!) {\n    startSession(input: $input) { ...SessionsFacts }\n  }\n"): typeof import('./graphql.ts').SessionsStartDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SessionsAnswer($input: AnswerStepInput!) {\n    answerStep(input: $input) { ...SessionsFacts }\n  }\n"): typeof import('./graphql.ts').SessionsAnswerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SessionsNote($input: AddNoteInput!) {\n    addNote(input: $input) { ...SessionsFacts }\n  }\n"): typeof import('./graphql.ts').SessionsNoteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SessionsUndo($input: UndoStepInput!) {\n    undoStep(input: $input) { ...SessionsFacts }\n  }\n"): typeof import('./graphql.ts').SessionsUndoDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SessionsUpdate($input: UpdateSessionInput!) {\n    updateSession(input: $input) { ...SessionsFacts }\n  }\n"): typeof import('./graphql.ts').SessionsUpdateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SessionsComplete($input: CompleteSessionInput!) {\n    completeSession(input: $input) { ...SessionsFacts }\n  }\n"): typeof import('./graphql.ts').SessionsCompleteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SessionsOne($id: ID!) {\n    session(id: $id) { ...SessionsFacts }\n  }\n"): typeof import('./graphql.ts').SessionsOneDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SessionsList(\n    $scope: SessionScope\n    $status: SessionStatus\n    $search: String\n    $first: Int\n    $after: String\n  ) {\n    sessions(scope: $scope, status: $status, search: $search, first: $first, after: $after) {\n      totalCount\n      pageInfo { hasNextPage endCursor }\n      nodes { id problem status }\n    }\n  }\n"): typeof import('./graphql.ts').SessionsListDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SessionsTranscript($id: ID!, $format: TranscriptFormat!) {\n    session(id: $id) { transcript(format: $format) }\n  }\n"): typeof import('./graphql.ts').SessionsTranscriptDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SessionsPark($sessionId: ID!) {\n    createHandoff(input: { sessionId: $sessionId, intent: PARK }) {\n      id\n      snapshot { secondsSpent stepCount }\n      session { status }\n    }\n  }\n"): typeof import('./graphql.ts').SessionsParkDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SessionsResume($sessionId: ID!) {\n    resumeSession(input: { sessionId: $sessionId }) { ...SessionsFacts }\n  }\n"): typeof import('./graphql.ts').SessionsResumeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SessionsAnyNode($id: ID!) {\n    node(id: $id) { __typename id ... on Session { problem } }\n  }\n"): typeof import('./graphql.ts').SessionsAnyNodeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TreesOfSession($id: ID!) {\n    session(id: $id) {\n      currentNode { key }\n      tree { id }\n      treeVersion { id number title document { nodes { key } } }\n    }\n  }\n"): typeof import('./graphql.ts').TreesOfSessionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TreesAnswerYes($sessionId: ID!) {\n    answerStep(input: { sessionId: $sessionId, nodeKey: \"ping\", branch: \"Yes\" }) { currentNode { key } }\n  }\n"): typeof import('./graphql.ts').TreesAnswerYesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TreesAnyNode($id: ID!) {\n    node(id: $id) { __typename id }\n  }\n"): typeof import('./graphql.ts').TreesAnyNodeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment TreesFacts on Tree {\n    id\n    title\n    description\n    category\n    tags\n    status\n    revision\n    document { rootKey nodes { key kind title body branches { label to } } }\n    publishedVersion { id number title changeNote }\n    createdBy { id }\n    createdAt\n    updatedAt\n  }\n"): typeof import('./graphql.ts').TreesFactsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TreesCreate($input: CreateTreeInput!) {\n    createTree(input: $input) { ...TreesFacts }\n  }\n"): typeof import('./graphql.ts').TreesCreateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TreesUpdate($input: UpdateTreeInput!) {\n    updateTree(input: $input) { ...TreesFacts }\n  }\n"): typeof import('./graphql.ts').TreesUpdateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TreesPublish($input: PublishTreeInput!) {\n    publishTree(input: $input) { ...TreesFacts }\n  }\n"): typeof import('./graphql.ts').TreesPublishDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TreesArchive($input: ArchiveTreeInput!) {\n    archiveTree(input: $input) { ...TreesFacts }\n  }\n"): typeof import('./graphql.ts').TreesArchiveDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TreesDelete($input: DeleteTreeInput!) {\n    deleteTree(input: $input)\n  }\n"): typeof import('./graphql.ts').TreesDeleteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TreesOne($id: ID!) {\n    tree(id: $id) { ...TreesFacts }\n  }\n"): typeof import('./graphql.ts').TreesOneDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TreesDiagnostics($id: ID!) {\n    tree(id: $id) { diagnostics { severity code nodeKey message } }\n  }\n"): typeof import('./graphql.ts').TreesDiagnosticsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TreesVersions($id: ID!, $first: Int, $after: String) {\n    tree(id: $id) {\n      versions(first: $first, after: $after) {\n        totalCount\n        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n        edges { cursor }\n        nodes {\n          id\n          number\n          title\n          changeNote\n          publishedAt\n          publishedBy { id }\n          document { rootKey nodes { key title } }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').TreesVersionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TreesList(\n    $search: String\n    $category: String\n    $tag: String\n    $status: TreeStatus\n    $first: Int\n    $after: String\n  ) {\n    trees(search: $search, category: $category, tag: $tag, status: $status, first: $first, after: $after) {\n      totalCount\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n      edges { cursor node { id } }\n      nodes { id title }\n    }\n  }\n"): typeof import('./graphql.ts').TreesListDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TreesCategories {\n    treeCategories { name treeCount }\n  }\n"): typeof import('./graphql.ts').TreesCategoriesDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
