// 意见建议, for units that answer and for the commission that watches over them.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [
  { path: '/staff/opinions', page: () => import('./staff/opinions-page') },
  { path: '/staff/opinions/:id', page: () => import('./staff/opinion-page') },
]
