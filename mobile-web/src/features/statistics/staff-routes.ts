// 统计, for heads of organs.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [{ path: '/staff/overview', page: () => import('./staff/overview-page') }]
