// 开放数据: what the county published, as files.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [{ path: '/:county/open-data', page: () => import('./open-data-page') }]
