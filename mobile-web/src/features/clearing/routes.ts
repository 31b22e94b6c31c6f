// 权力清单的各版: what a unit's list says, and what changed.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [{ path: '/:county/u/:code/versions', page: () => import('./versions-page') }]
