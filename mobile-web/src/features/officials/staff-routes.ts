// 干部变动, for whoever keeps the register; 亲属申报, for everybody behind whose account stands an official.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [
  { path: '/staff/moves', page: () => import('./staff/moves-page') },
  { path: '/staff/kin', page: () => import('./staff/kin-page') },
]
