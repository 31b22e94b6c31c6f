// The page of a power.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [{ path: '/:county/p/:code', page: () => import('./power-page') }]
