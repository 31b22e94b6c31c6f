// All pages: each feature lists its own in routes.ts (staff pages in staff-routes.ts); fixed paths come before named ones.
import { lazy } from 'preact-iso'
import type { ComponentType } from 'preact'
import { Unreachable } from '@/shared/ui/broken'
import type { PageRoute } from '@/shared/route'

const lists = import.meta.glob<{ routes: readonly PageRoute[] }>('../features/*/{routes,staff-routes}.ts', { eager: true })

interface Entry {
  path: string
  Page: ComponentType
}

/** Every page of the client in the order in which paths are tried. */
export const pages: readonly Entry[] = Object.keys(lists)
  .flatMap((file) => [...(lists[file]?.routes ?? [])])
  .sort((a, b) => (rank(a.path) < rank(b.path) ? -1 : 1))
  .map((route) => ({ path: route.path, Page: 'first' in route ? route.first : late(route.page) }))

function late(page: () => Promise<{ default: ComponentType }>): ComponentType {
  return lazy(() => page().catch(() => ({ default: Unreachable })))
}

/** `:` sorts after every letter and `*` last, so `/staff` is tried before `/:county`. */
function rank(path: string): string {
  return path.replace(/:/g, '{').replace(/\*/g, '}')
}
