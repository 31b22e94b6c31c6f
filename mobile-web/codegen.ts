// What is generated from schema.graphql: types of the schema once, and one typed document beside each .graphql file.
import type { CodegenConfig } from '@graphql-codegen/cli'

const shared = {
  enumsAsTypes: true,
  skipTypename: true,
  useTypeImports: true,
  immutableTypes: true,
  scalars: { ID: 'string', Date: 'string', DateTime: 'string', Money: 'string' },
}

const config: CodegenConfig = {
  schema: '../schema.graphql',
  documents: 'src/**/*.graphql',
  generates: {
    'src/': {
      preset: 'near-operation-file',
      presetConfig: { extension: '.generated.ts', baseTypesPath: 'shared/graphql/schema.generated.ts' },
      plugins: ['typescript-operations', './codegen/documents.js'],
      config: shared,
    },
    'src/shared/graphql/schema.generated.ts': { plugins: ['typescript'], config: shared },
  },
}

export default config
