// A build plugin: the documents whose answers the server may put into a page, as one file beside the manifest.
import { readFileSync } from 'node:fs'
import { Kind, parse, print, stripIgnoredCharacters } from 'graphql'
import type { Plugin } from 'vite'

const sources = ['src/features/directory/first-view.graphql', 'src/features/powers/power.graphql']

/** Emits `.vite/first-view.json`: `{ "<operation>": "<document>" }`. */
export function firstViewDocuments(): Plugin {
  return {
    name: 'first-view-documents',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: '.vite/first-view.json', source: JSON.stringify(documents(), null, 2) })
    },
  }
}

function documents(): Record<string, string> {
  const all = sources.flatMap((file) => {
    const { definitions } = parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'))
    const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
    return definitions.flatMap((node) => {
      if (node.kind !== Kind.OPERATION_DEFINITION || !node.name) return []
      const spread = fragments.filter((fragment) => print(node).includes(`...${fragment.name.value}`))
      return [[node.name.value, stripIgnoredCharacters([node, ...spread].map(print).join('\n'))]]
    })
  })
  return Object.fromEntries(all) as Record<string, string>
}
