// What a feature's routes.ts lists.
import type { ComponentType } from 'preact'

/** One page: its path (`:name` for a part) and the module that holds it, loaded when first needed. */
export interface PageRoute {
  readonly path: string
  readonly page: () => Promise<{ default: ComponentType }>
}
