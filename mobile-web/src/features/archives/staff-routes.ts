// 电子廉洁档案: for who keeps the files, for each official himself, and for heads of the county commission.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [
  { path: '/staff/archives', page: () => import('./staff/archives-page') },
  { path: '/staff/archives/:id', page: () => import('./staff/archive-page') },
  { path: '/staff/own-archive', page: () => import('./staff/own-page') },
  { path: '/staff/archive-kinds', page: () => import('./staff/kinds-page') },
]
