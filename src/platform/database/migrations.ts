import { readdir } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Migration } from '@mikro-orm/migrations';

const migrationsFolder = new URL('../../../migrations/', import.meta.url);

interface MigrationModule {
  readonly default: new (...args: ConstructorParameters<typeof Migration>) => Migration;
}

/** A step from one version of the tables to the next. */
export interface NamedMigration {
  readonly name: string;
  readonly class: MigrationModule['default'];
}

/** Every file of `migrations/`, in the order of their names. */
export async function listMigrations(): Promise<NamedMigration[]> {
  const files = (await readdir(migrationsFolder)).filter(name => /^\d{14}-[a-z0-9-]+\.ts$/.test(name)).sort();
  return await Promise.all(
    files.map(async file => {
      const module: MigrationModule = await import(new URL(file, migrationsFolder).href);
      return { name: file.replace(/\.ts$/, ''), class: module.default };
    }),
  );
}

/** Where migrations live, as a URL; for the script that makes a new one. */
export const migrationsFolderUrl = pathToFileURL(fileURLToPath(migrationsFolder)).href;
