// 叫停, for heads of organs and for units that answer.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [{ path: '/staff/halts', page: () => import('./staff/halts-page') }]
