// What a feature's routes.ts lists.
import type { ComponentType } from 'preact'

/** One page: its path (`:name` for a part) and the module that holds it, loaded when first needed. */
interface LazyRoute {
  readonly path: string
  readonly page: () => Promise<{ default: ComponentType }>
}

/** A page that comes with the entry: only what a sticker leads to, to save the second round trip. */
interface FirstRoute {
  readonly path: string
  readonly first: ComponentType
}

export type PageRoute = LazyRoute | FirstRoute
