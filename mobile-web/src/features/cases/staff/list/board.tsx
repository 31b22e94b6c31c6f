// The committee's desk: the numbers of the day on top, below them list and case side by side; on a phone one of the two.
import { NewerBar } from '@/shared/live/newer-bar'
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { Blank } from '@/shared/ui/states'
import { CasePane } from '../case/case-pane'
import { text } from '../text'
import { AllPane } from './all-pane'
import { DayPanels } from './day-panels'
import { TodayPane } from './today-pane'
import { useToday } from './use-today'

const words = text.today

export type ListName = 'all' | 'today'

interface Props {
  viewer: SignedInFragment
  wide: boolean
  list: ListName
  caseId: string | undefined
}

export function Board({ viewer, wide, list, caseId }: Props) {
  const today = useToday(list === 'all')
  const pane = { viewer, wide, openId: caseId, address: (id: string) => addressOf(list, id) }
  const changed = () => list === 'today' && today.reload()
  return (
    <>
      {wide && list === 'today' && today.data && <DayPanels data={today.data} />}
      <div class={wide ? 'split' : undefined}>
        <div class={wide ? 'panel panel--list' : undefined} hidden={!wide && caseId !== undefined}>
          {list === 'today' && <NewerBar there={today.newer.isThere} words={words.newer} onShow={today.newer.show} />}
          {list === 'all' ? <AllPane {...pane} /> : <TodayPane {...pane} query={today} />}
        </div>
        {caseId && <CasePane key={caseId} id={caseId} viewer={viewer} wide={wide} onChanged={changed} />}
        {wide && !caseId && (
          <div class="panel">
            <Blank icon="paper" title={words.pick}>
              <p>{words.pickHelp}</p>
            </Blank>
          </div>
        )}
      </div>
    </>
  )
}

/** The address of a case that leads back to the list from which it was opened. */
function addressOf(list: ListName, id: string): string {
  return `/staff/c/${id}${list === 'all' ? '?from=all' : ''}`
}
