/** Makes an empty migration: `npm run migration:create -- add-something`. A person writes what it does. */
import { writeFileSync } from 'node:fs';
import { migrationsFolderUrl } from '../src/platform/database/migrations.ts';

const [, , name = ''] = process.argv;
if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
  process.stderr.write(
    'Say what it does, in lower case with hyphens: npm run migration:create -- add-something\n',
  );
  process.exit(1);
}
const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const className = name.replace(/(^|-)([a-z0-9])/g, (_match, _hyphen, letter: string) => letter.toUpperCase());
const file = new URL(`${stamp}-${name}.ts`, `${migrationsFolderUrl.replace(/\/?$/, '/')}`);
writeFileSync(
  file,
  `import { Migration } from '@mikro-orm/migrations';

/** What changes, why, and why it is safe while the version before still runs. */
export default class ${className} extends Migration {
  override up(): void {
    this.addSql(\`\`);
  }
}
`,
  { flag: 'wx' },
);
process.stdout.write(`${file.pathname}\n`);
