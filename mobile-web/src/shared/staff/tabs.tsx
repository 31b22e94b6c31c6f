// The staff's tabs, by what the roles of the person signed in are for.
import type { StaffRole } from '@/shared/graphql/schema.generated'
import type { SignedInFragment } from './session.generated'
import { staffText } from './text'

export type StaffTab = 'today' | 'all' | 'overview' | 'people' | 'poster' | 'me'

interface TabLink {
  readonly tab: StaffTab
  readonly href: string
  readonly name: string
}

const HREF: Readonly<Record<StaffTab, string>> = {
  today: '/staff',
  all: '/staff/all',
  overview: '/staff/overview',
  people: '/staff/people',
  poster: '/staff/poster',
  me: '/staff/me',
}

const STROKES: Readonly<Record<StaffTab, string>> = {
  today: 'M8 6h13M8 12h13M8 18h13M3.5 6h.5M3.5 12h.5M3.5 18h.5',
  all: 'M4 4h11l5 5v11H4zM8 11h8M8 15h8M8 7h4',
  overview: 'M4 20h16M6.5 16v-5M12 16V5M17.5 16V9',
  people: 'M9 4a4 4 0 100 8 4 4 0 000-8M2 20.5c.8-4.500 3.500-6 7-6s6.200 1.500 7 6M16 4.500a4 4 0 010 7.300M18 15c2.300.8 3.500 2.500 4 5.500',
  poster: 'M5 3h14v18H5zM9 7h6v6H9zM9 17h6',
  me: 'M12 3.5a4.5 4.5 0 100 9 4.5 4.5 0 000-9M3.5 21c1-5 4.5-6.5 8.5-6.5s7.5 1.5 8.5 6.5',
}

/** True when one of the viewer's roles is in force now. */
export function hasRole(viewer: SignedInFragment, ...roles: StaffRole[]): boolean {
  return viewer.roles.some(({ role, state }) => state === 'ACTIVE' && roles.includes(role))
}

/** True when the viewer works on cases; the county's administrator sees none. */
export function worksOnCases(viewer: SignedInFragment): boolean {
  return hasRole(viewer, 'HANDLER', 'HEAD')
}

/** The tabs of a viewer; the poster has its own at the desk and, on a phone, for those who have no cases. Of five on a phone
 * the people give way to the numbers: 我的 leads there too. */
export function tabsFor(viewer: SignedInFragment, desk: boolean): readonly TabLink[] {
  const cases = worksOnCases(viewer)
  const heads = hasRole(viewer, 'HEAD')
  const people = hasRole(viewer, 'COUNTY_ADMIN') || (heads && desk)
  const tabs: (StaffTab | false)[] = [cases && 'today', cases && 'all', heads && 'overview', people && 'people', (desk || !cases) && 'poster', 'me']
  return tabs.filter((tab): tab is StaffTab => tab !== false).map((tab) => ({ tab, href: HREF[tab], name: staffText.tabs[tab] }))
}

/** The tabs at the bottom of a phone. */
export function StaffTabs({ viewer, current }: { viewer: SignedInFragment; current: StaffTab }) {
  return (
    <nav class="tabbar" aria-label={staffText.tabs.label}>
      <ul>
        {tabsFor(viewer, false).map(({ tab, href, name }) => (
          <li key={tab}>
            <a href={href} aria-current={tab === current ? 'page' : undefined}>
              <svg width="26" height="26" viewBox="0 0 24 24" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
                <path d={STROKES[tab]} />
              </svg>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
