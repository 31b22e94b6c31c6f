// A code generator plugin: each operation becomes a short string with its types, so that no graphql-js reaches the bundle.
import { Kind, print, stripIgnoredCharacters } from 'graphql'

const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1)

/** Emits `export const County: Document<CountyQuery, CountyQueryVariables> = {name, text}` per operation of a file. */
export function plugin(_schema, files, { externalFragments = [] }) {
  const definitions = files.flatMap((file) => file.document.definitions)
  // A file may spread fragments of the file beside it.
  const fragments = [...definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION), ...externalFragments.map(({ node }) => node)]
  const operations = definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION)
  const lines = operations.map((node) => {
    const name = node.name.value
    const kind = capital(node.operation)
    const text = stripIgnoredCharacters([node, ...used(node, fragments)].map(print).join('\n'))
    return `export const ${name}: Document<${name}${kind}, ${name}${kind}Variables> = ${JSON.stringify({ name, text })}`
  })
  return {
    prepend: lines.length > 0 ? ["import type { Document } from '@/shared/graphql/document'"] : [],
    content: lines.join('\n'),
  }
}

/** The fragments that a definition spreads, and those that they spread. */
function used(definition, fragments, found = new Set()) {
  for (const match of print(definition).matchAll(/\.\.\.\s*([A-Za-z_]\w*)/g)) {
    const fragment = fragments.find((node) => node.name.value === match[1])
    if (match[1] === 'on') continue
    if (!fragment) throw new Error(`no fragment ${match[1]}`)
    if (!found.has(fragment)) {
      found.add(fragment)
      used(fragment, fragments, found)
    }
  }
  return [...found]
}
