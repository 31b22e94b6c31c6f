// 制度库: the rules by which risks of powers are held down.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [
  { path: '/:county/rules', page: () => import('./rules-page') },
  { path: '/:county/rules/:code', page: () => import('./rule-page') },
]
