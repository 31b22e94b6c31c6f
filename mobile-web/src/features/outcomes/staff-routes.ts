// 行权结果 among the staff: publishing one by one or from a spreadsheet, and the county's kinds.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [
  { path: '/staff/outcomes', page: () => import('./staff/publish-page') },
  { path: '/staff/outcomes/:code', page: () => import('./staff/correct-page') },
  { path: '/staff/outcome-kinds', page: () => import('./staff/kinds-page') },
]
