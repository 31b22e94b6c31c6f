// The pages of the directory: county, list of units, unit.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [
  { path: '/', page: () => import('./home-page') },
  { path: '/:county', page: () => import('./county-page') },
  { path: '/:county/list', page: () => import('./list-page') },
  { path: '/:county/u/:code', page: () => import('./unit-page') },
]
