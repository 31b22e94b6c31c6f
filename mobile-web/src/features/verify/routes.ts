// 核验回执: anybody may check a receipt, also without a network.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [{ path: '/verify', page: () => import('./verify-page') }]
