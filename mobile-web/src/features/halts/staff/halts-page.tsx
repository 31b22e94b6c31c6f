// 叫停: what was stopped and by whom, the open ones first; heads order here, units answer.
import { useState } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import { useDone } from '@/shared/staff/done'
import { faultInWords } from '@/shared/staff/form'
import { StaffPage } from '@/shared/staff/frame'
import { staffRequest } from '@/shared/staff/session'
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { hasRole } from '@/shared/staff/tabs'
import { staffText } from '@/shared/staff/text'
import { useSending, useStaffQuery } from '@/shared/staff/use-staff'
import { dayWithYear } from '@/shared/format/format'
import { Cell } from '@/shared/ui/cell'
import { FieldError } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { Blank, Failed, Waiting } from '@/shared/ui/states'
import { CheckSheet } from './check-sheet'
import { HaltSheet, LinkedSheet } from './halt-sheet'
import { Halts } from './halts.generated'
import type { HaltPartsFragment } from './halts.generated'
import { OrderSheet } from './order-sheet'
import { text } from './text'

const AT_ONCE = 20

export default function HaltsPage() {
  return (
    <StaffPage tab="me" back={{ href: '/staff/me', name: staffText.back.me }}>
      {(viewer) => (
        <>
          <div class="head">
            <h1>{text.title}</h1>
            <p class="soft mt2">{text.lead}</p>
          </div>
          {hasRole(viewer, 'HEAD', 'HANDLER', 'PUBLISHER', 'REVIEWER') ? <Parts viewer={viewer} /> : <p class="mt5">{text.notYours}</p>}
        </>
      )}
    </StaffPage>
  )
}

function Parts({ viewer }: { viewer: SignedInFragment }) {
  // Who only checks has no list of halts: those are answered and ended by others.
  const hasList = hasRole(viewer, 'HEAD', 'PUBLISHER', 'REVIEWER')
  const list = useList(!hasList)
  const [open, setOpen] = useState<HaltPartsFragment | 'new' | 'check'>()
  const [done, setDone] = useDone()
  const linked = useRoute().query['id']
  const { route } = useLocation()
  const close = () => {
    setOpen(undefined)
    if (linked) route('/staff/halts', true)
  }
  const finished = (what: string) => {
    close()
    setDone(what)
    if (hasList) list.reload()
  }
  return (
    <>
      {done}
      {hasRole(viewer, 'HEAD') && (
        <button class="btn btn--red-quiet mt5" type="button" aria-haspopup="dialog" onClick={() => setOpen('new')}>
          {text.order}
        </button>
      )}
      {hasRole(viewer, 'HEAD', 'HANDLER') && (
        <button class="btn btn--quiet mt3" type="button" aria-haspopup="dialog" onClick={() => setOpen('check')}>
          {text.checking.open}
        </button>
      )}
      {hasList && <List list={list} onOpen={setOpen} />}
      {linked && !open && <LinkedSheet id={linked} county={viewer.county.code} onClose={close} onDone={finished} />}
      {open === 'new' && <OrderSheet county={viewer.county.code} onClose={close} onDone={finished} />}
      {open === 'check' && <CheckSheet county={viewer.county.code} onClose={close} onDone={finished} />}
      {open && typeof open !== 'string' && <HaltSheet halt={open} county={viewer.county.code} onClose={close} onDone={finished} />}
    </>
  )
}

function List({ list, onOpen }: { list: ReturnType<typeof useList>; onOpen: (halt: HaltPartsFragment) => void }) {
  const { data, error, reload, put } = list
  const { busy, fault, send } = useSending()
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const { nodes, totalCount, pageInfo } = data.halts
  if (nodes.length === 0) {
    return (
      <Blank title={text.none}>
        <p>{text.noneHelp}</p>
      </Blank>
    )
  }
  const more = () =>
    send(async () => {
      const next = await staffRequest(Halts, { first: AT_ONCE, after: pageInfo.endCursor })
      put({ halts: { ...next.halts, nodes: [...nodes, ...next.halts.nodes] } })
    })
  return (
    <Section id="halts" title={text.list} side={text.count(totalCount)}>
      <ul class="cells">
        {nodes.map((halt) => (
          <li key={halt.id}>
            <Cell title={halt.power.name} sub={<RowSub halt={halt} />} onClick={() => onOpen(halt)} />
          </li>
        ))}
      </ul>
      {fault && <FieldError text={faultInWords(fault)} />}
      {pageInfo.hasNextPage && (
        <button class="btn btn--quiet mt4" type="button" aria-disabled={busy} onClick={more}>
          {text.more}
        </button>
      )}
    </Section>
  )
}

function useList(skip: boolean) {
  return useStaffQuery(Halts, { first: AT_ONCE }, { skip })
}

function RowSub({ halt }: { halt: HaltPartsFragment }) {
  const waits = halt.answers.length === 0 && halt.viewerCan.includes('ANSWER')
  return (
    <>
      <span class={halt.isOpen ? 'tag tag--halt' : 'tag'}>{halt.isOpen ? text.open : text.ended}</span>
      {waits && <span class="tag tag--mark">{text.toAnswer}</span>}
      {halt.power.unitName}
      <br />
      {text.row(halt.organName, dayWithYear(halt.orderedAt))}
    </>
  )
}
