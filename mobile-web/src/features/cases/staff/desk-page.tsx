// The committee's day: the list and, beside it at a desk or instead of it on a phone, the open case.
import { useEffect, useRef } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import { StaffPage } from '@/shared/staff/frame'
import { worksOnCases } from '@/shared/staff/tabs'
import { staffText } from '@/shared/staff/text'
import { NotFound } from '@/shared/ui/not-found'
import { Blank } from '@/shared/ui/states'
import { CasePane } from './case/case-pane'
import { AllPane } from './list/all-pane'
import { TodayPane } from './list/today-pane'
import { text } from './text'

export default function DeskPage() {
  const { params, query } = useRoute()
  const { at, id } = params
  if (at !== undefined && !(at === 'c' && id) && !(at === 'all' && !id)) return <NotFound />
  const list = at === 'all' || query['from'] === 'all' ? 'all' : 'today'
  return <Split list={list} caseId={id} />
}

/** The address of a case that leads back to the list from which it was opened. */
function addressOf(list: 'all' | 'today', id: string): string {
  return `/staff/c/${id}${list === 'all' ? '?from=all' : ''}`
}

function Split({ list, caseId }: { list: 'all' | 'today'; caseId: string | undefined }) {
  const { route } = useLocation()
  const back = caseId ? { href: list === 'all' ? '/staff/all' : '/staff', name: staffText.back[list] } : undefined
  useKeptScroll(caseId)
  return (
    <StaffPage tab={list} back={back} panels>
      {(viewer, wide) => {
        if (!worksOnCases(viewer)) return <Elsewhere to={viewer.roles.some(({ role }) => role === 'COUNTY_ADMIN') ? '/staff/people' : '/staff/me'} go={route} />
        const pane = list === 'all' ? AllPane : TodayPane
        const Pane = pane
        return (
          <div class={wide ? 'split' : undefined}>
            <div class={wide ? 'panel panel--list' : undefined} hidden={!wide && caseId !== undefined}>
              <Pane viewer={viewer} wide={wide} openId={caseId} address={(id) => addressOf(list, id)} />
            </div>
            {caseId && <CasePane key={caseId} id={caseId} viewer={viewer} wide={wide} />}
            {wide && !caseId && (
              <div class="panel">
                <Blank icon="paper" title={text.today.pick}>
                  <p>{text.today.pickHelp}</p>
                </Blank>
              </div>
            )}
          </div>
        )
      }}
    </StaffPage>
  )
}

/** Whoever has no cases is taken to what he has. */
function Elsewhere({ to, go }: { to: string; go: (url: string, replace?: boolean) => void }) {
  useEffect(() => go(to, true), [])
  return null
}

/** On the way back from a case the list stands where it was left. */
function useKeptScroll(caseId: string | undefined): void {
  const kept = useRef(0)
  useEffect(() => {
    if (caseId) return
    const restore = requestAnimationFrame(() => kept.current > 0 && scrollTo(0, kept.current))
    const remember = () => (kept.current = scrollY)
    addEventListener('scroll', remember, { passive: true })
    return () => {
      cancelAnimationFrame(restore)
      removeEventListener('scroll', remember)
    }
  }, [caseId])
}
