// The committee's day: one page for both lists and for the open case, so that going to and fro keeps what was read.
import { useEffect, useRef } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import { StaffPage } from '@/shared/staff/frame'
import { hasRole, worksOnCases } from '@/shared/staff/tabs'
import { staffText } from '@/shared/staff/text'
import { NotFound } from '@/shared/ui/not-found'
import { Board } from './list/board'
import type { ListName } from './list/board'
import { drilledPart } from './list/drilled'

export default function DeskPage() {
  const { params, query } = useRoute()
  const { list: first, id } = params
  if (first !== undefined && !(first === 'c' && id) && !(first === 'all' && !id)) return <NotFound />
  return <Lists list={first === 'all' || query['from'] === 'all' ? 'all' : 'today'} caseId={id} drilled={drilledPart(query)} />
}

function Lists({ list, caseId, drilled }: { list: ListName; caseId: string | undefined; drilled: string }) {
  const whole = list === 'all' ? `/staff/all${drilled && `?${drilled}`}` : '/staff'
  // A number of one organ stands in 统计, one over all of one's own in 今天.
  const from = drilled.startsWith('organ=') ? { href: '/staff/overview', name: staffText.back.overview } : { href: '/staff', name: staffText.back.today }
  const back = caseId ? { href: whole, name: staffText.back[list] } : drilled ? from : undefined
  useKeptScroll(caseId)
  return (
    <StaffPage tab={list} back={back} panels>
      {(viewer, wide) => (worksOnCases(viewer) ? <Board viewer={viewer} wide={wide} list={list} caseId={caseId} drilled={drilled} /> : <Elsewhere to={hasRole(viewer, 'COUNTY_ADMIN') ? '/staff/people' : '/staff/me'} />)}
    </StaffPage>
  )
}

/** Whoever has no cases is taken to what he has. */
function Elsewhere({ to }: { to: string }) {
  const { route } = useLocation()
  useEffect(() => route(to, true), [])
  return null
}

/** On the way back from a case the list stands where it was left. */
function useKeptScroll(caseId: string | undefined): void {
  const kept = useRef(0)
  useEffect(() => {
    if (caseId) return
    const restore = requestAnimationFrame(() => kept.current > 0 && scrollTo(0, kept.current))
    // Before the router sees the click: it scrolls to the top at once.
    const remember = () => void (kept.current = scrollY)
    addEventListener('click', remember, true)
    return () => {
      cancelAnimationFrame(restore)
      removeEventListener('click', remember, true)
    }
  }, [caseId])
}
