// 接口客户端: for the county's administrator; the auditor reads.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [{ path: '/staff/clients', page: () => import('./staff/clients-page') }]
