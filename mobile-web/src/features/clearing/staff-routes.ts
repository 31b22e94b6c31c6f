// 清权: units go through their lists of powers, and the county looks at them.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [
  { path: '/staff/clearing', page: () => import('./staff/clearings-page') },
  { path: '/staff/clearing/:id', page: () => import('./staff/round-page') },
  { path: '/staff/clearing/:id/:item', page: () => import('./staff/item-page') },
]
