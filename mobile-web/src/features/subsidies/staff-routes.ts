// 补贴名单: what a unit says was paid, from a spreadsheet.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [{ path: '/staff/subsidies', page: () => import('./staff/list-page') }]
