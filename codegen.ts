import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types of the documents that tests, demo and benchmark send: the same way any client gets its types. */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  documents: ['test/**/*.ts', '!test/generated/**'],
  generates: {
    'test/generated/': {
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
    },
  },
  ignoreNoDocuments: true,
};

export default config;
