// 统计, for heads of organs; 举报分布, for heads of the county commission.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [
  { path: '/staff/overview', page: () => import('./staff/overview-page') },
  { path: '/staff/clusters', page: () => import('./staff/clusters-page') },
]
