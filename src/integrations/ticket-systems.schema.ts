import { builder } from '../graphql/builder.ts';
import { signedIn } from '../graphql/context.ts';
import { encodeId } from '../graphql/ids.ts';
import { ticketSystemKindNames } from './ticket-system.ts';
import { type TicketSystemRow, ticketSystemStates } from './ticket-system-row.ts';
import { readTicketSystem } from './ticket-systems.queries.ts';
import {
  connectTicketSystem,
  disconnectTicketSystem,
  type TicketSystemTest,
  testTicketSystem,
  updateTicketSystem,
} from './ticket-systems.service.ts';

const TicketSystemKindEnum = builder.enumType('TicketSystemKind', { values: ticketSystemKindNames });
const TicketSystemStateEnum = builder.enumType('TicketSystemState', {
  values: ticketSystemStates,
  description: 'FAILING: it takes no notes, until something works again. The owners were mailed.',
});

const toDate = (moment: string | null) => (moment === null ? null : new Date(moment));

const TicketSystemType = builder.objectRef<TicketSystemRow>('TicketSystem').implement({
  description: 'Where the notes of an account go. Its keys are never shown.',
  fields: t => ({
    id: t.id({ resolve: system => encodeId('TicketSystem', system.id) }),
    kind: t.expose('kind', { type: TicketSystemKindEnum }),
    baseUrl: t.exposeString('base_url'),
    companyId: t.exposeString('company'),
    postOnEscalation: t.exposeBoolean('post_on_escalation'),
    postOnReturn: t.exposeBoolean('post_on_return'),
    postOnCompletion: t.exposeBoolean('post_on_completion'),
    externalNotes: t.exposeBoolean('external_notes', {
      description: 'Whether engineers may send notes that clients can see.',
    }),
    state: t.expose('state', { type: TicketSystemStateEnum }),
    lastError: t.exposeString('last_error', { nullable: true }),
    failingSince: t.field({
      type: 'DateTime',
      nullable: true,
      resolve: system => toDate(system.failing_since),
    }),
    lastSuccessAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When a note was taken or a test passed, last.',
      resolve: system => toDate(system.last_success_at),
    }),
    createdAt: t.field({ type: 'DateTime', resolve: system => new Date(system.created_at) }),
    updatedAt: t.field({ type: 'DateTime', resolve: system => new Date(system.updated_at) }),
  }),
});

const TicketSystemTestResultType = builder.objectRef<TicketSystemTest>('TicketSystemTestResult').implement({
  description: 'What came of a test of the connection.',
  fields: t => ({ ok: t.exposeBoolean('ok'), message: t.exposeString('message') }),
});

builder.queryFields(t => ({
  ticketSystem: t.field({
    type: TicketSystemType,
    nullable: true,
    description: 'The ticket system of the account; null when none is connected. OWNER and ADMIN.',
    resolve: (_root, _args, context) => readTicketSystem(signedIn(context)),
  }),
}));

const ConnectTicketSystemInput = builder.inputType('ConnectTicketSystemInput', {
  fields: t => ({
    kind: t.field({ type: TicketSystemKindEnum, required: true }),
    baseUrl: t.string({
      required: true,
      description:
        'Such as https://api-na.myconnectwise.net/v4_6_release/apis/3.0; the path may be left out.',
    }),
    companyId: t.string({ required: true, description: 'The company one signs in with.' }),
    publicKey: t.string({ required: true, description: 'Of an API member.' }),
    privateKey: t.string({ required: true }),
    clientId: t.string({ required: true, description: 'Of this integration, from the developer portal.' }),
    postOnEscalation: t.boolean({ required: true, defaultValue: true }),
    postOnReturn: t.boolean({ required: true, defaultValue: true }),
    postOnCompletion: t.boolean({ required: true, defaultValue: true }),
    externalNotes: t.boolean({ required: true, defaultValue: false }),
    idempotencyKey: t.string(),
  }),
});
const UpdateTicketSystemInput = builder.inputType('UpdateTicketSystemInput', {
  fields: t => ({
    baseUrl: t.string({ description: 'Another one needs the private key once more.' }),
    companyId: t.string(),
    publicKey: t.string(),
    privateKey: t.string(),
    clientId: t.string(),
    postOnEscalation: t.boolean(),
    postOnReturn: t.boolean(),
    postOnCompletion: t.boolean(),
    externalNotes: t.boolean(),
  }),
});

builder.mutationFields(t => ({
  connectTicketSystem: t.field({
    type: TicketSystemType,
    description:
      'From now on notes go there. Nothing is asked of it yet: testTicketSystem does. OWNER and ADMIN.',
    args: { input: t.arg({ type: ConnectTicketSystemInput, required: true }) },
    resolve: (_root, { input }, context) => connectTicketSystem(signedIn(context), input),
  }),
  updateTicketSystem: t.field({
    type: TicketSystemType,
    description: 'What is left out or null stays. OWNER and ADMIN.',
    args: { input: t.arg({ type: UpdateTicketSystemInput, required: true }) },
    resolve: (_root, { input }, context) => updateTicketSystem(signedIn(context), input),
  }),
  disconnectTicketSystem: t.boolean({
    description: 'Forgets it with its keys. Notes that wait are skipped, the record stays. OWNER and ADMIN.',
    resolve: (_root, _args, context) => disconnectTicketSystem(signedIn(context)),
  }),
  testTicketSystem: t.field({
    type: TicketSystemTestResultType,
    description: 'Asks it for something that needs valid keys. OWNER and ADMIN.',
    resolve: (_root, _args, context) => testTicketSystem(signedIn(context)),
  }),
}));
