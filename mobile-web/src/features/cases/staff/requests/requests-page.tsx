// 请您批的: what organs below ask for their clocks; the head sees the request, not the case.
import { useState } from 'preact/hooks'
import { useDone } from '@/shared/staff/done'
import { StaffPage } from '@/shared/staff/frame'
import { hasRole } from '@/shared/staff/tabs'
import { staffText } from '@/shared/staff/text'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Cell } from '@/shared/ui/cell'
import { Sheet } from '@/shared/ui/sheet'
import { Blank, Failed, Waiting } from '@/shared/ui/states'
import { chinaDay, momentInWords } from '../list/due'
import { text } from '../text'
import { MaliceList, useMalices } from '../turns/malice-list'
import { DecideForm } from './decide-form'
import { askedInWords } from './request-words'
import { DeadlineRequests } from './requests.generated'
import type { WaitingRow } from './waiting-row'

const words = text.requests

export default function RequestsPage() {
  return (
    <StaffPage tab="today" back={{ href: '/staff', name: staffText.back.today }}>
      {(viewer) => (
        <>
          <div class="head">
            <h1>{words.title}</h1>
            <p class="soft mt2">{words.lead}</p>
          </div>
          {hasRole(viewer, 'HEAD') ? <Requests /> : <p class="mt5">{words.notYours}</p>}
        </>
      )}
    </StaffPage>
  )
}

function Requests() {
  const [after, setAfter] = useState<string | null>(null)
  const { data, error, reload } = useStaffQuery(DeadlineRequests, { after })
  const [open, setOpen] = useState<WaitingRow>()
  const [done, setDone] = useDone()
  const malices = useMalices()
  const today = chinaDay(new Date())
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const { nodes, pageInfo } = data.deadlineRequests
  const finished = (what: string) => {
    setOpen(undefined)
    setDone(what)
    if (after === null) reload()
    else setAfter(null)
  }
  return (
    <>
      {done}
      {nodes.length === 0 && malices.list?.length === 0 && (
        <Blank title={words.none}>
          <p>{words.noneHelp}</p>
        </Blank>
      )}
      <ul class={nodes.length > 0 ? 'cells mt5' : undefined}>
        {nodes.map((one) => (
          <li key={one.id}>
            <Cell title={`${one.organName} ${one.caseNumber}`} sub={`${askedInWords(one, today)} · ${one.askedBy.name} · ${momentInWords(one.askedAt, today)}`} onClick={() => setOpen(one)} />
          </li>
        ))}
      </ul>
      {pageInfo.hasNextPage && (
        <button class="link link--button" type="button" onClick={() => setAfter(pageInfo.endCursor)}>
          {words.more}
        </button>
      )}
      <MaliceList malices={malices} onDone={finished} />
      {open && (
        <Sheet label={words.decide} onClose={() => setOpen(undefined)}>
          <DecideForm one={open} onClose={() => setOpen(undefined)} onDone={finished} />
        </Sheet>
      )}
    </>
  )
}
