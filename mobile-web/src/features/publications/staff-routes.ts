// 公开结果: drafting and approving what everybody will read.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [
  { path: '/staff/publications', page: () => import('./staff/publications-page') },
  { path: '/staff/publications/:id', page: () => import('./staff/draft-page') },
]
