// The staff's own pages: signing in, me, people, posters, the trail.
import type { PageRoute } from '@/shared/route'

export const routes: readonly PageRoute[] = [
  { path: '/staff/sign-in', page: () => import('./sign-in/sign-in-page') },
  { path: '/staff/me', page: () => import('./me/me-page') },
  { path: '/staff/people', page: () => import('./people/people-page') },
  { path: '/staff/calendar', page: () => import('./calendar/calendar-page') },
  { path: '/staff/organs', page: () => import('./organs/organs-page') },
  { path: '/staff/settings', page: () => import('./settings/settings-page') },
  { path: '/staff/poster', page: () => import('./poster/poster-page') },
  { path: '/staff/trail', page: () => import('./trail/trail-page') },
]
