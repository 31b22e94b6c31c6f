// The pages of reporting.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [
  { path: '/:county/report', page: () => import('./report-page') },
  { path: '/report/done', page: () => import('./done-page') },
]
