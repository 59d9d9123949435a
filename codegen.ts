import type { CodegenConfig } from '@graphql-codegen/cli';

const client = {
  preset: 'client',
  presetConfig: { fragmentMasking: false, gqlTagName: 'graphql' },
  config: {
    useTypeImports: true,
    enumsAsTypes: true,
    documentMode: 'string',
    scalars: { DateTime: 'string', EventCursor: 'string', JSON: 'unknown' },
    emitLegacyCommonJSImports: false,
    importExtension: '.ts',
  },
} as const;

/** Types of the documents that are sent: by tests, demo and benchmark, and by the dashboard. As any client gets its types. */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  generates: {
    'test/generated/': { ...client, documents: ['test/**/*.ts', '!test/generated/**'] },
    'dashboard/src/generated/': {
      ...client,
      documents: ['dashboard/src/**/*.{ts,tsx}', '!dashboard/src/generated/**'],
    },
  },
  ignoreNoDocuments: true,
};

export default config;
