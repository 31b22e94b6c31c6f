// The committee's pages: one page holds list and case, so that at a desk they stand side by side.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [
  { path: '/staff/requests', page: () => import('./staff/requests/requests-page') },
  { path: '/staff/custody', page: () => import('./staff/custody/custody-page') },
  { path: '/staff/:list?/:id?', page: () => import('./staff/desk-page') },
]
