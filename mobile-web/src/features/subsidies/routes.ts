// 我的村我的钱: what was paid to one's household.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [{ path: '/:county/money', page: () => import('./money-page') }]
