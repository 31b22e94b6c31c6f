// The frame of a villagers' page: skip link, demo mark, bar, main part, tabs.
import type { ComponentChildren } from 'preact'
import { homePath, lastCounty } from '@/shared/county'
import { common } from '@/shared/text/common'
import { Icon, type IconName } from './icon'

export type Tab = 'open' | 'report' | 'mine'

interface PageProps {
  bar: ComponentChildren
  /** What stands between the bar and the main part, such as the county's first screen. */
  hero?: ComponentChildren
  demo?: boolean | undefined
  /** The tab that is lit; without one there are no tabs (a form is open). */
  tab?: Tab | undefined
  county?: string | undefined
  foot?: ComponentChildren
  children: ComponentChildren
}

export function Page({ bar, hero, demo, tab, county, foot, children }: PageProps) {
  return (
    <>
      <a class="skip" href="#main">
        {common.skip}
      </a>
      <header>
        {demo && <p class="demo">{common.demo}</p>}
        {bar}
        {hero}
      </header>
      <main id="main" class={tab ? 'page page--tabbed' : 'page'}>
        {children}
        {foot}
      </main>
      {tab && <TabBar current={tab} county={county ?? lastCounty()} />}
    </>
  )
}

function TabBar({ current, county }: { current: Tab; county: string | undefined }) {
  const tabs: { tab: Tab; href: string; icon: IconName }[] = [
    { tab: 'open', href: homePath(county), icon: 'paper' },
    { tab: 'report', href: county ? `/${county}/report` : '/', icon: 'shield' },
    { tab: 'mine', href: '/track', icon: 'person' },
  ]
  return (
    <nav class="tabbar" aria-label={common.tabs.label}>
      <ul>
        {tabs.map(({ tab, href, icon }) => (
          <li key={tab}>
            <a href={href} class={tab === 'report' ? 'is-report' : undefined} aria-current={tab === current ? 'page' : undefined}>
              <Icon name={icon} size={26} />
              {common.tabs[tab]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
