// The frame of a staff page: who may see it, the bar, the tabs on a phone, the wide bar at a desk.
import '@/shared/ui/css/staff.css'
import './staff.css'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { RequestError } from '@/shared/graphql/client'
import { common } from '@/shared/text/common'
import { Bar } from '@/shared/ui/bar'
import { Mark } from '@/shared/ui/icon'
import { useSize } from '@/shared/ui/size'
import { Failed, Waiting } from '@/shared/ui/states'
import { refreshSession } from './session'
import type { SignedInFragment } from './session.generated'
import { StaffTabs, tabsFor } from './tabs'
import type { StaffTab } from './tabs'
import { useSession, useWide } from './use-staff'

interface Back {
  readonly href: string
  readonly name: string
}

export interface StaffPageProps {
  /** The tab that is lit. */
  tab: StaffTab
  /** Where the arrow leads and its name; on a phone there are no tabs then. A function where that depends on the roles. */
  back?: Back | ((viewer: SignedInFragment) => Back | undefined) | undefined
  /** At a desk: the page lays itself out in panels over the whole width. */
  panels?: boolean
  children: (viewer: SignedInFragment, wide: boolean) => ComponentChildren
}

/** A page for people who are signed in; others are sent to the sign-in and come back afterwards. */
export function StaffPage(props: StaffPageProps) {
  const session = useSession()
  const { route, url } = useLocation()
  useEffect(() => {
    if (session.phase === 'unknown') void refreshSession()
    if (session.phase === 'out') route(session.byChoice ? '/staff/sign-in' : `/staff/sign-in?to=${encodeURIComponent(url)}`, true)
  }, [session])
  if (session.phase === 'in') return <Framed {...props} viewer={session.viewer} />
  return (
    <>
      <header>
        <Bar kind="discipline">{common.product}</Bar>
      </header>
      <main id="main" class="page">
        {session.phase === 'unreachable' ? <Failed error={new RequestError('offline')} retry={() => void refreshSession()} /> : <Waiting />}
      </main>
    </>
  )
}

function Framed({ viewer, ...props }: StaffPageProps & { viewer: SignedInFragment }) {
  const wide = useWide()
  const inside = props.children(viewer, wide)
  const back = typeof props.back === 'function' ? props.back(viewer) : props.back
  return wide ? (
    <Desk tab={props.tab} back={back} panels={props.panels} viewer={viewer}>
      {inside}
    </Desk>
  ) : (
    <Phone tab={props.tab} back={back} viewer={viewer}>
      {inside}
    </Phone>
  )
}

interface FrameProps {
  tab: StaffTab
  back?: Back | undefined
  panels?: boolean | undefined
  viewer: SignedInFragment
  children: ComponentChildren
}

function Phone({ viewer, tab, back, children }: FrameProps) {
  return (
    <>
      <Top demo={viewer.county.isDemo}>
        <Bar kind="discipline" home="/staff" back={back?.href}>
          {back?.name ?? placeOf(viewer)}
        </Bar>
      </Top>
      <main id="main" class={back ? 'page' : 'page page--tabbed'}>
        {children}
      </main>
      {!back && <StaffTabs viewer={viewer} current={tab} />}
    </>
  )
}

function Desk({ viewer, tab, back, panels, children }: FrameProps) {
  return (
    <div class="desk">
      <Top demo={viewer.county.isDemo}>
        <div class="desk__bar on-dark">
          <div>
            <span class="desk__place">
              <Mark />
              <b>{placeOf(viewer)}</b>
            </span>
            <nav aria-label={common.tabs.label}>
              <ul>
                {tabsFor(viewer, true).map((one) => (
                  <li key={one.tab}>
                    <a href={one.href} aria-current={one.tab === tab ? 'page' : undefined}>
                      {one.name}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
            <DeskSize />
            <span class="small">{viewer.account.name}</span>
          </div>
        </div>
      </Top>
      <main id="main" class={panels ? 'desk__in' : 'desk__in desk__in--one'}>
        {panels ? (
          children
        ) : (
          <>
            {back && <DeskBack viewer={viewer} back={back} />}
            <div class="panel desk__sheet">{children}</div>
          </>
        )}
      </main>
    </div>
  )
}

/** At a desk the way back stands above the panel; a page that has a tab of its own there needs none. */
function DeskBack({ viewer, back }: { viewer: SignedInFragment; back: Back }) {
  const { path } = useLocation()
  if (tabsFor(viewer, true).some(({ href }) => href === path)) return null
  return (
    <a class="link desk__back" href={back.href}>
      ‹ {back.name}
    </a>
  )
}

function Top({ demo, children }: { demo: boolean; children: ComponentChildren }) {
  return (
    <>
      <a class="skip" href="#main">
        {common.skip}
      </a>
      <header>
        {demo && <p class="demo">{common.demo}</p>}
        {children}
      </header>
    </>
  )
}

function DeskSize() {
  const [size, setSize] = useSize()
  const large = size === 'large'
  return (
    <button class="bar__btn desk__size" type="button" onClick={() => setSize(large ? 'normal' : 'large')}>
      {large ? common.normal : common.large}
    </button>
  )
}

function placeOf(viewer: SignedInFragment): string {
  return viewer.organs[0]?.name ?? viewer.county.name
}
