// 意见建议: writing one, one's own, and what everybody reads.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [
  { path: '/:county/opinion', page: () => import('./write-page') },
  { path: '/:county/opinions', page: () => import('./list-page') },
  { path: '/:county/opinions/:id', page: () => import('./one-page') },
  { path: '/:county/my-opinions', page: () => import('./mine-page') },
]
