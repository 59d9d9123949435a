/** Prints the schema as schema.graphql holds it. With `--check`, fails when the file is not current. */
import { readFileSync, writeFileSync } from 'node:fs';
import { printSchema } from 'graphql';
import { schema } from '../src/schema.ts';

const file = new URL('../schema.graphql', import.meta.url);
const printed = `# Printed from the code by "npm run codegen". Do not edit.\n\n${printSchema(schema)}\n`;
if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== printed) {
    process.stderr.write('schema.graphql is not current: run "npm run codegen" and commit the result.\n');
    process.exit(1);
  }
} else {
  writeFileSync(file, printed);
}
