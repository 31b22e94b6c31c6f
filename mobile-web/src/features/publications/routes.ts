// 结果公开: one result by its address, and what is published in the county.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [
  { path: '/:county/r/:code', page: () => import('./publication-page') },
  { path: '/:county/results', page: () => import('./results-page') },
]
