// The reporter's page: how far it has come.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [{ path: '/track', page: () => import('./track/track-page') }]
