import { backup } from './backup.ts';
import type { DemoTree } from './demo-tree.ts';
import { identity } from './identity.ts';
import { mail } from './mail.ts';
import { network } from './network.ts';
import { printing } from './printing.ts';
import { vpn } from './vpn.ts';

export type { DemoTree } from './demo-tree.ts';

/** The trees of the demo account, in the order in which they are created. */
export const demoTrees: readonly DemoTree[] = [network, mail, printing, vpn, identity, backup];
