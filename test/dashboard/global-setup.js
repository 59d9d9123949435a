// JavaScript for the same reason as the other set-up.
import { execFileSync } from 'node:child_process';
import makeTemplate from '../harness/make-template.ts';

/** The tests look at the dashboard as it is now. */
export default async function setUp() {
  execFileSync(process.execPath, ['scripts/build-dashboard.ts', '--if-stale'], { stdio: 'inherit' });
  return await makeTemplate();
}
