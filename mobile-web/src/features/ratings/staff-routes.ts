// 评价 inside: places, months, bursts and the questions, for the county commission.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [
  { path: '/staff/ratings', page: () => import('./staff/ratings-page') },
  { path: '/staff/ratings/:id', page: () => import('./staff/subject-page') },
  { path: '/staff/indicators', page: () => import('./staff/indicators-page') },
]
