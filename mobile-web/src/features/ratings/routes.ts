// 评一评: a sheet on an official, a power or an outcome.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [{ path: '/:county/rate/:id', page: () => import('./rate-page') }]
