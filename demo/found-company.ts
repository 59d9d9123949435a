import { type DemoPerson, demoAccountName, demoPeople } from './company.ts';
import { send } from './graphql-client.ts';
import {
  AcceptInvitation,
  CompleteSession,
  CreateTree,
  InviteUser,
  PublishTree,
  Register,
} from './operations.ts';
import { type Colleague, demoPassword, employ } from './staff.ts';
import { settledTickets } from './tickets.ts';
import { demoTrees } from './trees/index.ts';
import { walkTree } from './walk-tree.ts';

/** The account with its people, and the trees they work with. */
export interface Company {
  readonly staff: readonly Colleague[];
  /** Public ids of the published trees by title. */
  readonly treeIds: ReadonlyMap<string, string>;
}

/** Founds the account: people, published trees, and a few sessions that are already over. */
export async function foundCompany(url: string): Promise<Company> {
  const [founder, ...others] = demoPeople;
  if (founder === undefined) throw new Error('The demo needs somebody to begin with.');
  const owner = await register(url, founder);
  const staff = [owner, ...(await Promise.all(others.map(person => hire(url, owner, person))))];
  const treeIds = new Map<string, string>();
  for (const { changeNote, ...tree } of demoTrees) {
    const { createTree } = await owner.run(CreateTree, { input: tree });
    const { id, revision } = createTree;
    await owner.run(PublishTree, { input: { id, expectedRevision: revision, changeNote } });
    treeIds.set(tree.title, id);
  }
  const company = { staff, treeIds };
  await Promise.all(settledTickets.map((_, index) => settle(company, index)));
  return company;
}

async function register(url: string, person: DemoPerson): Promise<Colleague> {
  const { name, email } = person;
  const input = { accountName: demoAccountName, name, email, password: demoPassword };
  return employ(url, person, (await send(url, null, Register, { input })).register);
}

async function hire(url: string, owner: Colleague, person: DemoPerson): Promise<Colleague> {
  const { name, email, role } = person;
  const { inviteUser } = await owner.run(InviteUser, { input: { email, role } });
  const token = new URL(inviteUser.acceptUrl).searchParams.get('token') ?? '';
  const { acceptInvitation } = await send(url, null, AcceptInvitation, {
    input: { token, name, password: demoPassword },
  });
  return employ(url, person, acceptInvitation);
}

/** A session that was solved at the desk; the engineers take turns. */
async function settle(company: Company, index: number): Promise<void> {
  const engineers = company.staff.filter(({ role }) => role === 'ENGINEER');
  const engineer = engineers[index % engineers.length];
  const ticket = settledTickets[index];
  if (engineer === undefined || ticket === undefined) return;
  const sessionId = await walkTree(company, engineer, ticket);
  const { outcome, summary } = ticket.ending;
  await engineer.run(CompleteSession, { input: { sessionId, outcome, summary } });
}
