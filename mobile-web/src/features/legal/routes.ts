// Pages that say honestly what is done with data and for whom the pages work.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [
  { path: '/privacy', page: () => import('./privacy-page') },
  { path: '/accessibility', page: () => import('./accessibility-page') },
]
