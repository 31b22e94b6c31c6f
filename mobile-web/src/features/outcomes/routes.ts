// 行权结果: one by its address, and what is published in the county.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [
  { path: '/:county/o/:code', page: () => import('./outcome-page') },
  { path: '/:county/outcomes', page: () => import('./outcomes-page') },
]
